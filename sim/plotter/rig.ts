/**
 * A plotter made of servos, on paper: pulses in, ink out.
 *
 * A servo that has heard no pulse for 50 ms goes limp and stays where it is.
 */
import { makePen } from "../../plant/plotter/pen.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import { makeServo } from "../../plant/plotter/servo.ts";
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";
import type { Random } from "../random.ts";
import type { MachineFlaws } from "./random-machine.ts";

export interface Rig {
  /** A pulse of `width` µs on `pin` has ended. */
  pulse(pin: number, width: number): void;
  /** Lets `dt` [s] pass. */
  advance(dt: number): void;
  /** What the analog pin `channel` would convert to, before rounding [counts of 1024]. */
  reading(channel: number): number;
  /** Angle of a joint [rad]. */
  angle(joint: 0 | 1): number;
  /** tip [2] ← where the pen is [m]. */
  tip(tip: Vec): void;
  penTouches(): boolean;
}

export interface RigOptions {
  readonly config: PlotterConfig;
  readonly flaws: MachineFlaws;
  readonly random: Random;
  /** Joint angles before the first pulse [rad]. */
  readonly rest: ReadonlyVec;
}

/** [s] */
const LIMP_AFTER = 0.05;

export function makeRig({ config, flaws, random, rest }: RigOptions): Rig {
  const q = new Float64Array(2);
  const joints = config.joints.map((joint, i) => ({
    ...joint,
    servo: makeServo(joint, flaws.joints[i], rest[i]),
  }));
  const pen = makePen(config.pen, flaws.pen);
  const axes = [...joints, { pin: config.pen.pin, servo: pen }].map((axis) => ({
    ...axis,
    silent: 0,
  }));

  return {
    pulse(pin, width) {
      for (const axis of axes) {
        if (axis.pin !== pin) continue;
        axis.silent = 0;
        axis.servo.pulse(width, random.uniform());
      }
    },
    advance(dt) {
      for (const axis of axes) {
        axis.silent += dt;
        if (axis.silent > LIMP_AFTER) axis.servo.release();
        axis.servo.advance(dt);
      }
    },
    reading(channel) {
      const joint = joints.find(({ pot }) => pot?.channel === channel);
      if (!joint?.pot) return 0;
      const felt = joint.servo.angle() + flaws.potNoise * random.normal();
      return joint.pot.centre + joint.pot.gain * (felt - joint.centre);
    },
    angle: (joint) => joints[joint].servo.angle(),
    tip(out) {
      for (let i = 0; i < 2; i++) q[i] = joints[i].servo.angle();
      flaws.arm.forward(out, q);
    },
    penTouches: () => pen.touches(),
  };
}
