import { describe, expect, test } from "vitest";
import { loadKernels } from "../../../cli/load-kernels.ts";
import { allocateCortex, initialiseCortex } from "../../../controller/cortex/cortex.ts";
import { allocateBounds, boundWeights } from "../../../controller/cortex/online/bounded-weights.ts";
import { makeRandom } from "../../../sim/random.ts";

const SPAN = 4;

function setUp() {
  const kernels = loadKernels({ prefer: "typescript", megabytes: 1 });
  const weights = allocateCortex(kernels, 3);
  initialiseCortex(kernels, weights, makeRandom(2).uniform);
  const w = kernels.view(weights.start, weights.count);
  const shipped = Float64Array.from(w);
  const bounded = boundWeights(kernels, weights, allocateBounds(kernels, weights), {
    radius: 0.1,
    span: SPAN,
    worse: 1.5,
  });
  const judge = (error: number) =>
    Array.from({ length: SPAN }, () => bounded.judge(error ** 2)).at(-1);
  return { w, shipped, bounded, judge };
}
const norm = (x: Iterable<number>) => Math.hypot(...x);

describe("weights that may not go far", () => {
  test("go where they like within the bound, and to its surface from beyond it", () => {
    const { w, shipped, bounded } = setUp();
    w[0] += 0.01;
    const near = Float64Array.from(w);
    expect(bounded.constrain()).toBe(true);
    expect(w).toBeNear(near, { atol: 1e-12, rtol: 0 });
    for (let i = 0; i < w.length; i++) w[i] += i % 2 ? 5 : -5;
    expect(bounded.constrain()).toBe(true);
    const away = norm(w.map((value, i) => value - shipped[i]));
    expect(away).toBeCloseTo(0.1 * norm(shipped), 9);
    expect(bounded.reach()).toBe(1);
  });

  test("are the shipped ones again when one of them is no number", () => {
    const { w, shipped, bounded } = setUp();
    w[3] = Number.NaN;
    expect(bounded.constrain()).toBe(false);
    expect(w).toBeNear(shipped, { atol: 0, rtol: 0 });
  });

  test("are kept while errors fall, left alone while they are a little worse", () => {
    const { w, judge } = setUp();
    expect(judge(10)).toBe("kept");
    w[0] += 0.01;
    expect(judge(5)).toBe("kept");
    expect(judge(7)).toBe("neither");
  });

  test("go back to what was kept when errors are much worse, and what is kept is judged anew", () => {
    const { w, judge } = setUp();
    expect(judge(5)).toBe("kept");
    const good = Float64Array.from(w);
    w[0] += 0.01;
    expect(judge(9)).toBe("taken back");
    expect(w).toBeNear(good, { atol: 0, rtol: 0 });
    // It was the world that had changed: the same weights are as bad, and the new measure.
    expect(judge(9)).toBe("kept");
    expect(judge(9.5)).toBe("neither");
  });
});
