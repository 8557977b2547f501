/**
 * Cortex and cerebellum at work: from late senses and a goal to a command, once per brain period.
 *
 *   olive: what arrived − what was predicted for that instant → plasticity
 *   cerebellum: where the limb is now  →  cortex: what to command  →  efference copy
 */
import type { Arm } from "../plant/arm/arm.ts";
import type { ReadonlyVec, Vec } from "../plant/vec.ts";
import type { AdaptiveCommand } from "./cerebellum/adaptive-command.ts";
import type { ForwardModel } from "./cerebellum/forward-model.ts";
import type { Lesion } from "./cerebellum/lesion.ts";
import { NEURAL_NOISE } from "./cerebellum/lesion.ts";
import { makeEfferenceCopy } from "./cerebellum/mossy-fibres.ts";
import type { VisuomotorMap } from "./cerebellum/visuomotor-map.ts";
import { commandSpace, JOINTS } from "./cortex/command-space.ts";
import type { Cortex } from "./cortex/cortex.ts";
import type { Workspace } from "./cortex/cortical-input.ts";
import { corticalInput, inputWidth, PREVIEW } from "./cortex/cortical-input.ts";
import type { OnlineCortex } from "./cortex/online/online-cortex.ts";
import type { GoalPlayer } from "./goal/goal-player.ts";
import { wishedJoints } from "./goal/wished-joints.ts";
import type { Probe } from "./stages.ts";
import { DECIDE, LEARN, noProbe, PREDICT } from "./stages.ts";

export interface BrainParts {
  readonly cortex: Cortex;
  readonly forwardModel: ForwardModel;
  /** The cerebellum's own share of the command, if it is to have one: for torques alone. */
  readonly adaptiveCommand?: AdaptiveCommand | undefined;
  /** Bends what is aimed at by what is seen of the hand, if it is to be bent. */
  readonly visuomotorMap?: VisuomotorMap | undefined;
  /** Lets the cortex go on learning, if it is to be able to. */
  readonly onlineCortex?: OnlineCortex | undefined;
  /** Draws of a normal distribution, for neurons that are noisy. */
  readonly normals?: ((out: Vec) => void) | undefined;
  readonly goals: GoalPlayer;
  readonly arm: Arm;
  readonly workspace: Workspace;
  /** Commands to remember: the longest delay over the shortest period, and two. */
  readonly memory: number;
  /** Is told what has been done, stage by stage. */
  readonly probe?: Probe | undefined;
}

export interface Brain {
  /** Off: the cortex is given what the late senses say, as if it were now. */
  cerebellum: boolean;
  /** Off: the cerebellum goes on predicting and learns no more. */
  olive: boolean;
  /** Off: what the cerebellum would add to the command, and bend the aim by, is left out and not learnt. */
  adaptive: boolean;
  /** On: the cortex itself learns as long as the cerebellum does, if it has been given the means. */
  cortexLearning: boolean;
  /** What else is wrong with the cerebellum: to be changed at any moment. */
  readonly lesion: Lesion;
  readonly goals: GoalPlayer;
  /** Where the brain believes the joints are now [rad], and how fast [rad/s], [4]: borrowed. */
  readonly estimate: ReadonlyVec;
  readonly adaptiveCommand: AdaptiveCommand | undefined;
  readonly visuomotorMap: VisuomotorMap | undefined;
  readonly onlineCortex: OnlineCortex | undefined;
  /** command ← joint torques [N·m] or excitations at `now`, from `senses` [5]. Real-time safe. */
  step(command: Vec, senses: ReadonlyVec, now: number): void;
  /** Is shown a cursor: where it was [m], and how long before `now` [s], [3]. Real-time safe. */
  look(seen: ReadonlyVec, now: number): void;
  /**
   * Is told that what it says at `now` is not done: what then becomes of the hand teaches nothing about it.
   * Real-time safe.
   */
  overrule(now: number): void;
  /** Remembers that `command` went out at `now`: what limits have left of it. Real-time safe. */
  sent(command: ReadonlyVec, now: number): void;
}

export function makeBrain(parts: BrainParts): Brain {
  const { cortex, forwardModel, adaptiveCommand, visuomotorMap, onlineCortex } = parts;
  const { goals, arm, workspace, memory, normals, probe = noProbe } = parts;
  const { lesion } = forwardModel;
  const commands = commandSpace(arm);
  if ((adaptiveCommand ?? onlineCortex) !== undefined && commands.size !== JOINTS) {
    throw new RangeError(`what learns torques cannot learn ${commands.size} excitations`);
  }
  const input = corticalInput(arm, workspace);
  const copies = makeEfferenceCopy(memory, commands.size);
  const estimate = new Float64Array(4);
  const preview = new Float64Array(2 * PREVIEW.length);
  const last = new Float64Array(commands.size);
  const x = new Float64Array(inputWidth(commands.size));
  const place = new Float64Array(2);
  const wish = new Float64Array(6);
  const added = new Float64Array(commands.size);
  /** [0]: until when it was overruled [s]. */
  const overruled = Float64Array.of(Number.NEGATIVE_INFINITY);
  /** Where the hand is to be for the cursor to be where it should. */
  const aimed = (out: Vec, time: number, ahead: readonly number[]): void => {
    goals.preview(out, time, ahead);
    visuomotorMap?.aim(out, 1 - lesion.purkinje);
  };
  const draws = new Float64Array(4);
  const wishJoints = wishedJoints(arm, aimed);

  // What is seldom asked for has functions of its own: V8 takes only so much into the code of a step, and
  // what it leaves out boxes every number that it is given.
  const disturb = (noise: (out: Vec) => void): void => {
    noise(draws);
    for (let i = 0; i < 4; i++) estimate[i] += lesion.noise * NEURAL_NOISE[i] * draws[i];
  };
  const addShare = (
    share: AdaptiveCommand,
    command: Vec,
    senses: ReadonlyVec,
    now: number,
    olive: boolean,
  ): void => {
    wishJoints(wish, now);
    share.act(wish, estimate, now);
    probe.mark(DECIDE);
    if (olive && now - senses[4] > overruled[0]) share.learn(senses, now);
    probe.mark(LEARN);
    for (let j = 0; j < JOINTS; j++) {
      added[j] = (1 - lesion.purkinje) * share.torque[j];
      command[j] += added[j];
    }
  };
  const bend = (map: VisuomotorMap, now: number): void => {
    map.aim(preview, 1 - lesion.purkinje);
    goals.position(place, now);
    map.expect(place, now);
  };
  const actAndLearn = (
    online: OnlineCortex,
    command: Vec,
    senses: ReadonlyVec,
    now: number,
    isLearning: boolean,
  ): void => {
    online.act(command, x, estimate, now);
    if (!isLearning) return;
    probe.mark(DECIDE);
    online.feel(senses, now, copies);
    online.learn();
    probe.mark(LEARN);
  };

  return {
    cerebellum: true,
    olive: true,
    adaptive: true,
    cortexLearning: false,
    lesion,
    goals,
    estimate,
    adaptiveCommand,
    visuomotorMap,
    onlineCortex,

    step(command, senses, now) {
      const { cerebellum, olive } = this;
      const adaptive = this.adaptive && cerebellum;
      if (cerebellum) {
        forwardModel.predict(estimate, senses, now, copies);
        probe.mark(PREDICT);
        if (olive) forwardModel.learn(senses, now);
        probe.mark(LEARN);
        if (lesion.noise > 0 && normals !== undefined) disturb(normals);
      } else {
        for (let i = 0; i < 4; i++) estimate[i] = senses[i];
      }
      goals.preview(preview, now, PREVIEW);
      if (visuomotorMap !== undefined && adaptive) bend(visuomotorMap, now);
      input.write(x, estimate, preview, last);
      if (onlineCortex === undefined) cortex.act(command, x);
      else {
        const isLearning = this.cortexLearning && cerebellum && olive;
        actAndLearn(onlineCortex, command, senses, now, isLearning);
      }
      if (adaptiveCommand !== undefined && adaptive) {
        addShare(adaptiveCommand, command, senses, now, olive);
      }
      probe.mark(DECIDE);
    },

    look(seen, now) {
      if (!this.cerebellum || !this.olive) return;
      if (this.adaptive && now - seen[2] > overruled[0]) visuomotorMap?.learn(seen, now);
      if (this.cortexLearning) onlineCortex?.body.see(seen, now);
    },

    overrule(now) {
      overruled[0] = now;
    },

    sent(command, now) {
      for (let j = 0; j < last.length; j++) {
        last[j] = command[j] - added[j];
        // Added once: what goes out without a step of the brain is somebody else's.
        added[j] = 0;
      }
      onlineCortex?.tape.sent(last);
      copies.push(now, command);
    },
  };
}
