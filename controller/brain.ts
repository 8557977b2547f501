/**
 * Cortex and cerebellum at work: from late senses and a goal to joint torques, once per brain period.
 *
 *   olive: what arrived − what was predicted for that instant → plasticity
 *   cerebellum: where the limb is now  →  cortex: what to command  →  efference copy
 */
import type { Arm } from "../plant/arm/arm.ts";
import type { ReadonlyVec, Vec } from "../plant/vec.ts";
import type { ForwardModel } from "./cerebellum/forward-model.ts";
import { makeEfferenceCopy } from "./cerebellum/mossy-fibres.ts";
import type { Cortex } from "./cortex/cortex.ts";
import type { Workspace } from "./cortex/cortical-input.ts";
import { corticalInput, INPUTS, PREVIEW } from "./cortex/cortical-input.ts";
import { JOINTS } from "./cortex/torque.ts";
import type { GoalPlayer } from "./goal/goal-player.ts";

export interface BrainParts {
  readonly cortex: Cortex;
  readonly forwardModel: ForwardModel;
  readonly goals: GoalPlayer;
  readonly arm: Arm;
  readonly workspace: Workspace;
  /** Commands to remember: the longest delay over the shortest period, and two. */
  readonly memory: number;
}

export interface Brain {
  /** Off: the cortex is given what the late senses say, as if it were now. */
  cerebellum: boolean;
  /** Off: the cerebellum goes on predicting and learns no more. */
  olive: boolean;
  readonly goals: GoalPlayer;
  /** Where the brain believes the joints are now [rad], and how fast [rad/s], [4]: borrowed. */
  readonly estimate: ReadonlyVec;
  /** command [2] ← joint torques [N·m] at `now`, from `senses` [5]. Real-time safe. */
  step(command: Vec, senses: ReadonlyVec, now: number): void;
  /** Remembers that `command` went out at `now`: what limits have left of it. Real-time safe. */
  sent(command: ReadonlyVec, now: number): void;
}

export function makeBrain(parts: BrainParts): Brain {
  const { cortex, forwardModel, goals, arm, workspace, memory } = parts;
  const input = corticalInput(arm, workspace);
  const copies = makeEfferenceCopy(memory);
  const estimate = new Float64Array(4);
  const preview = new Float64Array(2 * PREVIEW.length);
  const last = new Float64Array(JOINTS);
  const x = new Float64Array(INPUTS);

  return {
    cerebellum: true,
    olive: true,
    goals,
    estimate,

    step(command, senses, now) {
      if (this.cerebellum) {
        forwardModel.predict(estimate, senses, now, copies);
        if (this.olive) forwardModel.learn(senses, now);
      } else {
        for (let i = 0; i < 4; i++) estimate[i] = senses[i];
      }
      goals.preview(preview, now, PREVIEW);
      input.write(x, estimate, preview, last);
      cortex.act(command, x);
    },

    sent(command, now) {
      for (let j = 0; j < JOINTS; j++) last[j] = command[j];
      copies.push(now, command);
    },
  };
}
