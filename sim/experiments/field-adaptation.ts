/**
 * Adaptation to a force field, in three brains that meet the same trials: one that learns, one whose
 * plasticity is off, one without cerebellum.
 */
import type { Exposure } from "../metrics/two-state.ts";
import { fitTwoState } from "../metrics/two-state.ts";
import type { Perturbation } from "../perturbations/perturbation.ts";
import { makeRandom } from "../random.ts";
import { COMMAND_LEARNING } from "./adaptation.ts";
import { deviationMm, mean, meanSize, pushesOf } from "./deviations.ts";
import type { Findings, Path, Target, View } from "./experiment.ts";
import type { Laboratory } from "./laboratory.ts";
import { planBlocks } from "./trial-plan.ts";
import type { TrialRecord } from "./trial-record.ts";
import type { Trial } from "./trials.ts";
import { performTrials } from "./trials.ts";

const NULL = 30;
const FIELD = 200;
const LAST = 30;
const WASHOUT = 40;
const CATCHES = 0.1;
/** After-effects fade as fast as errors did: they are those of the first trials without field. */
const FRESH = 2;

/** So that what is drawn for the plan has nothing to do with what the senses' noise draws. */
const PLAN = 1_000_000;

export const fieldMethod: readonly string[] = [
  `${NULL} reaches of 10 cm without field, ${FIELD} in it (one in ten is a catch trial, in which it is off without notice), ${LAST} in it with all weights frozen, ${WASHOUT} without it: out to one of eight targets and back, and each way is a trial, with the same field.`,
  "**No plasticity**: the same trials with the cerebellum predicting and not learning. **Cerebellum off**: with the late senses taken for the present; what it is judged by is the last 30 trials in the field against its own first 30.",
];

export const FIELD_TARGETS: readonly Target[] = [
  {
    figure: "reductionPct",
    atLeast: 90,
    meaning: "error of the last 30 trials in the field against no plasticity",
  },
  {
    figure: "aftereffectPct",
    atLeast: 60,
    meaning:
      "first 2 trials after the field, to the other side, to no plasticity in it on the same ways",
  },
  { figure: "frozenReductionPct", atLeast: 85, meaning: "the same with all weights frozen" },
  { figure: "lesionedReductionPct", atMost: 15, meaning: "reduction with the cerebellum off" },
];

export const FIELD_VIEWS: readonly View[] = [
  {
    kind: "curves",
    caption:
      "**Largest deviation from the straight line**, by trial, with the field's push counted positive. Catch trials are left out.",
    x: "trial",
    y: { label: "deviation", unit: "mm" },
    curves: { learning: "learning", control: "no plasticity", lesioned: "cerebellum off" },
    marks: { "field on": NULL, frozen: NULL + FIELD, "field off": NULL + FIELD + LAST },
  },
  {
    kind: "paths",
    caption: "**Hand paths** of one seed, outwards.",
    paths: {
      first: "first in the field",
      last: "last in the field",
      catch: "catch trials",
      washout: "first after the field",
    },
  },
];

export function performInField(
  laboratory: Laboratory,
  seed: number,
  world: readonly Perturbation[],
): Findings {
  const plan = (learning: boolean): Trial[] =>
    planBlocks(
      [
        { phase: "null", trials: NULL, learning },
        { phase: "field", trials: FIELD, world, catches: CATCHES, learning },
        { phase: "frozen", trials: LAST, world, learning: false },
        { phase: "washout", trials: WASHOUT, learning },
      ],
      makeRandom(PLAN + seed),
    );
  const run = (condition: string, learning: boolean, cerebellum: boolean): TrialRecord[] => {
    const rig = laboratory.subject({
      seed,
      condition,
      ...(learning ? { adaptation: { command: COMMAND_LEARNING } } : {}),
    });
    rig.brain.cerebellum = cerebellum;
    const records: TrialRecord[] = [];
    performTrials({ rig, trials: plan(learning), onTrial: (record) => records.push(record) });
    return records;
  };
  const learner = run("learning", true, true);
  const control = run("control", false, true);
  const lesioned = run("lesioned", true, false);

  const period = laboratory.period;
  const pushes = pushesOf(control, "field", period);
  const signed = (records: readonly TrialRecord[]): number[] =>
    records.map((record, n) => Math.sign(pushes[n]) * deviationMm(record, period));
  const [errors, unlearnt, ataxic] = [learner, control, lesioned].map(signed);
  const of = (phase: string, values: readonly number[]): number[] =>
    values.filter((_, n) => learner[n].phase === phase);

  const controlLast = meanSize(of("field", unlearnt).slice(-LAST));
  const last = meanSize(of("field", errors).slice(-LAST));
  const frozen = meanSize(of("frozen", errors));
  const aftereffect = mean(of("washout", errors).slice(0, FRESH));
  const ataxicField = of("field", ataxic);
  const exposures = learner.map(
    ({ phase }): Exposure => ({
      disturbance: phase === "field" || phase === "frozen" ? 1 : 0,
      ...(phase === "frozen" ? { how: "frozen" } : {}),
    }),
  );
  const { rms, ...twoState } = fitTwoState(
    errors.map((error, n) => exposures[n].disturbance - error / controlLast),
    exposures,
  );

  return {
    figures: {
      controlLastMm: controlLast,
      firstMm: meanSize(of("field", errors).slice(0, 3)),
      lastMm: last,
      reductionPct: 100 * (1 - last / controlLast),
      aftereffectMm: aftereffect,
      aftereffectPct: (-100 * aftereffect) / meanSize(of("washout", pushes).slice(0, FRESH)),
      catchMm: mean(of("catch", errors).slice(-8)),
      frozenLastMm: frozen,
      frozenReductionPct: 100 * (1 - frozen / controlLast),
      lesionedReductionPct:
        100 * (1 - meanSize(ataxicField.slice(-LAST)) / meanSize(ataxicField.slice(0, LAST))),
      ...Object.fromEntries(
        Object.entries(twoState).map(([name, value]) => [`twoState/${name}`, value]),
      ),
      "twoState/rmsMm": rms * controlLast,
    },
    curves: {
      learning: withoutCatches(errors, learner),
      control: withoutCatches(unlearnt, learner),
      lesioned: withoutCatches(ataxic, learner),
    },
    paths: {
      first: outwards(learner, "field").slice(0, 8),
      last: outwards(learner, "field").slice(-8),
      catch: outwards(learner, "catch").slice(-8),
      washout: outwards(learner, "washout").slice(0, 4),
    },
  };
}

/** Gaps where the world was withheld. */
const withoutCatches = (errors: readonly number[], records: readonly TrialRecord[]): number[] =>
  errors.map((error, n) => (records[n].phase === "catch" ? Number.NaN : error));

const outwards = (records: readonly TrialRecord[], phase: string): Path[] =>
  records
    .filter((record, n) => record.phase === phase && n % 2 === 0)
    .map(({ hand, wish }) => ({ drawn: hand, asked: wish }));
