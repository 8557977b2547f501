/**
 * The .safetensors format: named tensors in one file that cannot run code.
 *
 *   u64 n · n bytes of JSON: { name: { dtype, shape, data_offsets: [from, to] }, __metadata__ } · data
 *
 * Little-endian; offsets count from the end of the JSON (github.com/huggingface/safetensors, format
 * section of its README). Written here: F32 and F64. Read: the same, and nothing else.
 */
import { z } from "zod";

export interface Tensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

export interface TensorFile {
  readonly tensors: Readonly<Record<string, Tensor>>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A header longer than this is no header. */
const HEADER_MAX = 1 << 20;
const BYTES = { F32: 4, F64: 8 } as const;

const Entry = z.object({
  dtype: z.enum(["F32", "F64"]),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const Metadata = z.record(z.string(), z.string());

/** The file's bytes. The header is padded so that the data begins on a multiple of eight. */
export function encodeTensors({ tensors, metadata }: TensorFile): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { shape, values }] of Object.entries(tensors)) {
    const from = end;
    end += values.byteLength;
    const dtype = values instanceof Float64Array ? "F64" : "F32";
    header[name] = { dtype, shape, data_offsets: [from, end] };
  }
  const json = JSON.stringify(header);
  const text = new TextEncoder().encode(json);
  const length = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(text, 8);
  bytes.fill(0x20, 8 + text.length, 8 + length);
  let at = 8 + length;
  for (const { values } of Object.values(tensors)) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}

/** What the bytes hold, or half a sentence that says why they hold no tensors. */
export function decodeTensors(bytes: Uint8Array): TensorFile | string {
  if (bytes.length < 8)
    return `a .safetensors file has at least 8 bytes, this one has ${bytes.length}`;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > HEADER_MAX || 8 + Number(length) > bytes.length) {
    return `its first 8 bytes announce a header of ${length} bytes in a file of ${bytes.length}`;
  }
  const start = 8 + Number(length);
  const header = parseHeader(bytes.subarray(8, start));
  if (typeof header === "string") return header;

  const metadata = Metadata.safeParse(header["__metadata__"] ?? {});
  if (!metadata.success) return "its __metadata__ holds something other than text";
  const tensors: Record<string, Tensor> = {};
  for (const [name, raw] of Object.entries(header)) {
    if (name === "__metadata__") continue;
    const entry = Entry.safeParse(raw);
    if (!entry.success)
      return `tensor ${name} is not described as F32 or F64 with shape and offsets`;
    const { dtype, shape, data_offsets } = entry.data;
    const [from, to] = data_offsets;
    const count = shape.reduce((product, n) => product * n, 1);
    if (to - from !== count * BYTES[dtype] || start + to > bytes.length) {
      return `tensor ${name} of shape ${shape.join(" × ")} needs ${count * BYTES[dtype]} bytes, its place has ${Math.max(0, Math.min(to, bytes.length - start) - from)}`;
    }
    // Copied, for a view would need an address that is a multiple of its element's size.
    const data = new Uint8Array(bytes.subarray(start + from, start + to)).buffer;
    tensors[name] = {
      shape,
      values: dtype === "F64" ? new Float64Array(data) : new Float32Array(data),
    };
  }
  return gapIn(header, bytes.length - start) ?? { tensors, metadata: metadata.data };
}

/** Tensors must lie one after the other and fill the file: says where they do not. */
function gapIn(header: Record<string, unknown>, bytes: number): string | undefined {
  const entries = Object.entries(header).filter(([name]) => name !== "__metadata__");
  const places = entries.map(([name, raw]) => ({ name, at: Entry.parse(raw).data_offsets }));
  let end = 0;
  for (const { name, at } of places.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1])) {
    if (at[0] !== end)
      return `tensor ${name} begins at byte ${at[0]}, the one before ends at ${end}`;
    end = at[1];
  }
  return end === bytes
    ? undefined
    : `its tensors take ${end} bytes, the file has ${bytes} for them`;
}

function parseHeader(text: Uint8Array): Record<string, unknown> | string {
  try {
    const header: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    const record = z.record(z.string(), z.unknown()).safeParse(header);
    return record.success ? record.data : "its header is not a JSON object";
  } catch {
    return "its header is not JSON";
  }
}
