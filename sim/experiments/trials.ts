/**
 * Trials in a row, in virtual time: each a movement to a target in a world of its own.
 */

import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { PHASE } from "../../controller/goal/goal-player.ts";
import { controlLoop } from "../../controller/loop.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { Perturbation, Point } from "../perturbations/perturbation.ts";
import { makeWorld } from "../perturbations/world.ts";
import type { Goal } from "../tasks/programme.ts";
import { REST } from "../tasks/programme.ts";
import { WORKSPACE } from "../tasks/workspace.ts";
import type { Rig } from "./rig.ts";
import type { TimedLesion } from "./timed-lesion.ts";
import { inflict } from "./timed-lesion.ts";
import type { Recording, TrialRecord } from "./trial-record.ts";
import { recording } from "./trial-record.ts";

export interface Trial {
  /** What it belongs to: null, field, catch, washout. */
  readonly phase: string;
  readonly goal: Goal;
  readonly world: readonly Perturbation[];
  /** Whether the brain learns in it; it does, unless told. */
  readonly learning?: boolean;
  /** What is wrong with its cerebellum in it, all the time or a part of it; nothing, unless told. */
  readonly lesion?: TimedLesion;
  /** Time from the end of the planned movement to the next trial [s]; REST, unless told. */
  readonly rest?: number;
}

export interface TrialOptions {
  readonly rig: Rig;
  readonly trials: readonly Trial[];
  /** How late vision is [s]; as late as the felt joints, unless told. */
  readonly visualDelay?: number;
  /** Called when a trial is over. */
  readonly onTrial: (record: TrialRecord, index: number) => void;
}

/** Period of the loop [s]. */
const PERIOD = 0.001;

/** Performs all trials. Throws where the brain's command was not a number and the arm was let go. */
export function performTrials({ rig, trials, visualDelay, onTrial }: TrialOptions): void {
  const { brain, plant, brainPeriod } = rig;
  const body = plant.arm;
  const world = makeWorld(plant, {
    visualDelay: visualDelay ?? plant.delay,
    period: brainPeriod,
  });
  const timer = rig.stage?.timer ?? virtualTimer();
  const onlooker = rig.stage?.enter(rig, world, trials.length);
  const seen = new Float64Array(3);
  const spot = new Float64Array(2);
  const believed = new Float64Array(2);
  const sound = { cerebellum: brain.cerebellum, olive: true };
  let next = 0;
  let began = 0;
  let rest = REST;
  let lesion: TimedLesion | undefined;
  let start: Point = WORKSPACE.centre;
  let under: Recording | undefined;
  let jump: { at: number; to: Point } | undefined;
  let over = false;
  let faulty = false;

  const finish = (): void => {
    if (under) {
      const record = under.record();
      onTrial(record, next - 1);
      onlooker?.trial(record, next - 1);
    }
    under = undefined;
  };

  const begin = (now: number): void => {
    finish();
    const trial = trials[next];
    if (trial === undefined) {
      over = true;
      return;
    }
    next++;
    world.order(trial.world, now);
    began = now;
    lesion = trial.lesion;
    sound.olive = trial.learning ?? true;
    inflict(brain, sound, lesion ?? {}, 0);
    rest = trial.rest ?? REST;
    const { goal } = trial;
    if (goal.kind === "reach") brain.goals.reach(now, goal.x, goal.y);
    else brain.goals.draw(now, goal.path, goal.path.length / 2);
    const target: Point = [brain.goals.target[0], brain.goals.target[1]];
    const leap = trial.world.find((one) => one.kind === "target-jump");
    jump = leap && {
      at: now + leap.after,
      to: [target[0] + leap.by[0], target[1] + leap.by[1]],
    };
    under = recording(trial.phase, start, target, brain.goals.endsAt() - now);
    start = target;
  };

  controlLoop({
    ...rig,
    ticks: fixedRate({ timer, period: PERIOD, stop: () => over }),
    prepare: (now) => {
      if (now >= brain.goals.endsAt() + rest) begin(now);
      if (lesion) inflict(brain, sound, lesion, now - began);
      if (jump && now >= jump.at) {
        brain.goals.reach(now, jump.to[0], jump.to[1]);
        under?.redirect(jump.to, brain.goals.endsAt() - began);
        start = jump.to;
        jump = undefined;
      }
      world.watch(now);
      world.look(seen, now);
      brain.look(seen, now);
    },
  }).subscribe((turn) => {
    const { decided, fault, tick } = turn;
    onlooker?.turn(turn);
    if (fault) {
      over = true;
      faulty = true;
    }
    if (!decided || under === undefined) return;
    forwardKinematics(spot, plant.truth, body);
    forwardKinematics(believed, brain.estimate, body);
    if (brain.goals.phase(tick.at) !== PHASE.holding) {
      under.misjudged(Math.hypot(spot[0] - believed[0], spot[1] - believed[1]));
    }
    under.hand.push(spot[0], spot[1]);
    world.show(spot);
    under.cursor.push(spot[0], spot[1]);
    brain.goals.position(spot, tick.at);
    under.wish.push(spot[0], spot[1]);
    under.force.push(world.force[0], world.force[1]);
    under.joints.push(...plant.truth, ...plant.torque);
  });
  if (faulty) {
    throw new Error(`the brain's command was not a number in trial ${next}; the arm was let go`);
  }
}
