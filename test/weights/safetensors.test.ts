import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { Tensor } from "../../bridge/weights/safetensors.ts";
import { decodeTensors, encodeTensors } from "../../bridge/weights/safetensors.ts";

const shape = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 });
const tensor: fc.Arbitrary<Tensor> = fc.tuple(shape, fc.boolean()).chain(([dims, double]) => {
  const count = dims.reduce((product, n) => product * n, 1);
  return fc
    .array(double ? fc.double() : fc.float(), { minLength: count, maxLength: count })
    .map((values) => ({
      shape: dims,
      values: double ? Float64Array.from(values) : Float32Array.from(values),
    }));
});
const name = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((text) => text !== "__metadata__" && text !== "__proto__");
const tensors = fc.dictionary(name, tensor, { maxKeys: 6, noNullPrototype: true });
const metadata = fc.dictionary(name, fc.string(), { maxKeys: 3, noNullPrototype: true });

/** A file with this header, and so many bytes of data. */
function fileWith(header: unknown, dataBytes = 0, announced?: bigint): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === "string" ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + text.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, announced ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}
const oneTensor = (entry: object) =>
  fileWith({ w: { dtype: "F32", shape: [2], data_offsets: [0, 8], ...entry } }, 8);

describe("a .safetensors file", () => {
  test.prop([tensors, metadata], { seed: 14, numRuns: 200 })(
    "gives back what was written, to the bit",
    (written, notes) => {
      const file = decodeTensors(encodeTensors({ tensors: written, metadata: notes }));
      expect(file).toEqual({ tensors: written, metadata: notes });
    },
  );

  test("begins with the header's length, padded so that the data lie on a multiple of eight", () => {
    const values = Float64Array.of(1, 2);
    const bytes = encodeTensors({ tensors: { w: { shape: [2], values } }, metadata: {} });
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(bytes.length).toBe(8 + length + 16);
    expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)))).toEqual({
      __metadata__: {},
      w: { dtype: "F64", shape: [2], data_offsets: [0, 16] },
    });
    expect(new Float64Array(bytes.slice(8 + length).buffer)).toEqual(values);
  });

  test("is read wherever it lies in memory", () => {
    const values = Float64Array.of(1, 2, 3);
    const bytes = encodeTensors({ tensors: { w: { shape: [3], values } }, metadata: {} });
    for (let offset = 0; offset < 9; offset++) {
      const elsewhere = new Uint8Array(bytes.length + 9).subarray(offset, offset + bytes.length);
      elsewhere.set(bytes);
      const file = decodeTensors(elsewhere);
      expect(typeof file === "string" ? file : file.tensors["w"].values).toEqual(values);
    }
  });

  // Buffer's `slice` is a view and not a copy, so its `.buffer` is the file from its beginning.
  test("is read from a Buffer, which is what Node reads a file into", () => {
    const values = Float64Array.of(1, 2, 3);
    const bytes = encodeTensors({ tensors: { w: { shape: [3], values } }, metadata: {} });
    const file = decodeTensors(Buffer.from(bytes));
    expect(typeof file === "string" ? file : file.tensors["w"].values).toEqual(values);
  });

  test("is copied out of its bytes", () => {
    const values = Float32Array.of(1, 2);
    const bytes = encodeTensors({ tensors: { w: { shape: [2], values } }, metadata: {} });
    const file = decodeTensors(bytes);
    bytes.fill(0);
    expect(typeof file === "string" ? file : file.tensors["w"].values).toEqual(values);
  });
});

describe("a file that is none is answered with a sentence", () => {
  test.each([
    ["nothing", new Uint8Array(0), "has at least 8 bytes, this one has 0"],
    ["seven bytes", new Uint8Array(7), "has at least 8 bytes, this one has 7"],
    ["no header", fileWith(""), "its header is not JSON"],
    ["a header beyond its end", fileWith("{}", 0, 100n), "announce a header of 100 bytes"],
    [
      "a header of 2⁶³ bytes",
      fileWith("{}", 0, 2n ** 63n),
      "announce a header of 9223372036854775808",
    ],
    ["a header over a mebibyte", fileWith(`{${" ".repeat(1 << 20)}}`), "announce a header of"],
    ["JSON cut off", fileWith('{"w": {'), "its header is not JSON"],
    ["a list", fileWith("[]"), "its header is not a JSON object"],
    ["a number", fileWith("7"), "its header is not a JSON object"],
    ["nothing at all", fileWith("null"), "its header is not a JSON object"],
    ["bytes that are no UTF-8", fileWith("\u00ff").fill(0xff, 8), "its header is not JSON"],
    [
      "numbers as metadata",
      fileWith({ __metadata__: { a: 1 } }),
      "__metadata__ holds something other",
    ],
    [
      "half-precision numbers",
      oneTensor({ dtype: "F16" }),
      "tensor w is not described as F32 or F64",
    ],
    ["a negative dimension", oneTensor({ shape: [-2] }), "tensor w is not described"],
    ["a dimension of 1.5", oneTensor({ shape: [1.5] }), "tensor w is not described"],
    ["a missing shape", oneTensor({ shape: undefined }), "tensor w is not described"],
    ["one offset", oneTensor({ data_offsets: [0] }), "tensor w is not described"],
    ["a negative offset", oneTensor({ data_offsets: [-8, 0] }), "tensor w is not described"],
    [
      "offsets the wrong way round",
      oneTensor({ data_offsets: [8, 0] }),
      "tensor w of shape 2 needs 8 bytes",
    ],
    ["too little room", oneTensor({ data_offsets: [0, 4] }), "needs 8 bytes, its place has 4"],
    ["room beyond the end", oneTensor({ data_offsets: [4, 12] }), "needs 8 bytes, its place has 4"],
    ["more elements than there are", oneTensor({ shape: [2 ** 40, 2 ** 40] }), "tensor w of shape"],
    ["countless elements", oneTensor({ shape: new Array(40).fill(2 ** 40) }), "tensor w of shape"],
  ])("%s", (_, bytes, why) => {
    expect(decodeTensors(bytes)).toContain(why);
  });

  // The format forbids it, and Python's reader refuses such a file.
  test("two tensors in one place", () => {
    const entry = { dtype: "F32", shape: [2], data_offsets: [0, 8] };
    expect(decodeTensors(fileWith({ a: entry, b: entry }, 8))).toBeTypeOf("string");
  });

  test("bytes that belong to no tensor", () => {
    const bytes = fileWith({ w: { dtype: "F64", shape: [1], data_offsets: [3, 11] } }, 11);
    expect(decodeTensors(bytes)).toBe("tensor w begins at byte 3, the one before ends at 0");
  });

  test("offsets that are no multiple of a number's size are read nevertheless", () => {
    const odd = { a: [0, 4], w: [4, 12] } as const;
    const bytes = fileWith(
      {
        a: { dtype: "F32", shape: [1], data_offsets: odd.a },
        w: { dtype: "F64", shape: [1], data_offsets: odd.w },
      },
      12,
    );
    const file = decodeTensors(bytes);
    expect(typeof file === "string" ? file : [...file.tensors["w"].values]).toEqual([0]);
  });

  const whole = encodeTensors({
    tensors: {
      a: { shape: [2, 3], values: Float32Array.of(1, 2, 3, 4, 5, 6) },
      b: { shape: [2], values: Float64Array.of(7, 8) },
    },
    metadata: { note: "x" },
  });

  test("cut off anywhere", () => {
    for (let length = 0; length < whole.length; length++) {
      expect(decodeTensors(whole.subarray(0, length)), `${length} bytes`).toBeTypeOf("string");
    }
  });

  test.prop([fc.uint8Array({ maxLength: 200 })], { seed: 15, numRuns: 500 })(
    "random bytes",
    (bytes) => {
      expect(decodeTensors(bytes)).toBeTypeOf("string");
    },
  );

  test.prop([fc.json()], { seed: 16, numRuns: 500 })("any JSON, or it holds no tensor", (json) => {
    const file = decodeTensors(fileWith(json));
    if (typeof file !== "string") {
      expect(Object.values(file.tensors).every(({ values }) => values.length === 0)).toBe(true);
    }
  });

  test.prop([fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })], {
    seed: 17,
    numRuns: 1000,
  })("or read, when a byte of it has changed, but never makes it throw", (at, change) => {
    const bytes = whole.slice();
    bytes[at] ^= change;
    expect(() => decodeTensors(bytes)).not.toThrow();
  });
});
