/**
 * Plays a programme in virtual time, from the first goal to the last, and says how it went.
 */
import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { controlLoop } from "../../controller/loop.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { MovementScore } from "../movement-score.ts";
import type { Goal } from "../tasks/programme.ts";
import { REST } from "../tasks/programme.ts";
import { observe } from "./observer.ts";
import type { RigOptions } from "./rig.ts";
import { makeRig } from "./rig.ts";

export interface PlayOptions extends RigOptions {
  readonly goals: readonly Goal[];
  /** Whether the cortex is given the cerebellum's estimate, or the late senses themselves. */
  readonly intact: boolean;
}

export interface Play {
  readonly reaches: readonly MovementScore[];
  readonly strokes: readonly MovementScore[];
  /** Of the hand where the brain believed it to be, over all of it: root mean square [m]. */
  readonly misjudgement: number;
  /** [s] */
  readonly duration: number;
}

/** Period of the loop [s]. */
const PERIOD = 0.001;

export function play({ goals, intact, ...options }: PlayOptions): Play {
  const rig = makeRig(options);
  const { brain, plant } = rig;
  brain.cerebellum = intact;
  const observer = observe(rig, options.arm);
  const hand = new Float64Array(2);
  const believed = new Float64Array(2);
  let misjudged = 0;
  let decisions = 0;
  let duration = 0;
  let next = 0;
  let over = false;

  controlLoop({
    ...rig,
    ticks: fixedRate({ timer: virtualTimer(), period: PERIOD, stop: () => over }),
    prepare: (now) => {
      if (now < brain.goals.endsAt() + REST) return;
      if (next === goals.length) over = true;
      else observer.begin(now, goals[next++]);
    },
  }).subscribe(({ decided, fault, tick }) => {
    over = over || fault;
    if (!decided) return;
    observer.see(tick.at);
    forwardKinematics(hand, plant.truth, options.arm);
    forwardKinematics(believed, brain.estimate, options.arm);
    misjudged += (hand[0] - believed[0]) ** 2 + (hand[1] - believed[1]) ** 2;
    decisions++;
    duration = tick.at;
  });

  return {
    reaches: observer.reaches,
    strokes: observer.strokes,
    misjudgement: Math.sqrt(misjudged / decisions),
    duration,
  };
}
