/**
 * NumPy's .npy: one array in a file (numpy.lib.format, versions 1 to 3).
 *
 *   \x93NUMPY · major · minor · length of the header (u16, from version 2 on u32, little-endian) ·
 *   a Python dictionary: {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), } · entries
 *
 * Read: little-endian 32-bit floats of two dimensions, row by row.
 */

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** [rows × columns] */
  readonly values: Float32Array;
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** A header longer than this is no header. */
const HEADER_MAX = 1 << 16;

/** The matrix that the bytes hold, or half a sentence that says why they hold none. */
export function decodeNpy(bytes: Uint8Array): Matrix | string {
  if (bytes.length < 12) return `a .npy file has at least 12 bytes, this one has ${bytes.length}`;
  const wrong = MAGIC.findIndex((byte, at) => bytes[at] !== byte);
  if (wrong >= 0) {
    return `byte ${wrong} is ${bytes[wrong]}, expected ${MAGIC[wrong]} (a .npy file begins \\x93NUMPY)`;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint8(6);
  if (version < 1 || version > 3) return `byte 6 is ${version}, expected version 1, 2 or 3`;
  const start = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > HEADER_MAX || start + length > bytes.length) {
    return `bytes 8 to ${start - 1} announce a header of ${length} bytes in a file of ${bytes.length}`;
  }
  const header = new TextDecoder("latin1").decode(bytes.subarray(start, start + length));
  const shape = shapeIn(header);
  if (typeof shape === "string") return shape;

  const [rows, columns] = shape;
  const end = start + length + 4 * rows * columns;
  if (bytes.length !== end) {
    return `its shape ${rows} × ${columns} needs ${end} bytes, this file has ${bytes.length}`;
  }
  const values = new Float32Array(rows * columns);
  for (let k = 0; k < values.length; k++) values[k] = view.getFloat32(start + length + 4 * k, true);
  return { rows, columns, values };
}

function shapeIn(header: string): readonly [number, number] | string {
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1];
  if (descr !== "<f4") return `its entries are ${descr ?? "of no named type"}, expected <f4`;
  if (!/'fortran_order':\s*False/.test(header)) return "it is not stored row by row";
  const shape = /'shape':\s*\((\d+), (\d+)\)/.exec(header);
  if (!shape) {
    const found = /'shape':\s*(\([^)]*\))/.exec(header)?.[1] ?? "missing";
    return `its shape is ${found}, expected two dimensions`;
  }
  return [Number(shape[1]), Number(shape[2])];
}
