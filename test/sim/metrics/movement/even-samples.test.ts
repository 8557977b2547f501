import { describe, expect, test } from "vitest";
import { evenMoments, hermite } from "../../../../sim/metrics/movement/even-samples.ts";
import { makeRandom } from "../../../../sim/random.ts";

/** `place` and `velocity` at `times`, and what is made of them at even moments less what is true there. */
function errors(
  place: (t: number) => number,
  velocity: (t: number) => number,
  times: readonly number[],
): number[] {
  const moments = { from: times[0], period: 0.01, count: 61 };
  const found: number[] = [];
  evenMoments(times, moments, (i, u) => {
    const [a, b] = [times[i], times[i + 1]];
    found.push(hermite(u, b - a, [place(a), velocity(a)], [place(b), velocity(b)]));
  });
  return found.map((value, k) => value - place(moments.from + k * moments.period));
}

/** Every 10 ms, each up to `late` seconds late, but for those between `from` and `to`. */
function moments(late: number, [from, to]: readonly [number, number] = [0, 0]): number[] {
  const { uniform } = makeRandom(7);
  return Array.from({ length: 63 }, (_, i) => 0.01 * i + late * uniform()).filter(
    (t) => !(t > from && t < to),
  );
}

describe("even samples of uneven ones", () => {
  test("are exact where the motion is a cubic, whenever the samples came", () => {
    const place = (t: number): number => 0.3 - t + 2 * t ** 2 - 3 * t ** 3;
    const velocity = (t: number): number => -1 + 4 * t - 9 * t ** 2;
    for (const times of [moments(0), moments(0.009), moments(0.009, [0.2, 0.4])]) {
      expect(Math.max(...errors(place, velocity, times).map(Math.abs))).toBeLessThan(1e-14);
    }
  });

  test("stray from a reach by no more than h⁴/384 of its fourth derivative", () => {
    const [distance, duration] = [0.1, 0.6];
    // 10 s³ − 15 s⁴ + 6 s⁵, whose fourth derivative is 360 at most, at either end.
    const place = (t: number): number => {
      const s = t / duration;
      return distance * s ** 3 * (10 - 15 * s + 6 * s ** 2);
    };
    const velocity = (t: number): number => {
      const s = t / duration;
      return (distance / duration) * 30 * s ** 2 * (1 - s) ** 2;
    };
    const fourth = (360 * distance) / duration ** 4;
    for (const [hole, h] of [
      [[0, 0], 0.019],
      [[0.2, 0.24], 0.06],
    ] as const) {
      const worst = Math.max(...errors(place, velocity, moments(0.009, hole)).map(Math.abs));
      expect(worst).toBeLessThan((h ** 4 / 384) * fourth + 1e-10);
    }
  });

  test("go on beyond the last sample, and begin before the first", () => {
    const seen: (readonly [number, number])[] = [];
    evenMoments([0, 1, 2], { from: -0.5, period: 1, count: 4 }, (i, u) => seen.push([i, u]));
    expect(seen).toEqual([
      [0, -0.5],
      [0, 0.5],
      [1, 0.5],
      [1, 1.5],
    ]);
  });
});
