/**
 * Reaching with a cursor that is turned about the centre: at once and step by step, learnt again after
 * it was unlearnt, and what comes back by itself when errors are hidden (Smith et al. 2006).
 */
import type { Perturbation } from "../../perturbations/perturbation.ts";
import { WORKSPACE } from "../../tasks/workspace.ts";
import { AIM_LEARNING } from "../adaptation.ts";
import { mean } from "../deviations.ts";
import type { Experiment } from "../experiment.ts";
import type { Challenge, Course } from "../learning-course.ts";
import {
  BEFORE,
  CLAMPED,
  during,
  EARLY,
  FRESH,
  follow,
  met,
  recovering,
  recoveryIn,
  relearning,
  saved,
  twoStatesOf,
  WASHOUT,
  washedOut,
} from "../learning-course.ts";
import { measureReach } from "../reach-measures.ts";
import type { Block } from "../trial-plan.ts";

const TURN = 30;
const EXPOSURE = 160;
const STEPS = 8;
/** Trials in the other direction: enough to bring the error back to nothing. */
const COUNTER = 8;
const LAST = 20;

const turned = (degrees: number): Perturbation[] => [
  { kind: "rotation", angle: (Math.PI / 180) * degrees, about: WORKSPACE.centre },
];

/** What is done is how far to the right of the target the hand sets out [°]: against the cursor's turn. */
const challenge: Challenge = {
  amount: TURN,
  world: (times) => turned(times * TURN),
  clamp: (start, end) => [{ kind: "error-clamp", start, end }],
  probes: 0,
  trials: { exposure: EXPOSURE, counter: COUNTER },
  done: (record, laboratory) => -measureReach(record, laboratory).directionDeg,
};

const gradual: readonly Block[] = [
  { phase: "null", trials: BEFORE },
  ...Array.from({ length: STEPS }, (_, i) => ({
    phase: "exposure",
    trials: EXPOSURE / STEPS,
    world: turned((TURN * (i + 1)) / STEPS),
  })),
  { phase: "washout", trials: WASHOUT },
];

const part = (degrees: number): number => (100 * degrees) / TURN;

export const rotation: Experiment = {
  name: "rotation",
  about: "a cursor turned by 30°: abrupt and gradual, after-effect, savings, spontaneous recovery",
  method: [
    `The cursor is turned by ${TURN}° about the centre of the workspace, for ${EXPOSURE} reaches of 10 cm out to one of eight targets and back. What is read is the direction of the hand where it is fastest. **Abrupt**: at once, then ${WASHOUT} reaches without, then ${WASHOUT} with it again. **Gradual**: in ${STEPS} steps. **Recovery**: ${COUNTER} reaches with the opposite turn, then ${CLAMPED} in which the cursor keeps to the straight line whatever the hand does (an error clamp), or with the first turn again: savings are looked for there, for what two time scales predict is savings where the error is gone and the slow state is not, and none after a washout that emptied both.`,
    "The brain's felt joints are true throughout; only what is seen is turned. What learns is the cerebellum's visuomotor map, on two time scales, from the distance between cursor and wish.",
  ],

  perform(laboratory, seed) {
    const through = (condition: string, blocks: readonly Block[], cerebellum = true): Course =>
      follow(laboratory, {
        condition,
        seed,
        challenge,
        blocks,
        adaptation: { aim: AIM_LEARNING },
        cerebellum,
      });
    const once = through("abrupt", washedOut(challenge));
    const slowly = through("gradual", gradual);
    const back = through("recovery", recovering(challenge));
    const anew = through("relearning", relearning(challenge));
    const ataxic = through("lesioned", met(challenge), false);
    const early = (course: Course, phase: string): number =>
      TURN - mean(during(course, phase).slice(0, EARLY));
    const { first, later, recovered } = recoveryIn(back);
    const { rms, ...twoState } = twoStatesOf(back, challenge);
    return {
      figures: {
        compensationPct: part(mean(during(once, "exposure").slice(-LAST))),
        firstErrorDeg: TURN - mean(during(once, "exposure").slice(0, FRESH)),
        aftereffectDeg: mean(during(once, "washout").slice(0, FRESH)),
        aftereffectPct: part(mean(during(once, "washout").slice(0, FRESH))),
        washedOutDeg: mean(during(once, "washout").slice(-LAST)),
        savingsPct: saved(early(anew, "exposure"), early(anew, "again")),
        savingsAfterWashoutPct: saved(early(once, "exposure"), early(once, "again")),
        gradualCompensationPct: part(mean(during(slowly, "exposure").slice(-LAST))),
        gradualAftereffectPct: part(mean(during(slowly, "washout").slice(0, FRESH))),
        counteredDeg: mean(during(back, "counter").slice(-FRESH)),
        clampFirstDeg: first,
        clampLaterDeg: later,
        recoveredDeg: recovered,
        lesionedCompensationPct: part(mean(during(ataxic, "exposure").slice(-LAST))),
        ...Object.fromEntries(
          Object.entries(twoState).map(([name, value]) => [`twoState/${name}`, value]),
        ),
        "twoState/rmsDeg": rms,
      },
      curves: {
        abrupt: once.done,
        gradual: slowly.done,
        recovery: back.done,
        lesioned: ataxic.done,
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
    of: challenge.done,
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
