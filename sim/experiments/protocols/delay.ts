/**
 * Reaching with later and later senses, by what fills the gap: nothing, the exact equations of the arm,
 * what the cerebellum has learnt, or that and a cortex that learns by the cerebellum's gradients.
 */
import { makeRandom } from "../../random.ts";
import { ONLINE_CORTEX } from "../cortex-learning.ts";
import type { Experiment, Findings } from "../experiment.ts";
import type { Laboratory, Subject } from "../laboratory.ts";
import { measureReach, typicalReach } from "../reach-measures.ts";
import { planBlocks } from "../trial-plan.ts";
import { performTrials } from "../trials.ts";

const DELAYS_MS = [0, 50, 100, 150, 200, 300] as const;
const predictors = ["none", "exact", "learned", "synthetic"] as const;
type Predictor = (typeof predictors)[number];

/** Two rounds to get used to the delay, then one to be judged by, with time to tremble. */
const PRACTICE = 32;
const JUDGED = 16;
const HOLD = 2;
const PLAN = 1_000_000;

const settings: Readonly<Record<Predictor, Partial<Subject>>> = {
  none: {},
  exact: { prediction: { kind: "model" } },
  learned: {},
  synthetic: { onlineCortex: ONLINE_CORTEX },
};

function run(
  laboratory: Laboratory,
  seed: number,
  delayMs: number,
  predictor: Predictor,
): Findings {
  const rig = laboratory.subject({
    seed,
    condition: `${delayMs} ms, ${predictor}`,
    delay: delayMs / 1000,
    ...settings[predictor],
  });
  rig.brain.cerebellum = predictor !== "none";
  const trials = planBlocks(
    [
      { phase: "practice", trials: PRACTICE },
      { phase: "judged", trials: JUDGED, rest: HOLD },
    ],
    makeRandom(PLAN + seed),
  );
  const reaches: ReturnType<typeof measureReach>[] = [];
  const paths: { drawn: Float64Array; asked: Float64Array }[] = [];
  performTrials({
    rig,
    trials,
    onTrial: (record, n) => {
      if (record.phase !== "judged") return;
      reaches.push(measureReach(record, laboratory));
      if (n % 2 === 0) paths.push({ drawn: record.hand, asked: record.wish });
    },
  });
  const typical = typicalReach(reaches);
  const name = `${delayMs}/${predictor}`;
  return {
    figures: {
      [`delays/${name}/rmsMm`]: typical.pathRmsMm,
      [`delays/${name}/endpointMm`]: typical.endpointMm,
      [`delays/${name}/overshootMm`]: typical.overshootMm,
      [`delays/${name}/shakeMmPerS`]: typical.shakeMmPerS,
      [`delays/${name}/tremorHz`]: typical.tremorHz,
      [`delays/${name}/resolutionHz`]: typical.resolutionHz,
    },
    ...(delayMs === 100 ? { paths: { [predictor]: paths } } : {}),
  };
}

export const delay: Experiment = {
  name: "delay",
  about:
    "reaches with senses 0 to 300 ms late, with no, an exact and a learned forward model, and a cortex that learns",
  method: [
    `Reaches of 10 cm from the centre to eight targets and back, ${PRACTICE} to get used to the delay and ${JUDGED} to be judged by, each followed by a hold of ${HOLD} s. **None**: the late senses are taken for the present. **Exact**: the equations of the true arm are solved from the late senses to now, under the commands sent; what is left is the noise of the senses. **Learned**: the shipped forward model, which learnt at 100 ms and goes on learning. **Synthetic**: the same, and the cortex itself goes on learning, through the cerebellum's model of the arm and with its gradient of what is yet to come.`,
    "Tremor is the peak of the velocity across the way to the target while the hand should hold still, and is known no better than its resolution. Where `shakeMmPerS` is a few millimetres a second, it is noise that has a peak, and no tremor.",
  ],

  perform(laboratory, seed) {
    const runs = DELAYS_MS.flatMap((delayMs) =>
      predictors.map((predictor) => run(laboratory, seed, delayMs, predictor)),
    );
    const figures: Record<string, number> = Object.assign({}, ...runs.map((one) => one.figures));
    const at = (name: string): number => figures[`delays/${name}`] ?? Number.NaN;
    return {
      figures: {
        ...figures,
        learnedToExact: at("100/learned/rmsMm") / at("100/exact/rmsMm"),
        learned200RmsMm: at("200/learned/rmsMm"),
        overshootRatio: at("100/none/overshootMm") / at("100/learned/overshootMm"),
      },
      paths: Object.assign({}, ...runs.map((one) => one.paths ?? {})),
    };
  },

  live: {
    measure: "error along the path",
    unit: "mm",
    of: (record, laboratory) => measureReach(record, laboratory).pathRmsMm,
  },

  targets: [
    { figure: "learnedToExact", atMost: 1.3, meaning: "path error, learned over exact, at 100 ms" },
    {
      figure: "learned200RmsMm",
      atMost: 3,
      meaning: "path error with the learned model at 200 ms",
    },
    { figure: "overshootRatio", atLeast: 5, meaning: "overshoot at 100 ms, none over learned" },
  ],
  views: [
    {
      kind: "sweep",
      caption: "**Error along the path**, time-aligned, by the age of the senses.",
      x: { label: "delay", unit: "ms" },
      y: { label: "r.m.s. error", unit: "mm", scale: "log" },
      values: [...DELAYS_MS],
      lines: {
        none: (value) => `delays/${value}/none/rmsMm`,
        "exact model": (value) => `delays/${value}/exact/rmsMm`,
        learned: (value) => `delays/${value}/learned/rmsMm`,
        "and synthetic gradients": (value) => `delays/${value}/synthetic/rmsMm`,
      },
    },
    {
      kind: "paths",
      caption: "**Hand paths** at 100 ms, outwards, with the hold that follows; one seed.",
      paths: {
        none: "none",
        exact: "exact model",
        learned: "learned",
        synthetic: "and synthetic gradients",
      },
    },
  ],
};
