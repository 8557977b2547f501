import { describe, expect, test } from "vitest";
import {
  logDimensionlessJerk,
  spectralArcLength,
} from "../../../../sim/metrics/movement/smoothness.ts";
import { speedOf, velocityPeaks } from "../../../../sim/metrics/movement/speed.ts";
import { pathRatio } from "../../../../sim/metrics/movement/straightness.ts";
import { tremor } from "../../../../sim/metrics/movement/tremor.ts";

/** exp(−5 t²), t from −1 to 1, at 100 Hz. */
const gauss = Float64Array.from({ length: 200 }, (_, i) => Math.exp(-5 * (-1 + i / 100) ** 2));

/** Minimum-jerk speed over `duration` at `rate`, both ends sampled, for a distance of 1. */
const minimumJerk = (duration: number, rate: number): Float64Array =>
  Float64Array.from({ length: duration * rate + 1 }, (_, i) => {
    const s = i / (duration * rate);
    return (30 * s ** 2 * (1 - s) ** 2) / duration;
  });

/** 10 cm in 1 s along x, with a lateral tremor of 4 Hz that grows to `amplitude` [m]. */
const trembling = (amplitude: number, rate = 100): Float64Array =>
  Float64Array.from({ length: 2 * (rate + 1) }, (_, k) => {
    const s = (k >> 1) / rate;
    return k % 2 === 0
      ? 0.1 * (10 * s ** 3 - 15 * s ** 4 + 6 * s ** 5)
      : amplitude * s * Math.sin(2 * Math.PI * 4 * s);
  });

describe("smoothness agrees with the published code", () => {
  test("on a Gaussian", () => {
    expect(spectralArcLength(gauss, 100)).toBeCloseTo(-1.41403, 4);
    expect(logDimensionlessJerk(gauss, 100)).toBeCloseTo(-5.81636, 4);
  });

  test.each([0.5, 1, 2])("on a minimum-jerk reach of %d s", (duration) => {
    const found = spectralArcLength(minimumJerk(duration, 100), 100);
    expect(found).toBeLessThan(-1.4015);
    expect(found).toBeGreaterThan(-1.4065);
  });

  test("and with the analytic jerk of a minimum-jerk reach, as sampling becomes fine", () => {
    expect(logDimensionlessJerk(minimumJerk(1, 100), 100)).toBeCloseTo(-5.3, 2);
    expect(logDimensionlessJerk(minimumJerk(1, 20_000), 20_000)).toBeCloseTo(-Math.log(204.8), 3);
  });
});

describe("a lateral tremor that grows", () => {
  test.each([
    [0, -1.406, -5.3, 1],
    [0.5, -1.405, -6.04, 1.006],
    [1, -1.406, -7.14, 1.015],
    [2, -1.409, -8.8, 1.041],
    [5, -1.822, -11.1, 1.156],
    [10, -2.006, -12.4, 1.415],
  ])("to %d mm shows as it did elsewhere", (millimetres, arc, jerk, ratio) => {
    const path = trembling(millimetres / 1000);
    const speed = speedOf(path, 100);
    expect(spectralArcLength(speed, 100)).toBeCloseTo(arc, 1);
    expect(logDimensionlessJerk(speed, 100)).toBeCloseTo(jerk, 0);
    expect(pathRatio(path)).toBeCloseTo(ratio, 2);
  });

  test("has its peak at 4 Hz across the way, not at the 8 Hz of the speed", () => {
    const { peakHz, power, total, resolutionHz } = tremor(trembling(0.005), [0, 0], [0.1, 0], 100);
    expect(Math.abs(peakHz - 4)).toBeLessThan(resolutionHz / 2);
    expect(power).toBeGreaterThan(0.6 * total);
  });
});

test("one movement has one peak, and two have two", () => {
  const one = minimumJerk(1, 100);
  expect(velocityPeaks(one, 100)).toBe(1);
  const correction = minimumJerk(0.4, 100);
  const corrected = Float64Array.from(
    { length: 140 },
    (_, i) => (one[i] ?? 0) + 0.2 * (correction[i - 95] ?? 0),
  );
  expect(velocityPeaks(corrected, 100)).toBe(2);
});
