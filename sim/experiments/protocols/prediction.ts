/**
 * How soon a forward model predicts: from nothing, and again when the arm or the world has changed.
 */
import { heavier } from "../../../plant/arm/arm.ts";
import type { Perturbation } from "../../perturbations/perturbation.ts";
import { curlField } from "../../perturbations/perturbation.ts";
import { makeRandom } from "../../random.ts";
import { WORKSPACE } from "../../tasks/workspace.ts";
import type { Experiment } from "../experiment.ts";
import type { Laboratory } from "../laboratory.ts";
import type { Prediction } from "../prediction.ts";
import { planBlocks } from "../trial-plan.ts";
import { performTrials } from "../trials.ts";

/** A trial takes 1.1 s: 0.6 s of movement, 0.5 s of rest. */
const TRIAL = 1.1;
/** Movements that make a minute, and half of one. */
const MINUTE = 100;
const CHANGED = 50;
/** What counts is the mean over the last so many trials of a span. */
const LAST = 10;
const PLAN = 1_000_000;

const changes = {
  curl: [curlField(13)],
  mass: [{ kind: "limb-mass", factor: 1.2 }],
  rotation: [{ kind: "rotation", angle: Math.PI / 6, about: WORKSPACE.centre }],
} as const satisfies Record<string, readonly Perturbation[]>;
type Change = keyof typeof changes;

/** Root mean square of the misjudged hand while it moved [mm], trial by trial. */
function errorsOf(
  laboratory: Laboratory,
  seed: number,
  condition: string,
  prediction: Prediction,
  change: Change,
): number[] {
  const rig = laboratory.subject({ seed, condition, prediction });
  const errors: number[] = [];
  performTrials({
    rig,
    trials: planBlocks(
      [
        { phase: "scratch", trials: MINUTE },
        { phase: "changed", trials: CHANGED, world: changes[change] },
      ],
      makeRandom(PLAN + seed),
    ),
    onTrial: ({ misjudgement }) => errors.push(1000 * misjudgement),
  });
  return errors;
}

const rms = (errors: readonly number[]): number =>
  Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / errors.length);

export const prediction: Experiment = {
  name: "prediction",
  about: "a forward model that begins with nothing, and meets a field, a mass, a turned cursor",
  method: [
    `Reaches of 10 cm out and back, ${MINUTE} from nothing (60 s of movement, ${Math.round(MINUTE * TRIAL)} s in all), then ${CHANGED} more (30 s of movement) in a curl field of 13 N·s/m, with 20 % more mass in the arm, or with the cursor turned by 30°. What counts is the distance between the hand and where the brain believes it to be, while it moves.`,
    "**Kalman**: constant velocity and a linear read-out that a Kalman filter teaches, as shipped, but from nothing. **Granules**: the same with 400 granule cells and normalised small steps. **Hybrid**: the equations of an arm 15 % too heavy, and a Kalman filter for what they leave. The brain predicts joints, which a turned cursor leaves alone: for this change it has nothing to learn here.",
  ],

  perform(laboratory, seed) {
    const kinds: Readonly<Record<string, Prediction>> = {
      kalman: { kind: "scratch" },
      granules: { kind: "granules", cells: 400, rate: 0.1 },
      hybrid: { kind: "hybrid", arm: heavier(laboratory.arm, 1.15) },
    };
    const figures: Record<string, number> = {};
    const curves: Record<string, number[]> = {};
    for (const [kind, learner] of Object.entries(kinds)) {
      for (const change of ["curl", "mass", "rotation"] as const) {
        const errors = errorsOf(laboratory, seed, `${kind}, ${change}`, learner, change);
        figures[`${kind}/scratchMm`] = rms(errors.slice(MINUTE - LAST, MINUTE));
        figures[`${kind}/${change}FirstMm`] = rms(errors.slice(MINUTE, MINUTE + 2));
        figures[`${kind}/${change}Mm`] = rms(errors.slice(-LAST));
        if (change === "curl") curves[kind] = errors;
      }
    }
    return { figures, curves };
  },

  live: {
    measure: "misjudged hand",
    unit: "mm",
    of: ({ misjudgement }) => 1000 * misjudgement,
  },

  targets: [
    { figure: "kalman/scratchMm", atMost: 1.5, meaning: "from nothing, at the end of 60 s" },
    { figure: "kalman/curlMm", atMost: 1.5, meaning: "30 s after the field came on" },
    { figure: "kalman/massMm", atMost: 1.5, meaning: "30 s after the arm became heavier" },
    { figure: "kalman/rotationMm", atMost: 1.5, meaning: "30 s after the cursor was turned" },
  ],
  views: [
    {
      kind: "curves",
      caption: "**Misjudged hand** while it moves, by trial; the curl field comes on at the mark.",
      x: "trial",
      y: { label: "r.m.s. error", unit: "mm" },
      curves: { kalman: "Kalman", granules: "granules", hybrid: "hybrid" },
      marks: { "field on": MINUTE },
    },
  ],
};
