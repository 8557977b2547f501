import { describe, expect, test } from "vitest";
import { BODY, makeSyntheticGradient } from "../../controller/cerebellum/synthetic-gradient.ts";
import { allocateCortex } from "../../controller/cortex/cortex.ts";
import { corticalInput, INPUTS } from "../../controller/cortex/cortical-input.ts";
import { OUTCOME } from "../../controller/cortex/online/cortical-tape.ts";
import { allocateWalk, makeWindowWalk } from "../../controller/cortex/online/window-walk.ts";
import { TRACKING } from "../../controller/learning/tracking-loss.ts";
import { ONLINE_CORTEX } from "../../sim/experiments/cortex-learning.ts";
import { planBlocks } from "../../sim/experiments/trial-plan.ts";
import { performTrials } from "../../sim/experiments/trials.ts";
import { makeRandom } from "../../sim/random.ts";
import { WORKSPACE } from "../../sim/tasks/workspace.ts";
import { kernels, laboratory, weights } from "../sim/experiments/laboratory.ts";

const WINDOW = 5;
/** After 0.6 s, what was done before matters no more. */
const LONG = 60;

/**
 * Reaches with senses in time and a cortex whose weights stay as they are, while the cerebellum learns from
 * short windows alone; then, for many moments of the last reaches, the gradient of a short window that
 * ends in ignorance, of one that ends with what the cerebellum says, and of one that sees it all.
 */
function compareGradients() {
  const settings = { ...ONLINE_CORTEX, window: WINDOW, heard: 1, rate: 0 };
  const rig = laboratory.subject({ seed: 8102, delay: 0, onlineCortex: settings });
  const { onlineCortex: online } = rig.brain;
  if (online === undefined) throw new Error("expected a cortex that can learn");
  const { tape, body, cerebellum } = online;
  const hidden = weights.shapes.outWeight[1];
  const gradient = allocateCortex(kernels, hidden);
  const walk = makeWindowWalk({
    kernels,
    memory: allocateWalk(kernels, hidden),
    weights,
    gradient,
    tape,
    input: corticalInput(laboratory.arm, WORKSPACE),
    body,
    loss: TRACKING,
  });
  const g = kernels.view(gradient.start, gradient.count);
  const d = new Float64Array(cerebellum.outputs);
  const sums = { alone: 0, foreseen: 0, truth: 0 };
  const squares = (a: Float64Array, b: Float64Array) =>
    a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
  /** Of the window that ends before decision `end`, after a walk that began with `d` at `from`. */
  const gradientOf = (end: number, from: number): Float64Array => {
    walk.begin(d);
    for (let row = from - 1; row >= end; row--) walk.back(row);
    kernels.fill(gradient.start, 0, gradient.count);
    for (let row = end - 1; row >= end - WINDOW; row--) walk.back(row);
    return Float64Array.from(g);
  };
  performTrials({
    rig,
    trials: planBlocks([{ phase: "reach", trials: 60 }], makeRandom(8102)),
    onTrial: (_, n) => {
      if (n < 40) return;
      for (let end = tape.count - LONG - 45; end < tape.count - LONG - 2; end += 6) {
        d.fill(0);
        const nothing = gradientOf(end, end);
        const truth = gradientOf(end, end + LONG);
        const slot = tape.slot(end);
        cerebellum.hear(tape.inputs, slot * (INPUTS + hidden), tape.outcomes, slot * OUTCOME + 4);
        cerebellum.say(d);
        sums.alone += squares(nothing, truth);
        sums.foreseen += squares(gradientOf(end, end), truth);
        sums.truth += squares(truth, new Float64Array(truth.length));
      }
    },
  });
  return { alone: sums.alone / sums.truth, foreseen: sums.foreseen / sums.truth };
}

describe("the synthetic gradient", () => {
  test("taught by nothing but short windows, says much of what a long one finds", () => {
    const { alone, foreseen } = compareGradients();
    expect(foreseen).toBeLessThan(alone / 2);
  });

  test("learns nothing from what is no number, and no more from what is huge than from a lot", () => {
    const hidden = 5;
    const nothing = () => new Float64Array(2 * hidden + BODY);
    const taught = (value: number): Float64Array => {
      const cerebellum = makeSyntheticGradient(hidden);
      cerebellum.hear(new Float64Array(INPUTS).fill(0.3), 0, new Float64Array(4).fill(0.01), 0);
      cerebellum.learn(nothing().fill(value));
      const said = nothing();
      cerebellum.say(said);
      return said;
    };
    expect(Math.hypot(...taught(Number.NaN))).toBe(0);
    expect(Math.hypot(...taught(1))).toBeGreaterThan(0);
    expect(taught(1e300)).toBeNear(taught(1e4), { atol: 1e-9, rtol: 1e-9 });
  });
});
