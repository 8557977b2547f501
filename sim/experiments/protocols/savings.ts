/** A force field that comes a second time: what is left of having met it once (Smith et al. 2006). */
import type { Adaptation } from "../adaptation.ts";
import { deviationMm, meanSize, pushesOf } from "../deviations.ts";
import type { Experiment } from "../experiment.ts";
import { fieldChallenge as challenge, fieldLearners, STRENGTH } from "../field-challenge.ts";
import type { Course } from "../learning-course.ts";
import {
  CLAMPED,
  EARLY,
  follow,
  relearning,
  saved,
  WASHOUT,
  washedOut,
} from "../learning-course.ts";

const { exposure, counter } = challenge.trials;
const ways = { counter: relearning(challenge), washout: washedOut(challenge) } as const;
/** Trials of each exposure that are shown. */
const SHOWN = 48;

export const savings: Experiment = {
  name: "savings",
  about: "a curl field met again, after its opposite and after a long washout",
  method: [
    `Reaches of 10 cm out to one of eight targets and back: ${exposure} in a curl field of ${STRENGTH} N·s/m, then either ${counter} in its opposite and ${CLAMPED} in the first again (**counter**), or ${WASHOUT} without any and ${WASHOUT} in the first again (**washout**). In one trial of five a force channel takes the place of the field. The error of an exposure is the largest deviation in its first ${EARLY} trials, as a share of what it is on the same ways without plasticity; **savings** are by how much it is smaller the second time.`,
    fieldLearners.method,
  ],

  perform(laboratory, seed) {
    const figures: Record<string, number> = {};
    const curves: Record<string, readonly number[]> = {};
    for (const [way, blocks] of Object.entries(ways)) {
      const through = (
        condition: string,
        adaptation: Adaptation,
        switches: { learning?: boolean; cerebellum?: boolean } = {},
      ): Course =>
        follow(laboratory, {
          condition: `${condition}, ${way}`,
          seed,
          challenge,
          blocks,
          adaptation,
          ...switches,
        });
      const { period } = laboratory;
      const control = through("no plasticity", {}, { learning: false });
      const pushes = pushesOf(control.records, "exposure", period);
      const note = (learner: string, { records }: Course): void => {
        const inPhase = <T>(values: readonly T[], phase: string): T[] =>
          values.filter((_, n) => records[n].phase === phase);
        const errors = records.map((record) => Math.abs(deviationMm(record, period)));
        const early = (phase: string): number =>
          meanSize(inPhase(errors, phase).slice(0, EARLY)) /
          meanSize(inPhase(pushes, phase).slice(0, EARLY));
        const [first, again] = [early("exposure"), early("again")];
        figures[`${learner}/${way}/firstPct`] = 100 * first;
        figures[`${learner}/${way}/againPct`] = 100 * again;
        figures[`${learner}/${way}/savingsPct`] = saved(first, again);
        curves[`${learner}/${way}/first`] = inPhase(errors, "exposure").slice(0, SHOWN);
        curves[`${learner}/${way}/again`] = inPhase(errors, "again").slice(0, SHOWN);
      };
      for (const [learner, command] of Object.entries(fieldLearners.commands)) {
        note(learner, through(learner, { command }));
      }
      const command = fieldLearners.commands.twoStates;
      note("lesioned", through("cerebellum off", { command }, { cerebellum: false }));
    }
    return { figures, curves };
  },

  targets: [
    {
      figure: "twoStates/counter/savingsPct",
      atLeast: 5,
      meaning: "two time scales: smaller error when the field comes again after its opposite",
    },
  ],
  views: [
    {
      kind: "curves",
      caption:
        "**Largest deviation** in the field, by trial of each exposure, with two time scales.",
      x: "trial of the exposure",
      y: { label: "deviation", unit: "mm" },
      curves: {
        "twoStates/counter/first": "first time",
        "twoStates/counter/again": "after its opposite",
        "twoStates/washout/again": "after a washout",
      },
    },
    {
      kind: "curves",
      caption: "**The same with a Kalman filter**, which has one time scale.",
      x: "trial of the exposure",
      y: { label: "deviation", unit: "mm" },
      curves: {
        "filter/counter/first": "first time",
        "filter/counter/again": "after its opposite",
        "filter/washout/again": "after a washout",
      },
    },
  ],
};
