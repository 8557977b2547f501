/**
 * Cosine similarity: of two vectors, and of the rows of two matrices. Feedback similarity of the
 * papers is the cosine between the cerebellum's prediction and the gradient of full BPTT.
 */

/** x·y / (|x| |y|); NaN where one of them is zero. */
export function cosine(x: ArrayLike<number>, y: ArrayLike<number>): number {
  if (x.length !== y.length) {
    throw new RangeError(`vectors of equal length expected, found ${x.length} and ${y.length}`);
  }
  let [xy, xx, yy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xy += x[i] * y[i];
    xx += x[i] * x[i];
    yy += y[i] * y[i];
  }
  // Two roots, for the product of two small squares would underflow.
  return xy / (Math.sqrt(xx) * Math.sqrt(yy));
}

export interface RowCosine {
  /** Mean over the rows; NaN without any. */
  readonly cosine: number;
  /** How many rows were zero in neither matrix: the others have no direction and are left out. */
  readonly rows: number;
}

/** Mean cosine between the rows of two matrices [rows × width]. */
export function meanRowCosine(
  x: Float32Array | Float64Array,
  y: Float32Array | Float64Array,
  width: number,
): RowCosine {
  if (x.length !== y.length || x.length % width !== 0) {
    throw new RangeError(
      `matrices of equal size in rows of ${width} expected, found ${x.length} and ${y.length}`,
    );
  }
  let sum = 0;
  let rows = 0;
  for (let start = 0; start < x.length; start += width) {
    const one = cosine(x.subarray(start, start + width), y.subarray(start, start + width));
    if (Number.isNaN(one)) continue;
    sum += one;
    rows++;
  }
  return { cosine: sum / rows, rows };
}
