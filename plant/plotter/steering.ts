/**
 * What turns wished angles into pulses: at its simplest a calibration, with a lead that makes up for the
 * servo's lag and for the wait until its next pulse.
 */
import type { ReadonlyVec, Vec } from "../vec.ts";
import type { JointCalibration } from "./calibration.ts";
import { pulseFor } from "./calibration.ts";
import type { PlotterWiring } from "./plotter.ts";
import { MOMENT } from "./timeline.ts";

/** What may be asked about the job that is being played. */
export interface Preview {
  /** out [5] ← the moment (timeline.ts) that is `lead` [s] ahead of now. */
  read(out: Vec, lead: number): void;
}

export interface Steering {
  /**
   * pulses [2] ← what to send at `now` [s] [µs]. `measured` [2] are the angles by the potentiometers [rad],
   * undefined where there are none.
   */
  steer(pulses: Vec, preview: Preview, now: number, measured: ReadonlyVec | undefined): void;
}

/** Over which the direction of travel is judged [s]. */
const AHEAD = 0.02;
/** Slower than this [rad/s] the direction stays what it was: half the play of a servo must not flicker. */
const STILL = 0.01;

/** Sends what `calibrations` say for the angles that are wished `lead` [s] from now. */
export function calibratedSteering(
  config: PlotterWiring,
  calibrations: readonly [JointCalibration, JointCalibration],
  lead: number,
): Steering {
  const here = new Float64Array(MOMENT);
  const ahead = new Float64Array(MOMENT);
  const direction = new Float64Array(2);
  return {
    steer(pulses, preview) {
      preview.read(here, lead);
      preview.read(ahead, lead + AHEAD);
      for (let i = 0; i < 2; i++) {
        const speed = (ahead[i] - here[i]) / AHEAD;
        if (Math.abs(speed) > STILL) direction[i] = Math.sign(speed);
        pulses[i] = pulseFor(here[i], direction[i], config.joints[i], calibrations[i]);
      }
    },
  };
}
