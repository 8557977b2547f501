/**
 * A cortex that was trained for another arm, and goes on learning on the one it has: with windows long
 * and short, alone and with the cerebellum's word for what lies beyond them.
 */
import type { OnlineSettings } from "../../../controller/cortex/online/online-cortex.ts";
import { scaled } from "../../../plant/arm/arm.ts";
import { makeRandom } from "../../random.ts";
import { ONLINE_CORTEX } from "../cortex-learning.ts";
import { mean } from "../deviations.ts";
import type { Experiment, Path } from "../experiment.ts";
import type { Laboratory, Subject } from "../laboratory.ts";
import { measureReach } from "../reach-measures.ts";
import { planBlocks } from "../trial-plan.ts";
import { performTrials } from "../trials.ts";

const LEARNING = 160;
const FROZEN = 30;
/** Trials that count as being on the way, and as the last. */
const MIDWAY = [40, 80] as const;
const LAST = 30;
const WINDOWS = [1, 5, 20] as const;
const LONGER = 1.15;
const HEAVIER = 1.3;
const PLAN = 1_000_000;

const arms = {
  /** Nobody tells the brain that its arm is another one. */
  unknown: ({ arm }: Laboratory) => ({ body: otherArm(arm) }),
  /** Its geometry is known, where the joints put the hand; only the cortex was trained for another. */
  measured: ({ arm }: Laboratory) => ({ arm: otherArm(arm) }),
  own: () => ({}),
} satisfies Record<string, (laboratory: Laboratory) => Partial<Subject>>;
type ArmOf = keyof typeof arms;

const otherArm = (arm: Laboratory["arm"]) => scaled(arm, { length: LONGER, mass: HEAVIER });

/** What the cerebellum says makes gradients longer as well as better: alone and with twice the step, too. */
const kinds = {
  alone: { heard: 0, haste: 1 },
  hasty: { heard: 0, haste: 2 },
  foreseen: { heard: ONLINE_CORTEX.heard, haste: 1 },
} as const;
type Kind = keyof typeof kinds;

/** The same speed of learning in time, however often a step is made. */
const settings = (window: number, kind: Kind): OnlineSettings => ({
  ...ONLINE_CORTEX,
  window,
  heard: kinds[kind].heard,
  rate: (kinds[kind].haste * ONLINE_CORTEX.rate * window) / ONLINE_CORTEX.window,
});

function run(laboratory: Laboratory, seed: number, arm: ArmOf, onlineCortex?: OnlineSettings) {
  const rig = laboratory.subject({
    seed,
    ...arms[arm](laboratory),
    ...(onlineCortex ? { onlineCortex } : {}),
  });
  const errors: number[] = [];
  const endpoints: number[] = [];
  const paths: Path[] = [];
  performTrials({
    rig,
    trials: planBlocks(
      [
        { phase: "learning", trials: LEARNING },
        { phase: "frozen", trials: FROZEN, learning: false },
      ],
      makeRandom(PLAN + seed),
    ),
    onTrial: (record, n) => {
      const { pathRmsMm, endpointMm } = measureReach(record, laboratory);
      errors.push(pathRmsMm);
      endpoints.push(endpointMm);
      if (n % 2 === 0) paths.push({ drawn: record.hand, asked: record.wish });
    },
  });
  return {
    errors,
    paths,
    midMm: mean(errors.slice(...MIDWAY)),
    lastMm: mean(errors.slice(LEARNING - LAST, LEARNING)),
    frozenMm: mean(errors.slice(LEARNING)),
    endpointMm: mean(endpoints.slice(LEARNING - LAST, LEARNING)),
    reach: rig.brain.onlineCortex?.reach() ?? 0,
    rollbacks: rig.brain.onlineCortex?.rollbacks ?? 0,
  };
}

export const onlineCortex: Experiment = {
  name: "online-cortex",
  about: "a cortex trained for another arm goes on learning while it moves",
  method: [
    `The arm is ${LONGER} times as long and ${HEAVIER} times as heavy as the one that the brain was trained for; senses are 100 ms late. ${LEARNING} reaches of 10 cm out and back, then ${FROZEN} with all weights frozen. **Control**: the same with a cortex that does not learn, while the forward model does. Errors are root mean squares along the way, time-aligned.`,
    "**Unknown**: nobody tells the brain, which goes on believing in the arm that it had; what it learns of the new one it has from seeing and feeling it. **Measured**: its lengths are known, and only the weights are from another arm. **Own**: the arm that it was trained for.",
    "**Alone**: windows of decisions are walked back with nothing known of what follows, which is what a lesion of the cerebellum's gradient leaves. **Foreseen**: the walk begins with the synthetic gradient, half of which is heard. **Hasty**: alone, with steps twice as large, for a longer gradient is not yet a better one. Steps are in proportion to windows, so that short ones learn no faster.",
  ],

  perform(laboratory, seed) {
    const controls = {
      unknown: run(laboratory, seed, "unknown"),
      measured: run(laboratory, seed, "measured"),
      own: run(laboratory, seed, "own"),
    };
    const figures: Record<string, number> = {};
    const curves: Record<string, readonly number[]> = { control: controls.unknown.errors };
    let drawn: readonly Path[] = [];
    const reduction = (error: number, arm: ArmOf): number =>
      100 * (1 - error / controls[arm].lastMm);
    for (const arm of ["unknown", "measured"] as const) {
      figures[`${arm}/controlMm`] = controls[arm].lastMm;
      figures[`${arm}/controlEndpointMm`] = controls[arm].endpointMm;
      for (const window of WINDOWS) {
        for (const kind of ["alone", "hasty", "foreseen"] as const) {
          const { errors, paths, ...found } = run(laboratory, seed, arm, settings(window, kind));
          figures[`${arm}/${window}/${kind}/midMm`] = found.midMm;
          figures[`${arm}/${window}/${kind}/lastMm`] = found.lastMm;
          if (window !== ONLINE_CORTEX.window) continue;
          const prefix = `${arm}/${kind}`;
          figures[`${prefix}/endpointMm`] = found.endpointMm;
          figures[`${prefix}/reductionPct`] = reduction(found.lastMm, arm);
          figures[`${prefix}/frozenReductionPct`] = reduction(found.frozenMm, arm);
          figures[`${prefix}/reach`] = found.reach;
          figures[`${prefix}/rollbacks`] = found.rollbacks;
          if (arm === "unknown") {
            curves[kind] = errors;
            if (kind === "foreseen") drawn = paths;
          }
        }
      }
      const over = (kind: Kind): number =>
        mean(WINDOWS.map((window) => figures[`${arm}/${window}/${kind}/midMm`] ?? Number.NaN));
      figures[`${arm}/foresightPct`] = 100 * (1 - over("foreseen") / over("alone"));
      figures[`${arm}/foresightToHastePct`] = 100 * (1 - over("foreseen") / over("hasty"));
    }
    const own = run(laboratory, seed, "own", ONLINE_CORTEX);
    figures["own/controlMm"] = controls.own.lastMm;
    figures["own/lastMm"] = own.lastMm;
    return {
      figures: {
        reductionPct: figures["unknown/foreseen/reductionPct"] ?? Number.NaN,
        measuredReductionPct: figures["measured/foreseen/reductionPct"] ?? Number.NaN,
        frozenReductionPct: figures["unknown/foreseen/frozenReductionPct"] ?? Number.NaN,
        ...figures,
      },
      curves,
      paths: { first: drawn.slice(0, 8), last: drawn.slice(-8) },
    };
  },

  targets: [
    {
      figure: "reductionPct",
      atLeast: 60,
      meaning: "error of the last 30 trials on an unknown arm, to a cortex that does not learn",
    },
    {
      figure: "measuredReductionPct",
      atLeast: 60,
      meaning: "the same where its lengths are known",
    },
    { figure: "frozenReductionPct", atLeast: 60, meaning: "unknown arm, with all weights frozen" },
  ],
  views: [
    {
      kind: "curves",
      caption: "**Error along the way** on an unknown arm, by trial.",
      x: "trial",
      y: { label: "r.m.s. error", unit: "mm" },
      curves: { control: "does not learn", alone: "learns, alone", foreseen: "learns, foreseen" },
      marks: { frozen: LEARNING },
    },
    {
      kind: "sweep",
      caption: "**On the way**: error of trials 41 to 80 on a measured arm, by window.",
      x: { label: "decisions in a window" },
      y: { label: "r.m.s. error", unit: "mm" },
      values: [...WINDOWS],
      lines: {
        alone: (value) => `measured/${value}/alone/midMm`,
        "alone, hasty": (value) => `measured/${value}/hasty/midMm`,
        foreseen: (value) => `measured/${value}/foreseen/midMm`,
      },
    },
    {
      kind: "paths",
      caption: "**Hand paths** on an unknown arm, outwards; one seed.",
      paths: { first: "first", last: "last" },
    },
  ],
};
