import { Matrix, solve } from "ml-matrix";
import { expect, test } from "vitest";
import { solveCholesky } from "../../../controller/learning/ccrnn/cholesky.ts";
import { makeRandom } from "../../../sim/random.ts";

test.each([1, 2, 7, 40])("%d equations are solved as ml-matrix solves them", (n) => {
  const { normal } = makeRandom(n);
  const root = Matrix.zeros(n, n + 2).apply(function (i, j) {
    this.set(i, j, normal());
  });
  const A = root.mmul(root.transpose()).add(Matrix.eye(n));
  const B = Matrix.zeros(n, 3).apply(function (i, j) {
    this.set(i, j, normal());
  });
  const found = Float64Array.from(B.to1DArray());
  solveCholesky(Float64Array.from(A.to1DArray()), found, n, 3);
  expect(found).toBeNear(Float64Array.from(solve(A, B).to1DArray()), { rtol: 1e-9, atol: 1e-9 });
});
