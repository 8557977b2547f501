import { describe, expect, test } from "vitest";
import { BODY } from "../../../controller/cerebellum/synthetic-gradient.ts";
import { numericalGradient } from "../../support/gradient.ts";
import { walkable } from "./walked.ts";

const TICKS = 12;

function walkBack(whole: ReturnType<typeof walkable>, from: number, to: number, d: Float64Array) {
  const { walk, tape } = whole;
  const first = tape.count - TICKS - 2;
  walk.begin(d);
  for (let t = to; t >= from; t--) walk.back(first + t);
  walk.read(d);
}

describe("a walk back over what a cortex has done", () => {
  const whole = walkable(TICKS);
  const { kernels, gradient, weights, hidden } = whole;
  const w = kernels.view(weights.start, weights.count);
  const g = kernels.view(gradient.start, gradient.count);
  const nothing = () => new Float64Array(2 * hidden + BODY);
  if (!(w instanceof Float64Array)) throw new Error("the specification works in Float64");

  test("finds the gradient that differences find, through cortex, body and what was learnt of it", () => {
    whole.play();
    kernels.fill(gradient.start, 0, gradient.count);
    walkBack(whole, 0, TICKS, nothing());
    const found = Float64Array.from(g);
    const measured = numericalGradient(whole.play, w);
    expect(found).toBeNear(measured, { atol: 1e-5, rtol: 1e-5 });
  });

  test("in two windows, joined by what the later says of its beginning, is the walk in one", () => {
    whole.play();
    kernels.fill(gradient.start, 0, gradient.count);
    const inOne = nothing();
    walkBack(whole, 1, TICKS, inOne);
    const found = Float64Array.from(g);
    kernels.fill(gradient.start, 0, gradient.count);
    const joined = nothing();
    walkBack(whole, 7, TICKS, joined);
    walkBack(whole, 1, 6, joined);
    expect(g).toBeNear(found, { atol: 1e-9, rtol: 1e-9 });
    expect(joined).toBeNear(inOne, { atol: 1e-9, rtol: 1e-9 });
  });

  test("misses what comes later where nobody says it", () => {
    whole.play();
    kernels.fill(gradient.start, 0, gradient.count);
    walkBack(whole, 1, TICKS, nothing());
    const found = Float64Array.from(g);
    kernels.fill(gradient.start, 0, gradient.count);
    walkBack(whole, 7, TICKS, nothing());
    walkBack(whole, 1, 6, nothing());
    const apart = Math.hypot(...found.map((value, i) => value - g[i]));
    expect(apart).toBeGreaterThan(0.1 * Math.hypot(...found));
  });
});
