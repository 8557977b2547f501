import { expect, test } from "vitest";
import { makeCursor } from "../../../sim/perturbations/cursor.ts";
import type { Perturbation } from "../../../sim/perturbations/perturbation.ts";

const shown = (perturbations: readonly Perturbation[], x: number, y: number): Float64Array => {
  const cursor = makeCursor();
  cursor.order(perturbations);
  const place = Float64Array.of(x, y);
  cursor.show(place, place);
  return place;
};
const about: [number, number] = [1, 2];

test("without perturbation the cursor is where the hand is", () => {
  expect(shown([], 3, 4)).toBeNear(Float64Array.of(3, 4), { atol: 0 });
});

test("a rotation turns anticlockwise about its centre", () => {
  const quarter: Perturbation = { kind: "rotation", angle: Math.PI / 2, about };
  expect(shown([quarter], 2, 2)).toBeNear(Float64Array.of(1, 3), { atol: 1e-12 });
});

test("maps act in the order of their list", () => {
  const rotation: Perturbation = { kind: "rotation", angle: 0.5, about };
  const gain: Perturbation = { kind: "gain", factor: 2, about: [0, 0] };
  const [cos, sin] = [Math.cos(0.5), Math.sin(0.5)];
  const turned = [1 + cos * 2 - sin * 1, 2 + sin * 2 + cos * 1];
  expect(shown([rotation, gain], 3, 3)).toBeNear(Float64Array.of(2 * turned[0], 2 * turned[1]), {
    atol: 1e-12,
  });
});

test("an error clamp keeps the cursor on the line, as far along as the hand is", () => {
  const clamp: Perturbation = { kind: "error-clamp", start: [1, 1], end: [1, 3] };
  expect(shown([clamp], 1.7, 2.2)).toBeNear(Float64Array.of(1, 2.2), { atol: 1e-12 });
});
