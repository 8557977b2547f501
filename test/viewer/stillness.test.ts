import { describe, expect, it } from "vitest";
import { judge, Stillness } from "../../viewer/scene/stillness.ts";
import { Timeline } from "../../viewer/wire/timeline.ts";

/** A pixel shows 1 mm; upper arm and forearm are 0.3 m long, the wake lasts for 1.5 s. */
function watch() {
  const stillness = new Stillness([0.3, 0.3], 1.5);
  const { moment } = new Timeline();
  const target = { x: 0, y: 0 };
  const shift = (change: Partial<typeof moment> = {}) =>
    stillness.shift(Object.assign(moment, change), target, 0.001);
  return { shift, target, keep: () => stillness.keep() };
}

/** The same, with a picture on the screen. */
function drawn() {
  const watched = watch();
  watched.shift();
  watched.keep();
  return watched;
}

describe("the shift of the picture", () => {
  it("is endless before the first one", () => {
    expect(watch().shift()).toBe(Number.POSITIVE_INFINITY);
  });

  it("is nothing when nothing moves, once the wake has faded", () => {
    const { shift } = drawn();
    expect(shift({ time: 0.1 })).toBeGreaterThan(0.3);
    expect(shift({ time: 2 })).toBeLessThanOrEqual(0);
  });

  it.each(["shoulder", "sensedShoulder", "predictedShoulder"] as const)(
    "is how far %s takes the hand, in pixels",
    (joint) => {
      expect(drawn().shift({ time: 2, [joint]: 0.001 })).toBeCloseTo(0.6, 9);
    },
  );

  it("adds up since the last picture, not since the last look", () => {
    const { shift, keep } = drawn();
    shift({ time: 2, elbow: 0.0005 });
    expect(shift({ elbow: 0.001 })).toBeCloseTo(0.3, 9);
    keep();
    expect(shift({ time: 4 })).toBeLessThanOrEqual(0);
  });

  it("counts a target that is dragged ahead of the server", () => {
    const { shift, target } = drawn();
    target.x = 0.002;
    expect(shift({ time: 2 })).toBeCloseTo(2, 9);
  });

  it("goes on for as long as what moved leaves a wake, ever fainter", () => {
    const { shift, keep } = drawn();
    shift({ time: 2, elbow: 0.1 });
    keep();
    expect(shift({ time: 2.75 })).toBeCloseTo(15, 9);
    expect(shift({ time: 3.6 })).toBeLessThanOrEqual(0);
  });

  it("is endless while a hand under way moves, and when the pen comes down", () => {
    const { shift, keep } = drawn();
    expect(shift({ time: 2, phase: 3 })).toBe(Number.POSITIVE_INFINITY);
    keep();
    expect(shift({ elbow: 0.002 })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("a picture", () => {
  it.each([
    ["that nobody could tell from the last is left out", 0.2, 1000, false, "leave"],
    ["that moved is drawn", 0.5, 16, false, "draw"],
    ["that trembles waits where the processor has to draw it", 3, 100, true, "wait"],
    ["that trembles is drawn after a while even there", 3, 250, true, "draw"],
    ["that moved far is drawn at once even there", 20, 50, true, "draw"],
    ["of no place at all is left out", Number.NaN, 1000, false, "leave"],
  ] as const)("%s", (_, shift, ageMs, isSoftware, verdict) => {
    expect(judge(shift, ageMs, isSoftware)).toBe(verdict);
  });
});
