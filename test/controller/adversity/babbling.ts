/**
 * An arm that babbles, and forward models that listen: each makes its predictions from the same late senses
 * and learns from them, while somebody may put something else in the senses' place.
 */
import { growCerebellum } from "../../../controller/brain-weights.ts";
import type { ForwardModel } from "../../../controller/cerebellum/forward-model.ts";
import { makeForwardModel } from "../../../controller/cerebellum/forward-model.ts";
import { makeEfferenceCopy } from "../../../controller/cerebellum/mossy-fibres.ts";
import { TORQUE_MAX } from "../../../controller/cortex/command-space.ts";
import { corticalInput } from "../../../controller/cortex/cortical-input.ts";
import { forwardKinematics } from "../../../plant/arm/kinematics.ts";
import { presetArm } from "../../../plant/arm/presets.ts";
import { predictionParts } from "../../../sim/experiments/prediction.ts";
import { makeRandom } from "../../../sim/random.ts";
import type { SimulatedArm } from "../../../sim/simulated-arm.ts";
import { simulateArm } from "../../../sim/simulated-arm.ts";
import { WORKSPACE } from "../../../sim/tasks/workspace.ts";

const PERIOD = 0.01;
const DELAY = 0.1;
const MEMORY = 33;
/** Beyond it, the numbers that are made of senses may well be too large for numbers. */
const SANE = 1e100;
const arm = presetArm("li-todorov", 2);
const { home } = corticalInput(arm, WORKSPACE);

interface Attacked {
  /** What is about to be felt [5], and the copy of what has been commanded [2]: to be changed in place. */
  readonly senses: Float64Array;
  readonly command: Float64Array;
  /** Decisions since it began. */
  readonly n: number;
  readonly model: ForwardModel;
  readonly plant: SimulatedArm;
}
export type Attack = (on: Attacked) => void;

export const LEARNERS = {
  rls: { kind: "scratch" },
  nlms: { kind: "granules", cells: 400, rate: 0.1 },
  hybrid: { kind: "hybrid" },
} as const;

/** What one learner goes through. */
export function babble(learner: keyof typeof LEARNERS, seed: number) {
  const random = makeRandom(seed);
  const plant = simulateArm({ arm, home, random, delay: DELAY, noise: 1, physicsStep: 0.0025 });
  const { granules, purkinje } = growCerebellum(0, makeRandom(1));
  const model = makeForwardModel({
    home,
    memory: MEMORY,
    ...predictionParts(LEARNERS[learner], { granules, purkinje }, arm),
  });
  const sent = makeEfferenceCopy(MEMORY);
  const senses = new Float64Array(5);
  const command = new Float64Array(2);
  const copied = new Float64Array(2);
  const state = new Float64Array(4);
  const wish = [0, 0];
  const [hand, believed] = [new Float64Array(2), new Float64Array(2)];
  let k = 0;
  let worst = 0;
  let strays = 0;

  const inspect = (): void => {
    for (const memory of model.cells.memory) {
      for (let i = 0; i < memory.length; i++) worst = Math.max(worst, Math.abs(memory[i]));
    }
  };

  /** One decision: [mm], how far the hand is from where it is believed to be. */
  const turn = (attack: Attack | undefined, n: number): number => {
    k++;
    const now = k * PERIOD;
    plant.advance({ dt: PERIOD });
    plant.sense(senses);
    // A stiff and damped limb, drawn to one posture after another.
    if (k % 60 === 1) for (const j of [0, 1]) wish[j] = home[j] + 0.5 * random.uniform() - 0.25;
    for (const j of [0, 1]) {
      const torque = 15 * (wish[j] - plant.truth[j]) - 2 * plant.truth[2 + j];
      command[j] = Math.min(TORQUE_MAX[j], Math.max(-TORQUE_MAX[j], torque));
    }
    copied.set(command);
    attack?.({ senses, command: copied, n, model, plant });
    model.predict(state, senses, now, sent);
    model.learn(senses, now);
    sent.push(now, copied);
    plant.actuate(command);
    if (k % 20 === 0) inspect();
    if (senses.every((one) => Math.abs(one) < SANE) && !state.every(Number.isFinite)) strays++;
    forwardKinematics(hand, plant.truth, arm);
    forwardKinematics(believed, state, arm);
    return 1000 * Math.hypot(hand[0] - believed[0], hand[1] - believed[1]);
  };

  return {
    model,
    /** How often it made no numbers of numbers. */
    strays: (): number => strays,
    /** Largest weight so far; NaN if any number of its memory was none. */
    worst: (): number => worst,
    /** Goes on for so many seconds: the error over the last ten of them, root mean square [mm]. */
    goOn(seconds: number, attack?: Attack): number {
      const turns = Math.round(seconds / PERIOD);
      let squares = 0;
      const judged = Math.min(turns, 10 / PERIOD);
      for (let n = 0; n < turns; n++) {
        const error = turn(attack, n);
        if (n >= turns - judged) squares += error * error;
      }
      plant.delay = DELAY;
      return Math.sqrt(squares / judged);
    },
  };
}
