import { describe, expect, test } from "vitest";
import { growAdaptiveCells } from "../../controller/cerebellum/adaptive-cells.ts";
import { growGranules } from "../../controller/cerebellum/granule-layer.ts";
import { makeVisuomotorMap, PLACE_FIBRES } from "../../controller/cerebellum/visuomotor-map.ts";
import { makeRandom } from "../../sim/random.ts";

const make = () =>
  makeVisuomotorMap({
    centre: [0, 0.4],
    granules: growGranules(0, PLACE_FIBRES, makeRandom(1)),
    cells: growAdaptiveCells({
      inputs: PLACE_FIBRES,
      outputs: 2,
      fast: { rate: 0, memory: Number.POSITIVE_INFINITY },
      slow: { rate: 0.05, memory: Number.POSITIVE_INFINITY },
      period: 0.01,
      errorMax: 1,
      weightMax: 50,
    }),
    memory: 33,
  });

/** A hand that is where it is aimed, and a cursor turned by `angle`, seen `late` seconds ago. */
function practise(map: ReturnType<typeof make>, angle: number, late: number): void {
  const random = makeRandom(3);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const past: Float64Array[] = [];
  let wish = Float64Array.of(0, 0.4);
  for (let k = 0; k < 4000; k++) {
    if (k % 40 === 0) {
      wish = Float64Array.of(0.2 * random.uniform() - 0.1, 0.3 + 0.2 * random.uniform());
    }
    const now = 0.01 * k;
    const hand = Float64Array.from(wish);
    map.aim(hand, 1);
    const [x, y] = [hand[0], hand[1] - 0.4];
    past.push(Float64Array.of(cos * x - sin * y, sin * x + cos * y + 0.4));
    // A brain looks before it wishes.
    const seen = past[k - Math.round(late / 0.01)];
    if (seen) map.learn(Float64Array.of(seen[0], seen[1], late), now);
    map.expect(wish, now);
  }
}

describe("a visuomotor map", () => {
  test("leaves the wish alone before anything was seen", () => {
    const places = Float64Array.of(0.05, 0.45, -0.1, 0.3);
    const before = [...places];
    make().aim(places, 1);
    expect([...places]).toEqual(before);
  });

  test.each([
    [0.1, 0.1],
    [0.5, 0.1],
    [-0.9, 0.1],
    [0.5, 0],
    [0.5, 0.004],
    [0.5, 0.01],
  ])(
    "aims a cursor that is turned by %d rad and seen %d s late where it should go",
    (angle, late) => {
      const map = make();
      practise(map, angle, late);
      const aimed = Float64Array.of(0.08, 0.44);
      map.aim(aimed, 1);
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const [x, y] = [aimed[0], aimed[1] - 0.4];
      expect(cos * x - sin * y).toBeCloseTo(0.08, 2);
      expect(sin * x + cos * y).toBeCloseTo(0.04, 2);
    },
  );

  test("is bent by a part of what it knows where only a part is left", () => {
    const map = make();
    practise(map, 0.5, 0.1);
    const [whole, half] = [Float64Array.of(0.08, 0.44), Float64Array.of(0.08, 0.44)];
    map.aim(whole, 1);
    map.aim(half, 0.5);
    expect(half[0] - 0.08).toBeCloseTo((whole[0] - 0.08) / 2, 12);
  });
});
