/** Centre-out reaching, the field's standard test, with every measure of a reach. */
import type { Ellipse } from "../../metrics/movement/end-point.ts";
import { endPointEllipse } from "../../metrics/movement/end-point.ts";
import { SETTLING } from "../../movement-score.ts";
import { makeRandom } from "../../random.ts";
import type { Experiment, Path } from "../experiment.ts";
import type { ReachMeasures } from "../reach-measures.ts";
import { ATAXIA, measureReach, typicalReach } from "../reach-measures.ts";
import { planBlocks } from "../trial-plan.ts";
import type { TrialRecord } from "../trial-record.ts";
import { performTrials } from "../trials.ts";

const TRIALS = 64;
const PLAN = 1_000_000;
const conditions = { intact: true, lesioned: false } as const;

export const reaching: Experiment = {
  name: "reaching",
  about: "reaches from the centre to eight targets and back, intact and with the cerebellum off",
  method: [
    `${TRIALS} reaches of 10 cm, 100 ms late, with the usual noise; medians over reaches of all that is measured.`,
  ],

  perform(laboratory, seed) {
    const figures: Record<string, number> = {};
    const paths: Record<string, Path[]> = {};
    for (const [name, cerebellum] of Object.entries(conditions)) {
      const rig = laboratory.subject({ seed, condition: name });
      rig.brain.cerebellum = cerebellum;
      const reaches: ReachMeasures[] = [];
      const records: TrialRecord[] = [];
      const drawn: Path[] = [];
      performTrials({
        rig,
        trials: planBlocks([{ phase: "reach", trials: TRIALS }], makeRandom(PLAN + seed)),
        onTrial: (record, n) => {
          reaches.push(measureReach(record, laboratory));
          records.push(record);
          if (n % 2 === 0 && n < 16) drawn.push({ drawn: record.hand, asked: record.wish });
        },
      });
      for (const [measure, value] of Object.entries(typicalReach(reaches))) {
        figures[`${name}/${measure}`] = value;
      }
      const { axes, area } = ellipseOfErrors(records, laboratory.period);
      figures[`${name}/ellipseLongMm`] = 1000 * axes[0];
      figures[`${name}/ellipseShortMm`] = 1000 * axes[1];
      figures[`${name}/ellipseMm2`] = 1e6 * area;
      paths[name] = drawn;
    }
    return { figures, paths };
  },

  live: ATAXIA,

  targets: [
    { figure: "intact/endpointMm", atMost: 1.5, meaning: "error at the end" },
    { figure: "intact/pathRmsMm", atMost: 2, meaning: "error along the path, time-aligned" },
    { figure: "intact/ataxia", atMost: 0.1, meaning: "ataxia index of the intact brain" },
    { figure: "lesioned/ataxia", atLeast: 1, meaning: "ataxia index with the cerebellum off" },
  ],
  views: [
    {
      kind: "paths",
      caption: "**Hand paths**, outwards; one seed.",
      paths: { intact: "intact", lesioned: "cerebellum off" },
    },
  ],
};

/** Of where reaches end, as seen from their targets: all directions together. */
const ellipseOfErrors = (records: readonly TrialRecord[], period: number): Ellipse =>
  endPointEllipse(
    records.map(({ hand, target, duration }) => {
      const end = 2 * Math.round((duration + SETTLING) / period);
      return [hand[end - 2] - target[0], hand[end - 1] - target[1]];
    }),
  );
