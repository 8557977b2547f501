/** A dense vector of doubles, or a matrix of them in row-major order. */
export type Vec = Float64Array;

/**
 * A vector its holder may only read.
 *
 * The string tag admits `Float64Array` and nothing else: a kernel that meets one element type stays
 * monomorphic, and one that has also met `Float32Array` and `number[]` runs some three times slower.
 */
export interface ReadonlyVec {
  readonly length: number;
  readonly [index: number]: number;
  readonly [Symbol.toStringTag]: "Float64Array";
}
