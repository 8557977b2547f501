import { describe, expect, test } from "vitest";
import { demixedPca } from "../../../sim/metrics/demixed-pca.ts";
import { makeRandom } from "../../../sim/random.ts";

const [CUES, STEPS, UNITS] = [7, 10, 30];

/** A random direction of length 1. */
function direction(random: { normal(): number }): Float64Array {
  const v = Float64Array.from({ length: UNITS }, () => random.normal());
  const length = Math.hypot(...v);
  return v.map((value) => value / length);
}

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

/** Correlation-like agreement of two series of mean zero, whatever their sign. */
const likeness = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Math.abs(dot(a, b)) / Math.sqrt(dot(a, a) * dot(b, b));

/** Activity [cues × steps × units] of a time course, a cue code and what depends on both. */
function mixture(seed: number, mixedShare = 0) {
  const random = makeRandom(seed);
  const [timeAxis, cueAxis, mixedAxis] = [direction(random), direction(random), direction(random)];
  const clock = Float64Array.from({ length: CUES * STEPS }, (_, k) => 3 * Math.cos(k % STEPS));
  const mean = clock.subarray(0, STEPS).reduce((sum, value) => sum + value, 0) / STEPS;
  for (let k = 0; k < clock.length; k++) clock[k] -= mean;
  const code = Float64Array.from({ length: CUES * STEPS }, (_, k) => Math.floor(k / STEPS) - 3);
  const activity = new Float64Array(CUES * STEPS * UNITS);
  for (let k = 0; k < CUES * STEPS; k++) {
    const mixed = mixedShare * code[k] * Math.sin(k % STEPS);
    for (let unit = 0; unit < UNITS; unit++) {
      activity[k * UNITS + unit] =
        0.7 + clock[k] * timeAxis[unit] + code[k] * cueAxis[unit] + mixed * mixedAxis[unit];
    }
  }
  return {
    input: { activity, cues: CUES, steps: STEPS, units: UNITS },
    clock,
    code,
    timeAxis,
    cueAxis,
  };
}

describe("demixed PCA", () => {
  test("finds the parts that were mixed, though their axes are not orthogonal", () => {
    for (const seed of [1, 2, 3]) {
      const { input, clock, code, timeAxis, cueAxis } = mixture(seed);
      const { components, shares } = demixedPca(input);
      expect(components.map(({ marginal }) => marginal).toSorted()).toEqual(["cue", "time"]);
      const [cue] = components.filter(({ marginal }) => marginal === "cue");
      const [time] = components.filter(({ marginal }) => marginal === "time");

      expect(likeness(cue.projection, code)).toBeGreaterThan(0.9999);
      expect(likeness(time.projection, clock)).toBeGreaterThan(0.9999);
      expect(likeness(cue.encoder, cueAxis)).toBeGreaterThan(0.9999);
      expect(likeness(time.encoder, timeAxis)).toBeGreaterThan(0.9999);
      expect(cue.shares.cue).toBeGreaterThan(0.999);
      expect(time.shares.time).toBeGreaterThan(0.999);

      // Marginal variances add up: codes and clock are independent and of mean zero.
      const [codePower, clockPower] = [dot(code, code), dot(clock, clock)];
      expect(shares.cue).toBeCloseTo(codePower / (codePower + clockPower), 9);
      expect(shares.cue + shares.time).toBeCloseTo(1, 12);
    }
  });

  test("reconstructs the activity from all its components", () => {
    const { input } = mixture(4, 0.5);
    const { components, variance } = demixedPca(input, { componentsEach: 5 });
    const means = Float64Array.from({ length: UNITS }, (_, unit) => {
      let sum = 0;
      for (let k = unit; k < input.activity.length; k += UNITS) sum += input.activity[k];
      return sum / (CUES * STEPS);
    });
    let rest = 0;
    for (let k = 0; k < CUES * STEPS; k++) {
      for (let unit = 0; unit < UNITS; unit++) {
        const rebuilt = components.reduce(
          (sum, { encoder, projection }) => sum + encoder[unit] * projection[k],
          means[unit],
        );
        rest += (rebuilt - input.activity[k * UNITS + unit]) ** 2;
      }
    }
    expect(rest / (CUES * STEPS) / variance).toBeLessThan(1e-4);
  });

  test("counts what depends on cue and time together as the cue's", () => {
    const { input } = mixture(5, 1);
    const { components, shares } = demixedPca(input, { componentsEach: 5 });
    expect(shares.cue).toBeGreaterThan(demixedPca(mixture(5).input).shares.cue);
    expect(components.filter(({ marginal }) => marginal === "cue")).toHaveLength(2);
    for (const { shares: own } of components) expect(own.cue + own.time).toBeCloseTo(1, 9);
  });

  test("lists components by what they explain, and units need not be fewer than samples", () => {
    const random = makeRandom(6);
    const activity = Float64Array.from({ length: 3 * 4 * 60 }, () => random.normal());
    const { components } = demixedPca({ activity, cues: 3, steps: 4, units: 60 });
    const explained = components.map((component) => component.explained);
    expect(explained).toEqual(explained.toSorted((a, b) => b - a));
    expect(components).toHaveLength(6);
    for (const { projection } of components) {
      expect(projection.every((value) => Number.isFinite(value))).toBe(true);
    }
  });

  test("refuses activity of another size, and activity that does not vary", () => {
    const shape = { cues: 2, steps: 2, units: 2 };
    expect(() => demixedPca({ ...shape, activity: [1, 2, 3] })).toThrow(RangeError);
    expect(() => demixedPca({ ...shape, activity: new Float64Array(8) })).toThrow(RangeError);
  });
});
