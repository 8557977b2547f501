/**
 * Feeling and seeing late by different times: what each of them is for. People feel their arm some 20 to
 * 40 ms late and see it 70 to 100 ms late.
 */
import type { Perturbation } from "../../perturbations/perturbation.ts";
import { makeRandom } from "../../random.ts";
import { WORKSPACE } from "../../tasks/workspace.ts";
import { AIM_LEARNING } from "../adaptation.ts";
import { mean } from "../deviations.ts";
import type { Experiment } from "../experiment.ts";
import { measureReach, typicalReach } from "../reach-measures.ts";
import { planBlocks } from "../trial-plan.ts";
import type { TrialRecord } from "../trial-record.ts";
import { performTrials } from "../trials.ts";

const FELT_MS = [20, 40, 100, 200] as const;
const SEEN_MS = [0, 50, 100, 200, 300] as const;

/** Two rounds to get used to the delays, one to be judged by, then the cursor is turned. */
const PRACTICE = 32;
const JUDGED = 16;
const TURNED = 80;
const EARLY = 16;
const LAST = 16;
const TURN = 30;
const PLAN = 1_000_000;

const turned: readonly Perturbation[] = [
  { kind: "rotation", angle: (Math.PI / 180) * TURN, about: WORKSPACE.centre },
];

export const senses: Experiment = {
  name: "senses",
  about: "felt joints and seen hand late by different times: a grid of both",
  method: [
    `Joints are felt ${FELT_MS.join(", ")} ms late, the cursor is seen ${SEEN_MS.join(", ")} ms late, in all combinations. ${PRACTICE} reaches of 10 cm out to one of eight targets and back to get used to it, ${JUDGED} to be judged by (error along the way, and at the end), then ${TURNED} with the cursor turned by ${TURN}°: how much of the turn the hand makes up for in the first ${EARLY} of them, and in the last ${LAST}.`,
    "**Off**: the same without cerebellum, which takes what is felt for the present, and does not learn where to aim.",
  ],

  perform(laboratory, seed) {
    const figures: Record<string, number> = {};
    const perform = (feltMs: number, seenMs: number, cerebellum: boolean): void => {
      const name = `${cerebellum ? "on" : "off"}/${feltMs}/${seenMs}`;
      const rig = laboratory.subject({
        seed,
        condition: `felt ${feltMs} ms, seen ${seenMs} ms${cerebellum ? "" : ", cerebellum off"}`,
        delay: feltMs / 1000,
        adaptation: { aim: AIM_LEARNING },
      });
      rig.brain.cerebellum = cerebellum;
      const records: TrialRecord[] = [];
      performTrials({
        rig,
        visualDelay: seenMs / 1000,
        trials: planBlocks(
          [
            { phase: "practice", trials: PRACTICE },
            { phase: "judged", trials: JUDGED },
            { phase: "turned", trials: TURNED, world: turned },
          ],
          makeRandom(PLAN + seed),
        ),
        onTrial: (record) => records.push(record),
      });
      const of = (phase: string) =>
        records
          .filter((record) => record.phase === phase)
          .map((record) => measureReach(record, laboratory));
      const { pathRmsMm, endpointMm } = typicalReach(of("judged"));
      const made = of("turned").map(({ directionDeg }) => (-100 * directionDeg) / TURN);
      figures[`${name}/rmsMm`] = pathRmsMm;
      figures[`${name}/endpointMm`] = endpointMm;
      figures[`${name}/earlyPct`] = mean(made.slice(0, EARLY));
      figures[`${name}/lastPct`] = mean(made.slice(-LAST));
    };
    for (const feltMs of FELT_MS) {
      for (const seenMs of SEEN_MS) perform(feltMs, seenMs, true);
      perform(feltMs, SEEN_MS[2], false);
    }
    return { figures };
  },

  live: {
    measure: "hand direction",
    unit: "°",
    of: (record, laboratory) => -measureReach(record, laboratory).directionDeg,
  },

  targets: [],
  views: [
    {
      kind: "sweep",
      caption:
        "**Error along the way** by how late the joints are felt; lines are delays of vision.",
      x: { label: "joints felt late", unit: "ms" },
      y: { label: "r.m.s. error", unit: "mm" },
      values: [...FELT_MS],
      lines: Object.fromEntries(
        SEEN_MS.map((seen) => [`seen ${seen} ms late`, (felt) => `on/${felt}/${seen}/rmsMm`]),
      ),
    },
    {
      kind: "sweep",
      caption:
        "**How much of a turned cursor is made up for** in the first 16 reaches, by how late it is seen; lines are delays of the felt joints.",
      x: { label: "cursor seen late", unit: "ms" },
      y: { label: "of the turn", unit: "%" },
      values: [...SEEN_MS],
      lines: Object.fromEntries(
        FELT_MS.map((felt) => [`felt ${felt} ms late`, (seen) => `on/${felt}/${seen}/earlyPct`]),
      ),
    },
  ],
};
