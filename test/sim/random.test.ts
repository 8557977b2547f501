import { describe, expect, test } from "vitest";
import { makeRandom } from "../../sim/random.ts";

const COUNT = 100_000;
const drawn = (draw: () => number, count = COUNT) => Array.from({ length: count }, draw);
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const moment = (values: readonly number[], order: number) =>
  mean(values.map((value) => value ** order));
const correlation = (a: readonly number[], b: readonly number[]) => {
  const [ma, mb] = [mean(a), mean(b)];
  const sd = (values: readonly number[], m: number) =>
    Math.sqrt(mean(values.map((value) => (value - m) ** 2)));
  return mean(a.map((value, i) => (value - ma) * (b[i] - mb))) / (sd(a, ma) * sd(b, mb));
};
/** Four standard errors of a mean of COUNT values whose standard deviation is `sd`. */
const tolerance = (sd: number) => (4 * sd) / Math.sqrt(COUNT);

describe("a generator", () => {
  test("gives the same numbers for the same seed, and others for another", () => {
    const numbers = (seed: number) => drawn(makeRandom(seed).uniform, 10);
    expect(numbers(7)).toEqual(numbers(7));
    expect(numbers(7)).not.toEqual(numbers(8));
  });

  test("goes on where it was saved, normal draws included", () => {
    const random = makeRandom(1);
    drawn(random.normal, 5);
    const state = random.save();
    const went = [random.uniform(), random.normal(), random.uniform()];
    const other = makeRandom(99);
    other.restore(JSON.parse(JSON.stringify(state)));
    expect([other.uniform(), other.normal(), other.uniform()]).toEqual(went);
  });

  test("fills an array with what single draws would have given", () => {
    const out = new Float64Array(5);
    makeRandom(6).normals(out);
    expect([...out]).toEqual(drawn(makeRandom(6).normal, 5));
  });

  test("draws uniformly from 0 up to but not including 1", () => {
    const values = drawn(makeRandom(2).uniform);
    expect(Math.min(...values.slice(0, COUNT / 2))).toBeGreaterThanOrEqual(0);
    expect(values.every((value) => value < 1)).toBe(true);
    expect(Math.abs(mean(values) - 1 / 2)).toBeLessThan(tolerance(Math.sqrt(1 / 12)));
    expect(Math.abs(moment(values, 2) - 1 / 3)).toBeLessThan(tolerance(Math.sqrt(4 / 45)));
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = values.filter((value) => Math.floor(10 * value) === tenth).length / COUNT;
      expect(Math.abs(share - 0.1)).toBeLessThan(tolerance(0.3));
    }
  });

  test("draws normally: mean 0, variance 1, no skew, kurtosis 3", () => {
    const values = drawn(makeRandom(3).normal);
    const moments = [1, 2, 3, 4].map((order) => moment(values, order));
    // The k-th sample moment of a normal variable varies by (E x²ᵏ − (E xᵏ)²)/n.
    const spread = [1, Math.sqrt(2), Math.sqrt(15), Math.sqrt(105 - 9)];
    moments.forEach((value, i) => {
      expect(Math.abs(value - [0, 1, 0, 3][i])).toBeLessThan(tolerance(spread[i]));
    });
  });

  test.each([0, 1, 41, -1, 2 ** 31])(
    "with seed %d has nothing to do with its neighbour",
    (seed) => {
      const [a, b] = [drawn(makeRandom(seed).uniform), drawn(makeRandom(seed + 1).uniform)];
      expect(Math.abs(correlation(a, b))).toBeLessThan(tolerance(1));
    },
  );

  test.each([1, 2, 3, 7])("has nothing to do with itself %d draws ago", (lag) => {
    const values = drawn(makeRandom(4).normal);
    expect(Math.abs(correlation(values.slice(lag), values.slice(0, -lag)))).toBeLessThan(
      tolerance(1.01),
    );
  });
});
