/**
 * A small cortex that has moved a simulated arm for a while with its tape running, and a walk that goes
 * back over it: the gradient that learning online sees, beside a replay of the same decisions.
 */
import { loadKernels } from "../../../cli/load-kernels.ts";
import { BRAIN_PERIOD } from "../../../controller/brain-period.ts";
import { makeBodyModel } from "../../../controller/cerebellum/body-model.ts";
import { TORQUE_MAX } from "../../../controller/cortex/command-space.ts";
import { allocateCortex, initialiseCortex, makeCortex } from "../../../controller/cortex/cortex.ts";
import { corticalInput, INPUTS, PREVIEW } from "../../../controller/cortex/cortical-input.ts";
import {
  allocateTape,
  makeCorticalTape,
  OUTCOME,
} from "../../../controller/cortex/online/cortical-tape.ts";
import { allocateWalk, makeWindowWalk } from "../../../controller/cortex/online/window-walk.ts";
import { placeLoss, velocityLoss } from "../../../controller/learning/tracking-loss.ts";
import { presetArm } from "../../../plant/arm/presets.ts";
import { makeRandom } from "../../../sim/random.ts";
import { WORKSPACE } from "../../../sim/tasks/workspace.ts";

const hidden = 5;
const loss = { velocity: 0.02, effort: 0.5, change: 0.5 };

/** Where the hand should be at a decision, and how fast it should move there [m], [m/s]. */
const wish = (t: number): readonly [number, number] => [
  0.02 * Math.sin(0.4 * t),
  0.43 + 0.02 * Math.cos(0.3 * t),
];
const wishVelocity = (t: number): readonly [number, number] => [
  (wish(t + 1)[0] - wish(t - 1)[0]) / (2 * BRAIN_PERIOD),
  (wish(t + 1)[1] - wish(t - 1)[1]) / (2 * BRAIN_PERIOD),
];

/** A model with something learnt, so that what is learnt is differentiated too. */
function learntModel() {
  const arm = presetArm("li-todorov", 2);
  const input = corticalInput(arm, WORKSPACE);
  const body = makeBodyModel({ arm, home: input.home, period: BRAIN_PERIOD, memory: 20 });
  const random = makeRandom(8);
  for (let i = 0; i < body.motion.weights.length; i++) {
    body.motion.weights[i] = 0.2 * random.normal();
  }
  return { arm, input, body };
}

/** Decisions 0 to `ticks`, and one more that tells what became of the last. */
export function walkable(ticks: number) {
  const kernels = loadKernels({ prefer: "typescript", megabytes: 1 });
  const { input, body } = learntModel();
  const weights = allocateCortex(kernels, hidden);
  const gradient = allocateCortex(kernels, hidden);
  initialiseCortex(kernels, weights, makeRandom(3).uniform);
  const cortex = makeCortex(kernels, weights);
  const tape = makeCorticalTape(kernels, cortex, allocateTape(kernels, hidden, ticks + 4));
  const walk = makeWindowWalk({
    kernels,
    memory: allocateWalk(kernels, hidden),
    weights,
    gradient,
    tape,
    input,
    body,
    loss,
  });
  const state = new Float64Array(4);
  const command = new Float64Array(2);
  const last = new Float64Array(2);
  const preview = new Float64Array(2 * PREVIEW.length);
  const x = new Float64Array(INPUTS);
  const outcome = new Float64Array(OUTCOME);
  const hand = new Float64Array(2);
  const J = new Float64Array(4);
  const g = new Float64Array(2);
  /** Of each decision: of what became of it, and of its torque. */
  const costs: number[] = [];

  const play = (): number => {
    // A row before the first, in which nothing was commanded.
    tape.act(command, x.fill(0), tape.count * BRAIN_PERIOD);
    tape.commands.fill(0, 2 * tape.slot(tape.count - 1), 2 * tape.slot(tape.count - 1) + 2);
    cortex.reset();
    state.set([input.home[0], input.home[1], 0.2, -0.1]);
    last.fill(0);
    costs.length = 0;
    const first = tape.count;
    for (let t = 0; t <= ticks + 1; t++) {
      for (let k = 0; k < PREVIEW.length; k++) preview.set(wish(t + 5 * k), 2 * k);
      input.write(x, state, preview, last);
      const [vx, vy] = wishVelocity(t);
      body.hand(hand, state);
      body.jacobian(J, state);
      outcome.set(state);
      outcome[4] = hand[0] - wish(t)[0];
      outcome[5] = hand[1] - wish(t)[1];
      outcome[6] = J[0] * state[2] + J[1] * state[3] - vx;
      outcome[7] = J[2] * state[2] + J[3] * state[3] - vy;
      if (t > 0) {
        costs[t - 1] +=
          placeLoss(g, outcome[4], outcome[5]) +
          velocityLoss(g, outcome[6], outcome[7], loss.velocity);
      }
      tape.act(command, x, (first + t) * BRAIN_PERIOD);
      tape.judge(outcome, (first + t) * BRAIN_PERIOD, BRAIN_PERIOD);
      costs[t] = 0;
      for (let j = 0; j < 2; j++) {
        const u = command[j] / TORQUE_MAX[j];
        const change = u - last[j] / TORQUE_MAX[j];
        costs[t] += loss.effort * u * u + loss.change * change * change;
      }
      body.forward(state, command);
      last.set(command);
    }
    // What becomes of the last decision is not known yet.
    return costs.slice(0, ticks + 1).reduce((sum, cost) => sum + cost, 0);
  };

  return { kernels, tape, walk, weights, gradient, hidden, play };
}
