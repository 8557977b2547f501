import { fc, test as property } from "@fast-check/vitest";
import { build } from "hdr-histogram-js";
import { describe, expect, test } from "vitest";
import {
  bars,
  count,
  HISTOGRAM_BYTES,
  histogramAt,
  summarise,
} from "../../bridge/shared/histogram.ts";

const nanoseconds = fc.oneof(
  fc.integer({ min: 0, max: 5000 }),
  fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  fc.integer({ min: 0, max: 31 }).map((power) => 2 ** power - 1),
);

function counted(values: readonly number[]) {
  const histogram = histogramAt(new SharedArrayBuffer(HISTOGRAM_BYTES), 0);
  const seconds = new Float64Array(1);
  for (const value of values) {
    seconds[0] = value * 1e-9;
    count(histogram, seconds, 0);
  }
  return histogram;
}

/** The same values in the reference's histogram, to three digits. */
function reference(values: readonly number[]) {
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 2 ** 31 - 1,
    numberOfSignificantValueDigits: 3,
    bitBucketSize: 32,
  });
  for (const value of values) histogram.recordValue(value);
  return histogram;
}

describe("a histogram", () => {
  property.prop([fc.array(nanoseconds, { minLength: 1, maxLength: 300 })])(
    "says what hdr-histogram-js says of the same values",
    (values) => {
      const ours = summarise(counted(values));
      const theirs = reference(values);
      const max = Math.max(...values);
      // It rounds the largest of a cell up beyond the largest value of all.
      const at = (percent: number) => Math.min(max, theirs.getValueAtPercentile(percent)) / 1000;
      expect(ours.count).toBe(theirs.totalCount);
      expect(ours.p50).toBeCloseTo(at(50), 1);
      expect(ours.p90).toBeCloseTo(at(90), 1);
      expect(ours.p99).toBeCloseTo(at(99), 1);
      expect(ours.p999).toBeCloseTo(at(99.9), 1);
      expect(ours.max).toBeCloseTo(max / 1000, 1);
    },
  );

  property.prop([fc.array(nanoseconds, { minLength: 1, maxLength: 300 })])(
    "keeps three digits of smallest, mean and largest",
    (values) => {
      const { min, mean, max, last } = summarise(counted(values));
      const sum = values.reduce((total, value) => total + value, 0);
      const expected = [Math.min(...values), sum / values.length, Math.max(...values)];
      expect([min, mean, max]).toBeNear(
        expected.map((ns) => ns / 1000),
        { rtol: 1e-3, atol: 0.01 },
      );
      expect(last).toBeCloseTo(values[values.length - 1] / 1000, 1);
    },
  );

  test("of nothing is all zero, and has no bars", () => {
    const empty = counted([]);
    expect(new Set(Object.values(summarise(empty)))).toEqual(new Set([0]));
    expect(bars(empty)).toEqual([]);
  });

  test("takes what came early for 0", () => {
    expect(summarise(counted([-5000]))).toMatchObject({ count: 1, min: 0, max: 0 });
  });

  test("knows how long ten seconds were, although it counts no further than two", () => {
    const { p50, max, count: total } = summarise(counted([1e10]));
    expect([p50, max, total]).toEqual([1e7, 1e7, 1]);
  });

  property.prop([fc.array(nanoseconds, { minLength: 1, maxLength: 100 })])(
    "is drawn with bars that adjoin, hold all values, and begin and end with one that holds some",
    (values) => {
      const drawn = bars(counted(values));
      expect(drawn.reduce((sum, bar) => sum + bar.count, 0)).toBe(values.length);
      drawn.slice(1).forEach((bar, i) => {
        expect(bar.from).toBe(drawn[i].to);
      });
      expect(drawn[0].count * drawn[drawn.length - 1].count).toBeGreaterThan(0);
      for (const { from, to, count: n } of drawn) {
        const within = values.filter((ns) => ns >= 1000 * from - 1e-6 && ns < 1000 * to - 1e-6);
        expect(within).toHaveLength(n);
      }
    },
  );
});
