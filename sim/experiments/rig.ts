/**
 * A brain with its simulated arm, ready for a loop: what the live command, the experiments and the
 * tests all run.
 */

import type { Brain } from "../../controller/brain.ts";
import { makeBrain } from "../../controller/brain.ts";
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import type { Cerebellum } from "../../controller/brain-weights.ts";
import type { ForwardModel } from "../../controller/cerebellum/forward-model.ts";
import { makeForwardModel } from "../../controller/cerebellum/forward-model.ts";
import type { ForwardModelChoice } from "../../controller/cerebellum/forward-model-choice.ts";
import { chooseAmong } from "../../controller/cerebellum/forward-model-choice.ts";
import { noLesion } from "../../controller/cerebellum/lesion.ts";
import { commandSpace } from "../../controller/cortex/command-space.ts";
import type { Cortex } from "../../controller/cortex/cortex.ts";
import { corticalInput } from "../../controller/cortex/cortical-input.ts";
import { makeGoalPlayer } from "../../controller/goal/goal-player.ts";
import type { Probe } from "../../controller/stages.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import type { CommandLimits } from "../../plant/limits.ts";
import type { Random } from "../random.ts";
import { makeRandom } from "../random.ts";
import type { SimulatedArm } from "../simulated-arm.ts";
import { DELAY_MAX, simulateArm } from "../simulated-arm.ts";
import { WORKSPACE } from "../tasks/workspace.ts";
import type { Adaptation } from "./adaptation.ts";
import { growAdaptation } from "./adaptation.ts";
import type { CortexLearning } from "./cortex-learning.ts";
import { growOnlineCortex } from "./cortex-learning.ts";
import type { Prediction } from "./prediction.ts";
import { predictionParts } from "./prediction.ts";
import type { Stage } from "./stage.ts";

export interface RigOptions {
  /** Begins with an empty memory. */
  readonly cortex: Cortex;
  /** Goes on learning, so what it has learnt changes. */
  readonly cerebellum: Cerebellum;
  /** The arm that the brain takes for its own. */
  readonly arm: Arm;
  /** The arm that it has; the same, unless told. */
  readonly body?: Arm;
  readonly random: Random;
  /** Age of the senses [s]. */
  readonly delay: number;
  /** Multiplies SENSORY_NOISE. */
  readonly noise: number;
  /** What the cerebellum learns besides predicting; nothing, unless told. */
  readonly adaptation?: Adaptation;
  /** Lets the cortex learn while it moves; it does not, unless told. */
  readonly cortexLearning?: CortexLearning | undefined;
  /** What predicts; the read-out that the cerebellum brings, unless told. */
  readonly prediction?: Prediction;
  /** Further forward models to choose from while it runs. */
  readonly alternatives?: readonly Prediction[];
  /** Where its trials are performed; in virtual time and unseen, unless told. */
  readonly stage?: Stage | undefined;
  /** Is told of the stages of every decision; nobody, unless told. */
  readonly probe?: Probe;
}

export interface Rig {
  readonly plant: SimulatedArm;
  readonly brain: Brain;
  /** The one at work, and all that there are. */
  readonly forwardModel: ForwardModelChoice;
  readonly forwardModels: readonly ForwardModel[];
  readonly limits: CommandLimits;
  readonly brainPeriod: number;
  readonly stage: Stage | undefined;
  readonly probe: Probe | undefined;
}

/** A command may swing from one bound to the other within this time [s]. */
const SWING = 0.02;

export function makeRig(options: RigOptions): Rig {
  const { cortex, cerebellum, arm, random, delay, noise, adaptation, probe } = options;
  cortex.reset();
  const body = options.body ?? arm;
  const { home } = corticalInput(arm, WORKSPACE);
  const memory = Math.ceil(DELAY_MAX / BRAIN_PERIOD) + 3;
  const commands = commandSpace(arm);
  const { middle, swing } = commands;
  const lesion = noLesion();
  const forwardModels = [options.prediction, ...(options.alternatives ?? [])].map((prediction) =>
    makeForwardModel({
      home,
      commands,
      memory,
      lesion,
      ...predictionParts(prediction, cerebellum, arm),
    }),
  );
  const forwardModel = chooseAmong(forwardModels);
  const goals = makeGoalPlayer(WORKSPACE.centre[0], WORKSPACE.centre[1]);
  const surroundings = { cortex, arm, home, lesion, goals, remembered: memory };
  return {
    plant: simulateArm({
      arm: body,
      home: corticalInput(body, WORKSPACE).home,
      random,
      delay,
      noise,
    }),
    brain: makeBrain({
      cortex,
      forwardModel,
      normals: makeRandom(random.save()[0]).normals,
      ...(adaptation ? growAdaptation(adaptation, home, memory) : {}),
      onlineCortex:
        options.cortexLearning && growOnlineCortex(options.cortexLearning, surroundings),
      goals,
      arm,
      workspace: WORKSPACE,
      memory,
      probe,
    }),
    forwardModel,
    forwardModels,
    limits: {
      min: Float64Array.from(swing, (reach, j) => middle[j] - reach),
      max: Float64Array.from(swing, (reach, j) => middle[j] + reach),
      slewPerSecond: Float64Array.from(swing, (reach) => (2 * reach) / SWING),
    },
    brainPeriod: BRAIN_PERIOD,
    stage: options.stage,
    probe,
  };
}
