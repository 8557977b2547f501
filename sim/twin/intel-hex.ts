/**
 * Reads a program in Intel's HEX format, as far as an AVR of 64 KiB needs it.
 *
 *   :LLAAAATT<data>CC    length, address, type, data, checksum; all bytes of a line add up to 0
 *
 * Types: 00 data, 01 end of file. Others move the address beyond 64 KiB and are refused.
 * [Intel (1988), Hexadecimal Object File Format Specification, Rev. A]
 */

const DATA = 0;
const END = 1;

/** The program memory [`size` bytes] that `text` describes; what it does not mention is erased flash. */
export function readHex(text: string, size: number): Uint8Array {
  const memory = new Uint8Array(size).fill(0xff);
  const lines = text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line === "") continue;
    const record = readRecord(line, index + 1);
    if (record.type === END) return memory;
    if (record.type !== DATA) {
      throw new RangeError(`line ${index + 1}: expected record type 0 or 1, found ${record.type}`);
    }
    if (record.address + record.data.length > size) {
      throw new RangeError(`line ${index + 1}: the program is longer than ${size} bytes`);
    }
    memory.set(record.data, record.address);
  }
  throw new RangeError("the end-of-file record is missing: the file has been cut off");
}

function readRecord(line: string, number: number) {
  if (!/^:([0-9a-f]{2}){5,}$/i.test(line)) {
    throw new RangeError(`line ${number}: expected ":" and pairs of hexadecimal digits`);
  }
  const bytes = Uint8Array.from({ length: (line.length - 1) / 2 }, (_, i) =>
    Number.parseInt(line.slice(2 * i + 1, 2 * i + 3), 16),
  );
  const [length, high, low, type] = bytes;
  if (bytes.length !== length + 5) {
    throw new RangeError(`line ${number}: expected ${length} bytes, found ${bytes.length - 5}`);
  }
  if (bytes.reduce((sum, byte) => sum + byte, 0) % 256 !== 0) {
    throw new RangeError(`line ${number}: the checksum is wrong`);
  }
  return { address: 256 * high + low, type, data: bytes.subarray(4, -1) };
}
