import { describe, expect, test } from "vitest";
import { fieldChallenge, STRENGTH } from "../../../sim/experiments/field-challenge.ts";
import { during, recovering, recoveryIn } from "../../../sim/experiments/learning-course.ts";
import type { TrialRecord } from "../../../sim/experiments/trial-record.ts";
import { laboratory } from "./laboratory.ts";

const SAMPLES = 90;
/** A hand on its way upwards in a channel, which it presses with a share of the force of the field. */
function pressing(share: number, phase = "clamp"): TrialRecord {
  const hand = new Float64Array(2 * SAMPLES);
  const force = new Float64Array(2 * SAMPLES);
  const rate = 1 / laboratory.period;
  const y = (k: number) => 0.42 + 0.05 * (1 - Math.cos((Math.PI * Math.min(k, 60)) / 60));
  for (let k = 0; k < SAMPLES; k++) {
    hand[2 * k + 1] = y(k);
    // The field would push to the right, the hand pushes to the left of it, and the wall back.
    force[2 * k] = (share * STRENGTH * (y(k + 1) - y(k - 1)) * rate) / 2;
  }
  const nothing = new Float64Array(2 * SAMPLES);
  return {
    phase,
    start: [0, 0.42],
    target: [0, 0.52],
    duration: 0.6,
    hand,
    force,
    cursor: hand,
    wish: hand,
    joints: nothing,
    misjudgement: 0,
  };
}

describe("what is done about a field", () => {
  test.each([0, 0.4, 1, -0.7])("is %d of it where the hand pushes as much of it", (share) => {
    expect(fieldChallenge.done(pressing(share), laboratory)).toBeCloseTo(share, 6);
  });

  test("is not to be seen where there is no channel", () => {
    expect(fieldChallenge.done(pressing(1, "exposure"), laboratory)).toBeNaN();
  });
});

describe("a course of recovery", () => {
  test("meets the field, its opposite, and channels", () => {
    const blocks = recovering(fieldChallenge);
    expect(blocks.map(({ phase }) => phase)).toEqual(["null", "exposure", "counter", "clamp"]);
    expect(blocks.every(({ trials }) => trials % 2 === 0)).toBe(true);
    expect(blocks[1].world).toMatchObject([{ matrix: [0, STRENGTH, -STRENGTH, 0] }]);
    expect(blocks[2].world).toMatchObject([{ matrix: [0, -STRENGTH, STRENGTH, 0] }]);
  });

  test("shows what came back as the later of the channels over the first two", () => {
    const course = {
      phases: ["counter", ...Array.from({ length: 40 }, () => "clamp")],
      done: [9, 0.1, 0.3, ...Array.from({ length: 38 }, () => 0.7)],
      records: [],
    };
    expect(during(course, "clamp")).toHaveLength(40);
    const { first, later, recovered } = recoveryIn(course);
    expect(first).toBeCloseTo(0.2, 12);
    expect(later).toBeCloseTo(0.7, 12);
    expect(recovered).toBeCloseTo(0.5, 12);
  });
});
