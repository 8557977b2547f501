/**
 * What comes back by itself of a force field that was learnt and unlearnt, while force channels hide all
 * errors: spontaneous recovery (Smith, Ghazizadeh & Shadmehr 2006, PLoS Biol 4:e179).
 */
import type { Experiment } from "../experiment.ts";
import { fieldChallenge as challenge, fieldLearners, STRENGTH } from "../field-challenge.ts";
import type { Course } from "../learning-course.ts";
import {
  BEFORE,
  CLAMPED,
  EARLY,
  follow,
  lastLooks,
  recovering,
  recoveryIn,
  twoStatesOf,
} from "../learning-course.ts";

const { exposure, counter } = challenge.trials;
const blocks = recovering(challenge);

export const recovery: Experiment = {
  name: "recovery",
  about: "a curl field learnt, unlearnt by its opposite, and what comes back in force channels",
  method: [
    `${BEFORE} reaches of 10 cm without a field, ${exposure} in a curl field of ${STRENGTH} N·s/m, ${counter} in its opposite, ${CLAMPED} in force channels, whose walls leave no error to see. In one of five trials before a channel takes the place of what is there, to look at what has been learnt: the share of the field's force that the hand pushes against the wall. **Recovered** is the mean of trials ${EARLY + 1} to ${2 * EARLY} of the channels over that of the first two.`,
    fieldLearners.method,
    "**Two states** are fitted to all trials in channels, which count as having no error (sim/metrics/two-state.ts). Smith et al. found A = 0.59 and 0.992, B = 0.21 and 0.02 in people.",
  ],

  perform(laboratory, seed) {
    const figures: Record<string, number> = {};
    const curves: Record<string, readonly number[]> = {};
    const note = (learner: string, course: Course): void => {
      const { first, later, recovered } = recoveryIn(course);
      figures[`${learner}/learntPct`] = 100 * lastLooks(course, "exposure");
      figures[`${learner}/clampFirstPct`] = 100 * first;
      figures[`${learner}/clampLaterPct`] = 100 * later;
      figures[`${learner}/recoveredPct`] = 100 * recovered;
      curves[learner] = course.done.map((share) => 100 * share);
    };
    const through = (condition: string, learner: keyof typeof fieldLearners.commands): Course =>
      follow(laboratory, {
        condition,
        seed,
        challenge,
        blocks,
        adaptation: { command: fieldLearners.commands[learner] },
        cerebellum: condition !== "cerebellum off",
      });
    const twoStates = through("two states", "twoStates");
    const filter = through("filter", "filter");
    note("twoStates", twoStates);
    note("filter", filter);
    note("lesioned", through("cerebellum off", "twoStates"));
    for (const [learner, course] of Object.entries({ twoStates, filter })) {
      for (const [name, value] of Object.entries(twoStatesOf(course, challenge))) {
        figures[`${learner}/fit/${name}`] = value;
      }
    }
    return { figures, curves };
  },

  live: {
    measure: "force on the channel, of the field's (in channels)",
    unit: "%",
    of: (record, laboratory) => 100 * challenge.done(record, laboratory),
  },

  targets: [
    {
      figure: "twoStates/recoveredPct",
      atLeast: 5,
      meaning: "two time scales: what comes back of the field's force while errors are hidden",
    },
  ],
  views: [
    {
      kind: "curves",
      caption:
        "**What has been learnt**, in the trials with a channel: the share of the field's force that the hand pushes.",
      x: "trial",
      y: { label: "force, of the field's", unit: "%" },
      curves: {
        twoStates: "two time scales",
        filter: "Kalman filter",
        lesioned: "cerebellum off",
      },
      marks: {
        field: BEFORE,
        opposite: BEFORE + exposure,
        channels: BEFORE + exposure + counter,
      },
    },
  ],
};
