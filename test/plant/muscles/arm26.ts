/** The muscles of Arm26 as tables print them, typed once more, and what tests ask of them. */
import type { Arm } from "../../../plant/arm/arm.ts";
import { presetArm } from "../../../plant/arm/presets.ts";
import type { MuscleSet } from "../../../plant/muscles/muscle-set.ts";

/** Forces [N], optimal lengths and tendons [m]; lengths of paths [m] by angles from (90°, 0). */
export const published = {
  force: [838, 1207, 1422, 1549, 414, 603],
  optimum: [0.134, 0.14, 0.092, 0.093, 0.137, 0.127],
  tendon: [0.039, 0.066, 0.172, 0.187, 0.204, 0.217],
  path: [
    (s: number, _: number) => 0.151 - 0.03 * s,
    (s: number, _: number) => 0.2322 + 0.03 * s,
    (_: number, e: number) => 0.2859 - 0.014 * e - 0.004 * e ** 2,
    (_: number, e: number) => 0.2355 + 0.025 * e - 0.0022 * e ** 2,
    (s: number, e: number) => 0.3329 - 0.03 * s - 0.016 * e - 0.0057 * e ** 2,
    (s: number, e: number) => 0.2989 + 0.03 * s + 0.03 * e - 0.0032 * e ** 2,
  ],
} as const;

export const arm: Arm = presetArm("arm26");

function musclesOf({ muscles }: Arm): MuscleSet {
  if (muscles === undefined) throw new Error("arm26 has lost its muscles");
  return muscles;
}
export const muscles = musclesOf(arm);

/** Normalised lengths of the fibres at joint angles q, from the table. */
export const fibreLengths = (q: ArrayLike<number>): number[] =>
  published.path.map(
    (path, i) => (path(q[0] - Math.PI / 2, q[1]) - published.tendon[i]) / published.optimum[i],
  );
