/**
 * A plotter as far as it is known, steered as it is steered: what ink to expect of it.
 *
 *   θ* = the angle whose pulse was sent 10 ms ago      θ̇ = (θ* − θ) / τ       a ∈ [θ − ½b, θ + ½b]
 *   q  = (1 + γ) (a − q₀) + q₀ + o                     pen = forward(q; l₁, l₂)
 *
 * Pulses, and the play b of each joint, are what a calibration or the cerebellum has found out; o, γ and the links what a test
 * sheet has. τ is that of a servo without load, and a pulse comes every 20 ms, 10 ms after its command on average.
 */
import type { Correction } from "./corrected-steering.ts";
import type { PlotterConfig } from "./plotter.ts";
import type { PenModel } from "./predicted-ink.ts";
import type { Steering } from "./steering.ts";
import type { Timeline } from "./timeline.ts";

/** How a joint answers, as it is believed to. */
export interface BelievedServo {
  /** The pulse that brings it to `angle` [rad], in the middle of its play [µs]. */
  pulse(angle: number): number;
  /** b [rad]. */
  readonly play: number;
}

export interface Belief {
  readonly servos: readonly [BelievedServo, BelievedServo];
  readonly correction: Correction | undefined;
}

/** τ, and the time between two setpoints [s]. */
const LAG = 0.04;
const PERIOD = 0.01;
/** Steps in which an angle is found for a pulse; each leaves a quarter of the error or less. */
const STEPS = 12;

/** `timeline` has to be of the very job whose setpoints come. */
export function believedMachine(
  { arm, joints }: PlotterConfig,
  steering: Steering,
  timeline: Timeline,
  { servos, correction }: Belief,
): PenModel {
  const linkage = correction?.arm ?? arm;
  const pulses = new Float64Array(2);
  const aim = new Float64Array(2);
  const motor = new Float64Array(2);
  const joint = new Float64Array(2);
  const q = new Float64Array(2);
  let now = 0;
  let begun = false;
  const preview = {
    read: (out: Float64Array, lead: number) => timeline.read(out, now + lead),
  };

  return (pen, setpoint) => {
    now = setpoint.time;
    if (!begun) {
      for (const angles of [aim, motor, joint]) angles.set(setpoint.q);
      begun = true;
    }
    for (let i = 0; i < 2; i++) {
      motor[i] += (aim[i] - motor[i]) * (1 - Math.exp(-PERIOD / LAG));
      const half = servos[i].play / 2;
      joint[i] = Math.min(motor[i] + half, Math.max(motor[i] - half, joint[i]));
      q[i] = joint[i];
      if (correction) {
        const centre = correction.centres[i];
        q[i] = (1 + correction.gains[i]) * (joint[i] - centre) + centre + correction.offsets[i];
      }
    }
    linkage.forward(pen, q);
    pen[2] = setpoint.height;
    steering.steer(pulses, preview, now, undefined);
    for (let i = 0; i < 2; i++) {
      // By the plan's gain, which is near enough the real one to close in.
      let angle = motor[i];
      for (let step = 0; step < STEPS; step++) {
        angle += (pulses[i] - servos[i].pulse(angle)) / joints[i].gain;
      }
      aim[i] = angle;
    }
    timeline.forget(now - 1);
  };
}
