/**
 * Reaching with a cursor that is turned about the centre: at once and step by step, learnt again after
 * it was unlearnt, and what comes back by itself when errors are hidden (Smith et al. 2006).
 */
import type { Exposure } from "../../metrics/two-state.ts";
import { fitTwoState } from "../../metrics/two-state.ts";
import type { Perturbation, Point } from "../../perturbations/perturbation.ts";
import { makeRandom } from "../../random.ts";
import { WORKSPACE } from "../../tasks/workspace.ts";
import { AIM_LEARNING } from "../adaptation.ts";
import { mean } from "../deviations.ts";
import type { Experiment } from "../experiment.ts";
import type { Laboratory } from "../laboratory.ts";
import { measureReach } from "../reach-measures.ts";
import type { Block } from "../trial-plan.ts";
import { planBlocks } from "../trial-plan.ts";
import type { TrialRecord } from "../trials.ts";
import { performTrials } from "../trials.ts";

const TURN = 30;
const BEFORE = 20;
const EXPOSURE = 160;
const WASHOUT = 80;
const STEPS = 8;
/** Trials in the other direction: enough to bring the error back to nothing. */
const COUNTER = 8;
const CLAMPED = 60;
const LAST = 20;
const FRESH = 2;
/** One round of all targets and back: savings are looked for while most is still to be learnt. */
const EARLY = 16;
const PLAN = 1_000_000;

const turned = (degrees: number): Perturbation[] => [
  { kind: "rotation", angle: (Math.PI / 180) * degrees, about: WORKSPACE.centre },
];
const clamped = (start: Point, end: Point): Perturbation[] => [{ kind: "error-clamp", start, end }];

const abrupt: readonly Block[] = [
  { phase: "null", trials: BEFORE },
  { phase: "exposure", trials: EXPOSURE, world: turned(TURN) },
  { phase: "washout", trials: WASHOUT },
  { phase: "again", trials: WASHOUT, world: turned(TURN) },
];
const gradual: readonly Block[] = [
  { phase: "null", trials: BEFORE },
  ...Array.from({ length: STEPS }, (_, i) => ({
    phase: "exposure",
    trials: EXPOSURE / STEPS,
    world: turned((TURN * (i + 1)) / STEPS),
  })),
  { phase: "washout", trials: WASHOUT },
];
const countered: readonly Block[] = [
  { phase: "null", trials: BEFORE },
  { phase: "exposure", trials: EXPOSURE, world: turned(TURN) },
  { phase: "counter", trials: COUNTER, world: turned(-TURN) },
];
const recovery: readonly Block[] = [
  ...countered,
  { phase: "clamp", trials: CLAMPED, world: clamped },
];
const relearning: readonly Block[] = [
  ...countered,
  { phase: "again", trials: CLAMPED, world: turned(TURN) },
];

/** How far to the right of the target the hand sets out [°]: against the cursor's turn. */
interface Course {
  readonly phases: readonly string[];
  readonly hand: readonly number[];
  readonly records: readonly TrialRecord[];
}

function courseOf(
  laboratory: Laboratory,
  seed: number,
  condition: string,
  blocks: readonly Block[],
  cerebellum = true,
): Course {
  const rig = laboratory.subject({ seed, condition, adaptation: { aim: AIM_LEARNING } });
  rig.brain.cerebellum = cerebellum;
  const records: TrialRecord[] = [];
  performTrials({
    rig,
    trials: planBlocks(blocks, makeRandom(PLAN + seed)),
    onTrial: (record) => records.push(record),
  });
  return {
    records,
    phases: records.map(({ phase }) => phase),
    hand: records.map((record) => -measureReach(record, laboratory).directionDeg),
  };
}

/** A phase of the recovery course as the two-state model sees it. */
function exposureIn(phase: string): Exposure {
  if (phase === "clamp") return { disturbance: 0, how: "clamped" };
  return { disturbance: phase === "exposure" ? TURN : phase === "counter" ? -TURN : 0 };
}

const during = ({ phases, hand }: Course, phase: string): number[] =>
  hand.filter((_, n) => phases[n] === phase);
const part = (degrees: number): number => (100 * degrees) / TURN;

export const rotation: Experiment = {
  name: "rotation",
  about: "a cursor turned by 30°: abrupt and gradual, after-effect, savings, spontaneous recovery",
  method: [
    `The cursor is turned by ${TURN}° about the centre of the workspace, for ${EXPOSURE} reaches of 10 cm out to one of eight targets and back. What is read is the direction of the hand where it is fastest. **Abrupt**: at once, then ${WASHOUT} reaches without, then ${WASHOUT} with it again. **Gradual**: in ${STEPS} steps. **Recovery**: ${COUNTER} reaches with the opposite turn, then ${CLAMPED} in which the cursor keeps to the straight line whatever the hand does (an error clamp), or with the first turn again: savings are looked for there, for what two time scales predict is savings where the error is gone and the slow state is not, and none after a washout that emptied both.`,
    "The brain's felt joints are true throughout; only what is seen is turned. What learns is the cerebellum's visuomotor map, on two time scales, from the distance between cursor and wish.",
  ],

  perform(laboratory, seed) {
    const once = courseOf(laboratory, seed, "abrupt", abrupt);
    const slowly = courseOf(laboratory, seed, "gradual", gradual);
    const back = courseOf(laboratory, seed, "recovery", recovery);
    const anew = courseOf(laboratory, seed, "relearning", relearning);
    const ataxic = courseOf(laboratory, seed, "lesioned", abrupt.slice(0, 2), false);
    const early = (course: Course, phase: string): number =>
      TURN - mean(during(course, phase).slice(0, EARLY));
    const clamp = during(back, "clamp");
    const { rms, ...twoState } = fitTwoState(back.hand, back.phases.map(exposureIn));
    return {
      figures: {
        compensationPct: part(mean(during(once, "exposure").slice(-LAST))),
        firstErrorDeg: TURN - mean(during(once, "exposure").slice(0, FRESH)),
        aftereffectDeg: mean(during(once, "washout").slice(0, FRESH)),
        aftereffectPct: part(mean(during(once, "washout").slice(0, FRESH))),
        washedOutDeg: mean(during(once, "washout").slice(-LAST)),
        savingsPct: 100 * (1 - early(anew, "again") / early(anew, "exposure")),
        savingsAfterWashoutPct: 100 * (1 - early(once, "again") / early(once, "exposure")),
        gradualCompensationPct: part(mean(during(slowly, "exposure").slice(-LAST))),
        gradualAftereffectPct: part(mean(during(slowly, "washout").slice(0, FRESH))),
        counteredDeg: mean(during(back, "counter").slice(-FRESH)),
        clampFirstDeg: mean(clamp.slice(0, FRESH)),
        clampLaterDeg: mean(clamp.slice(EARLY, 2 * EARLY)),
        recoveredDeg: mean(clamp.slice(EARLY, 2 * EARLY)) - mean(clamp.slice(0, FRESH)),
        lesionedCompensationPct: part(mean(during(ataxic, "exposure").slice(-LAST))),
        ...Object.fromEntries(
          Object.entries(twoState).map(([name, value]) => [`twoState/${name}`, value]),
        ),
        "twoState/rmsDeg": rms,
      },
      curves: {
        abrupt: once.hand,
        gradual: slowly.hand,
        recovery: back.hand,
        lesioned: ataxic.hand,
      },
      paths: {
        first: cursorPaths(once, "exposure").slice(0, 8),
        last: cursorPaths(once, "exposure").slice(-8),
        washout: cursorPaths(once, "washout").slice(0, 4),
      },
    };
  },

  live: {
    measure: "hand direction",
    unit: "°",
    of: (record, laboratory) => -measureReach(record, laboratory).directionDeg,
  },

  targets: [
    { figure: "compensationPct", atLeast: 85, meaning: "of the turn, in the last 20 reaches" },
    { figure: "aftereffectDeg", atLeast: 5, meaning: "in the first 2 reaches without the turn" },
    {
      figure: "savingsPct",
      atLeast: 5,
      meaning: "smaller error of the first 16 reaches when it comes again after the counter-turn",
    },
    {
      figure: "recoveredDeg",
      atLeast: 2,
      meaning: "what comes back of the first turn while errors are hidden",
    },
  ],
  views: [
    {
      kind: "curves",
      caption:
        "**Direction of the hand** against the cursor's turn, by trial: 0 is straight to the target, 30° compensates fully.",
      x: "trial",
      y: { label: "hand direction", unit: "°" },
      curves: {
        abrupt: "abrupt",
        gradual: "gradual",
        recovery: "counter-turn, then clamp",
        lesioned: "cerebellum off",
      },
      marks: {
        turned: BEFORE,
        "back / other way": BEFORE + EXPOSURE,
        clamp: BEFORE + EXPOSURE + COUNTER,
        again: BEFORE + EXPOSURE + WASHOUT,
      },
    },
    {
      kind: "paths",
      caption: "**Cursor paths** of one seed, outwards.",
      paths: { first: "first turned", last: "last turned", washout: "first after it" },
    },
  ],
};

const cursorPaths = ({ records }: Course, phase: string) =>
  records
    .filter((record, n) => record.phase === phase && n % 2 === 0)
    .map(({ cursor, wish }) => ({ drawn: cursor, asked: wish }));
