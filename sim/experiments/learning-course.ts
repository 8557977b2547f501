/**
 * Courses of trials in which two time scales of learning show (Smith, Ghazizadeh & Shadmehr 2006, PLoS
 * Biol 4:e179), whatever it is that disturbs: learn, unlearn by the opposite, then either meet the first
 * disturbance again (savings) or have no error to see at all (spontaneous recovery).
 */
import type { Exposure, TwoStateFit } from "../metrics/two-state.ts";
import { fitTwoState } from "../metrics/two-state.ts";
import type { Perturbation, Point } from "../perturbations/perturbation.ts";
import { makeRandom } from "../random.ts";
import type { Adaptation } from "./adaptation.ts";
import { mean } from "./deviations.ts";
import type { Laboratory } from "./laboratory.ts";
import type { Block } from "./trial-plan.ts";
import { planBlocks } from "./trial-plan.ts";
import type { TrialRecord } from "./trial-record.ts";
import { performTrials } from "./trials.ts";

/** What is to be learnt. */
export interface Challenge {
  /** How much there is of it, in its own units. */
  readonly amount: number;
  /** So many times as much of it. */
  readonly world: (times: number) => readonly Perturbation[];
  /** A trial in which no error shows. */
  readonly clamp: (start: Point, target: Point) => Perturbation[];
  /** Share of the trials before the clamp that are clamped to look at what was learnt, phase "catch". */
  readonly probes: number;
  readonly trials: { readonly exposure: number; readonly counter: number };
  /** What was done about it in a trial, in its units; NaN where the trial does not show it. */
  readonly done: (record: TrialRecord, laboratory: Laboratory) => number;
}

export const BEFORE = 20;
export const WASHOUT = 80;
export const CLAMPED = 60;
/** One round of all targets and back: savings are looked for while most is still to be learnt. */
export const EARLY = 16;
export const FRESH = 2;
const LOOKS = 6;
/** So that what is drawn for the plan has nothing to do with what the senses' noise draws. */
const PLAN = 1_000_000;

/** Exposure, washout, exposure. */
export const washedOut = (challenge: Challenge): Block[] => [
  ...met(challenge),
  probed(challenge, "washout", WASHOUT, 0),
  probed(challenge, "again", WASHOUT, 1),
];
/** Exposure, the opposite until the error is gone, clamp. */
export const recovering = (challenge: Challenge): Block[] => [
  ...countered(challenge),
  { phase: "clamp", trials: CLAMPED, world: challenge.clamp },
];
/** Exposure, the opposite until the error is gone, exposure. */
export const relearning = (challenge: Challenge): Block[] => [
  ...countered(challenge),
  probed(challenge, "again", CLAMPED, 1),
];

/** Nothing, then exposure: how all of these courses begin. */
export const met = (challenge: Challenge): Block[] => [
  probed(challenge, "null", BEFORE, 0),
  probed(challenge, "exposure", challenge.trials.exposure, 1),
];
const countered = (challenge: Challenge): Block[] => [
  ...met(challenge),
  probed(challenge, "counter", challenge.trials.counter, -1),
];

const probed = (
  { world, probes, clamp }: Challenge,
  phase: string,
  trials: number,
  times: number,
): Block => ({
  phase,
  trials,
  world: times === 0 ? [] : world(times),
  ...(probes > 0 ? { catches: probes, caught: clamp } : {}),
});

/** What became of a course. */
export interface Course {
  readonly phases: readonly string[];
  /** Of each trial: what was done, in units of the challenge. */
  readonly done: readonly number[];
  readonly records: readonly TrialRecord[];
}

interface CourseOptions {
  readonly condition: string;
  readonly seed: number;
  readonly challenge: Challenge;
  readonly blocks: readonly Block[];
  readonly adaptation: Adaptation;
  readonly cerebellum?: boolean;
  /** Whether the brain learns at all. */
  readonly learning?: boolean;
}

export function follow(laboratory: Laboratory, options: CourseOptions): Course {
  const { condition, seed, challenge, blocks, adaptation } = options;
  const { cerebellum = true, learning = true } = options;
  const rig = laboratory.subject({ seed, condition, adaptation });
  rig.brain.cerebellum = cerebellum;
  const records: TrialRecord[] = [];
  performTrials({
    rig,
    trials: planBlocks(
      blocks.map((block) => ({ ...block, learning })),
      makeRandom(PLAN + seed),
    ),
    onTrial: (record) => records.push(record),
  });
  return {
    records,
    phases: records.map(({ phase }) => phase),
    done: records.map((record) => challenge.done(record, laboratory)),
  };
}

/** What was done in the trials of a phase that show it. */
export const during = ({ phases, done }: Course, phase: string): number[] =>
  done.filter((value, n) => phases[n] === phase && Number.isFinite(value));

/** What was done at the end of a phase, in the last six trials between its first and its last that show it. */
export function lastLooks({ phases, done }: Course, phase: string): number {
  const looks = done.slice(phases.indexOf(phase), phases.lastIndexOf(phase) + 1);
  return mean(looks.filter(Number.isFinite).slice(-LOOKS));
}

/** What comes back of what was unlearnt while errors are hidden: at first, later, and by how much. */
export function recoveryIn(course: Course) {
  const clamp = during(course, "clamp");
  const first = mean(clamp.slice(0, FRESH));
  const later = mean(clamp.slice(EARLY, 2 * EARLY));
  return { first, later, recovered: later - first };
}

/** The two states that explain a course best. */
export function twoStatesOf({ done, phases }: Course, { amount }: Challenge): TwoStateFit {
  return fitTwoState(
    done,
    phases.map((phase): Exposure => {
      if (phase === "clamp" || phase === "catch") return { disturbance: 0, how: "clamped" };
      if (phase === "counter") return { disturbance: -amount };
      return { disturbance: phase === "exposure" || phase === "again" ? amount : 0 };
    }),
  );
}

/** How much smaller the second of two errors is [%]. */
export const saved = (first: number, second: number): number => 100 * (1 - second / first);
