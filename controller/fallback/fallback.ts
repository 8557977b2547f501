/**
 * Who is in charge: the brain, or, while it cannot be trusted, a controller that only holds.
 *
 * The fallback takes over when what the brain says or believes cannot be, when one of its steps takes
 * far too long, and when too many decisions in a row came so late that one was left out (ros2_control calls this a
 * fallback controller). After a pause, in which whatever was wrong leaves the brain's memory of late
 * senses, the brain steps again without being listened to, and is given back its charge after a good
 * stretch. The change is no jump: commands pass the limits on slew like any others.
 */
import type { MuscleSet } from "../../plant/muscles/muscle-set.ts";
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import type { Brain } from "../brain.ts";
import type { Tick } from "../clock.ts";
import { JOINTS } from "../cortex/command-space.ts";
import type { Probe } from "../stages.ts";
import { DECIDE, LEARN, noProbe, PREDICT } from "../stages.ts";
import { makeHold } from "./hold.ts";

/** Why the brain is not in charge; the first is that it is. */
export const CAUSES = ["none", "invalid", "overruns", "too-long"] as const;
export type Cause = (typeof CAUSES)[number];

/** Places in CAUSES. */
export const NONE = 0;
export const INVALID = 1;
export const OVERRUNS = 2;
const TOO_LONG = 3;

/** Decisions in a row that came a brain period or more too late: each has cost the one before it. */
const OVERRUNS_IN_A_ROW = 10;
/** A step that takes longer is worse than none: the senses are as old as that [s]. */
const STEP_MAX = 0.1;
/** Decisions before the brain is tried again: longer than senses can be late. */
const PAUSE = 35;
/** Decisions in a row that have to be good before the brain is back: half a second. */
const GOOD_STRETCH = 50;
/** A joint that is believed to be further than this from where it was felt is not believed [rad]. */
const BELIEVABLE = Math.PI;

export interface FallbackParts {
  readonly brain: Pick<Brain, "step" | "estimate" | "overrule">;
  /** As the loop has it [s]. */
  readonly brainPeriod: number;
  /** What moves the body, if not torques. */
  readonly muscles?: MuscleSet | undefined;
  /** Puts the brain back to what it was when all was well. Real-time safe. */
  readonly restore?: () => void;
  /** The same that the brain has: it says how long a step took. */
  readonly probe?: Probe | undefined;
}

/** All methods are real-time safe. */
export interface Fallback {
  /** Place in CAUSES. */
  readonly cause: number;
  /** How often it has taken over so far. */
  readonly takeovers: number;
  /** command ← what the brain decides, or what holds the body. */
  step(command: Vec, senses: ReadonlyVec, tick: Tick): void;
  /** Takes over at the next decision, for the cause at this place. */
  takeOver(cause: number): void;
}

export function makeFallback(parts: FallbackParts): Fallback {
  const { brain, brainPeriod, muscles, restore, probe = noProbe } = parts;
  const hold = makeHold(muscles);
  let inARow = 0;
  /** Decisions since it took over, and good ones of the brain since the last bad one. */
  let held = 0;
  let good = 0;

  /** What is wrong with the step that the brain has just made. */
  const verdict = (command: ReadonlyVec, senses: ReadonlyVec): number => {
    const { estimate } = brain;
    for (let i = 0; i < command.length; i++) if (!Number.isFinite(command[i])) return INVALID;
    for (let j = 0; j < JOINTS; j++) {
      if (!(Math.abs(estimate[j] - senses[j]) < BELIEVABLE)) return INVALID;
    }
    const took = probe.spent[PREDICT] + probe.spent[LEARN] + probe.spent[DECIDE];
    return took > STEP_MAX ? TOO_LONG : NONE;
  };

  const fallback = {
    cause: NONE,
    takeovers: 0,

    takeOver(cause: number): void {
      if (fallback.cause === NONE) fallback.takeovers++;
      fallback.cause = cause;
      held = 0;
      good = 0;
      if (cause === INVALID) restore?.();
    },

    step(command: Vec, senses: ReadonlyVec, tick: Tick): void {
      inARow = tick.late < brainPeriod ? 0 : inARow + 1;
      if (fallback.cause === NONE && inARow >= OVERRUNS_IN_A_ROW) fallback.takeOver(OVERRUNS);
      if (fallback.cause === NONE || held >= PAUSE) {
        brain.step(command, senses, tick.at);
        const wrong = verdict(command, senses);
        if (wrong !== NONE) fallback.takeOver(wrong);
        else if (inARow > 0) good = 0;
        else good++;
        if (good >= GOOD_STRETCH) fallback.cause = NONE;
      }
      if (fallback.cause === NONE) return;
      brain.overrule(tick.at);
      if (held === 0) hold.begin(senses);
      held++;
      hold.step(command, senses);
    },
  };
  return fallback;
}
