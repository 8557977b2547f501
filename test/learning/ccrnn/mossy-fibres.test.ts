import { expect, test } from "vitest";
import { standardise } from "../../../controller/learning/ccrnn/mossy-fibres.ts";
import { makeRandom } from "../../../sim/random.ts";

const WIDTH = 3;
const ROWS = 12;

function noise(): Float64Array {
  const random = makeRandom(5);
  return Float64Array.from(
    { length: ROWS * WIDTH },
    (_, k) => 4 + (1 + (k % WIDTH)) * random.normal(),
  );
}

test("a mossy fibre has a mean of nothing and a variance of one, over all rows of both ranges", () => {
  const A = noise();
  standardise(A, WIDTH, [0, 5, 7, 12], () => 1);
  const rows = [0, 1, 2, 3, 4, 7, 8, 9, 10, 11];
  for (let i = 0; i < WIDTH; i++) {
    const column = rows.map((row) => A[row * WIDTH + i]);
    expect(column.reduce((sum, z) => sum + z, 0) / 10).toBeCloseTo(0, 12);
    expect(column.reduce((sum, z) => sum + z * z, 0) / 10).toBeCloseTo(1, 5);
  }
  expect(A.subarray(5 * WIDTH, 7 * WIDTH)).toEqual(noise().subarray(5 * WIDTH, 7 * WIDTH));
});

test("a row that stands for several samples counts as often", () => {
  const once = noise();
  const repeated = new Float64Array([
    ...noise(),
    ...noise().subarray(0, WIDTH),
    ...noise().subarray(0, WIDTH),
  ]);
  standardise(once, WIDTH, [0, ROWS, 0, 0], (row) => (row === 0 ? 3 : 1));
  standardise(repeated, WIDTH, [0, ROWS + 2, 0, 0], () => 1);
  expect(once).toBeNear(repeated.slice(0, ROWS * WIDTH), { rtol: 1e-12, atol: 1e-12 });
});

test("a unit that never moves carries nothing", () => {
  const A = new Float64Array(ROWS * WIDTH).fill(0.3);
  standardise(A, WIDTH, [0, ROWS, 0, 0], () => 1);
  expect(A).toBeNear(new Float64Array(ROWS * WIDTH), { atol: 1e-9 });
});
