import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { growPurkinjeCells } from "../../controller/cerebellum/purkinje-cells.ts";
import { makeRandom } from "../../sim/random.ts";
import { evenly } from "../support/evenly.ts";

const random = makeRandom(11);
const normals = (n: number) => Float64Array.from({ length: n }, () => random.normal());

/** x of A x = b by Gauss–Jordan with pivots, columns of b at once. */
function solve(A: number[][], b: number[][]): number[][] {
  const rows = A.map((row, i) => [...row, ...b[i]]);
  const n = rows.length;
  for (let c = 0; c < n; c++) {
    let pivot = c;
    for (let r = c; r < n; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[pivot][c])) pivot = r;
    [rows[c], rows[pivot]] = [rows[pivot], rows[c]];
    const head = rows[c][c];
    rows[c] = rows[c].map((value) => value / head);
    for (let r = 0; r < n; r++) {
      if (r === c) continue;
      const factor = rows[r][c];
      rows[r] = rows[r].map((value, k) => value - factor * rows[c][k]);
    }
  }
  return rows.map((row) => row.slice(n));
}

describe("Purkinje cells", () => {
  test("without drift learn what ridge regression over all they have seen would give", () => {
    const [inputs, outputs, samples] = [6, 2, 40];
    const cells = growPurkinjeCells(inputs, outputs, 0);
    const truth = normals(inputs * outputs);
    const seen = Array.from({ length: samples }, () => {
      const g = normals(inputs);
      const y = Float64Array.from({ length: outputs }, (_, o) =>
        g.reduce(
          (sum, value, i) => sum + 0.3 * truth[o * inputs + i] * value,
          0.05 * random.normal(),
        ),
      );
      return { g, y };
    });
    const fired = new Float64Array(outputs);
    for (const { g, y } of seen) {
      cells.fire(fired, g);
      cells.learn(
        g,
        y.map((value, o) => value - fired[o]),
      );
    }
    // (GᵀG + I) Wᵀ = GᵀY, for P = I is a prior of unit precision.
    const gram = Array.from({ length: inputs }, (_, i) =>
      Array.from({ length: inputs }, (__, j) =>
        seen.reduce((sum, { g }) => sum + g[i] * g[j], i === j ? 1 : 0),
      ),
    );
    const moments = Array.from({ length: inputs }, (_, i) =>
      Array.from({ length: outputs }, (__, o) =>
        seen.reduce((sum, { g, y }) => sum + g[i] * y[o], 0),
      ),
    );
    const ridge = solve(gram, moments);
    const inverse = solve(
      gram,
      gram.map((_, i) => gram.map((__, j) => (i === j ? 1 : 0))),
    );
    expect(cells.weights).toBeNear(
      Array.from({ length: outputs }, (_, o) => ridge.map((row) => row[o])).flat(),
      { atol: 1e-9 },
    );
    expect(cells.covariance).toBeNear(inverse.flat(), { atol: 1e-9 });
  });

  test("follow a target that changes, because they expect their weights to drift", () => {
    const cells = growPurkinjeCells(3, 1, 1e-3);
    const y = new Float64Array(1);
    const teach = (target: (g: Float64Array) => number, times: number): number => {
      let squares = 0;
      for (let k = 0; k < times; k++) {
        const g = normals(3);
        cells.fire(y, g);
        const e = target(g) - y[0];
        if (k >= times - 50) squares += (e * e) / 50;
        cells.learn(g, Float64Array.of(e));
      }
      return Math.sqrt(squares);
    };
    expect(teach((g) => g[0], 500)).toBeLessThan(0.01);
    expect(teach((g) => -g[0] + g[2], 500)).toBeLessThan(0.01);
  });

  test("fire W g", () => {
    const cells = growPurkinjeCells(3, 2, 0);
    cells.weights.set([1, 2, 3, -1, 0, 0.5]);
    const y = new Float64Array(2);
    cells.fire(y, Float64Array.of(2, -1, 4));
    expect([...y]).toEqual([12, 0]);
  });

  const nasty = fc.oneof(
    evenly(-3, 3),
    fc.double(),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300, 1e154, 0),
  );
  const lessons = fc.array(fc.tuple(fc.tuple(nasty, nasty, nasty), fc.tuple(nasty, nasty)), {
    maxLength: 30,
  });
  test.prop([lessons], { seed: 9, numRuns: 300 })(
    "keep finite, bounded weights whatever they are taught",
    (taught) => {
      const cells = growPurkinjeCells(3, 2, 1e-3);
      for (const [g, e] of taught) cells.learn(Float64Array.from(g), Float64Array.from(e));
      expect(cells.weights.every((w) => Math.abs(w) <= 50)).toBe(true);
      expect(cells.covariance.every(Number.isFinite)).toBe(true);
    },
  );

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("learn nothing from an error of %s", (bad) => {
    const cells = growPurkinjeCells(2, 2, 1e-3);
    cells.learn(Float64Array.of(1, 1), Float64Array.of(0.1, 0.2));
    const before = [...cells.weights, ...cells.covariance];
    cells.learn(Float64Array.of(1, 1), Float64Array.of(0.1, bad));
    expect([...cells.weights, ...cells.covariance]).toEqual(before);
  });

  test("count no error for more than 2", () => {
    const [moderate, absurd] = [growPurkinjeCells(2, 1, 0), growPurkinjeCells(2, 1, 0)];
    moderate.learn(Float64Array.of(1, -1), Float64Array.of(2));
    absurd.learn(Float64Array.of(1, -1), Float64Array.of(1e9));
    expect([...absurd.weights]).toEqual([...moderate.weights]);
  });

  test("stay sane through a hundred thousand lessons along a wandering input", () => {
    const inputs = 13;
    const cells = growPurkinjeCells(inputs, 2, 1e-3);
    const g = new Float64Array(inputs);
    const e = new Float64Array(2);
    for (let k = 0; k < 100_000; k++) {
      for (let i = 0; i < inputs; i++) g[i] = 0.999 * g[i] + 0.03 * random.normal();
      e[0] = 0.1 * random.normal();
      e[1] = 0.1 * random.normal();
      cells.learn(g, e);
    }
    expect(cells.weights.every((w) => Math.abs(w) < 5)).toBe(true);
    for (let i = 0; i < inputs; i++) {
      const variance = cells.covariance[i * (inputs + 1)];
      expect(variance).toBeGreaterThan(0);
      expect(variance).toBeLessThanOrEqual(1);
      for (let j = 0; j < i; j++) {
        const [one, other] = [cells.covariance[i * inputs + j], cells.covariance[j * inputs + i]];
        expect(Math.abs(one - other)).toBeLessThan(1e-9);
      }
    }
  });

  test("begin with a fresh covariance, and keep what they know, when rounding has spoilt it", () => {
    const cells = growPurkinjeCells(2, 1, 1e-3);
    cells.learn(Float64Array.of(1, 0), Float64Array.of(1));
    const known = [...cells.weights];
    cells.covariance.set([-1, 0, 0, -1]);
    cells.learn(Float64Array.of(1, 1), Float64Array.of(1));
    expect([...cells.covariance]).toEqual([1, 0, 0, 1]);
    expect([...cells.weights]).toEqual(known);
  });
});
