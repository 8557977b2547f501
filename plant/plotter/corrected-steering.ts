/**
 * Steering for a plotter whose geometry turned out to be another than planned: the wished place of the pen stays,
 * and the angles for it are worked out anew.
 *
 *   a = q₀ + (q(x, y) − q₀ − o) / (1 + γ)
 *
 * o and γ as in the fit of a test sheet: what a joint that is asked for `a` really does.
 */
import type { Vec } from "../vec.ts";
import type { PenArm } from "./pen-arm.ts";
import type { Preview, Steering } from "./steering.ts";

export interface Correction {
  /** The linkage as it really is. */
  readonly arm: PenArm;
  /** q₀ of both joints [rad]. */
  readonly centres: readonly [number, number];
  readonly offsets: readonly [number, number];
  readonly gains: readonly [number, number];
}

/** `steering` with wishes corrected. Where the real linkage cannot reach, the plan's angles stand. */
export function correctedSteering(
  steering: Steering,
  { arm, centres, offsets, gains }: Correction,
): Steering {
  const q = new Float64Array(2);
  let wishes: Preview | undefined;
  const corrected: Preview = {
    read(out: Vec, lead: number) {
      wishes?.read(out, lead);
      if (!arm.inverse(q, out[2], out[3])) return;
      for (let i = 0; i < 2; i++) {
        out[i] = centres[i] + (q[i] - centres[i] - offsets[i]) / (1 + gains[i]);
      }
    },
  };
  return {
    steer(pulses, preview, now, measured) {
      wishes = preview;
      steering.steer(pulses, corrected, now, measured);
    },
  };
}
