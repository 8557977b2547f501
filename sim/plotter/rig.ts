/**
 * A plotter made of servos, on paper: pulses in, ink out.
 *
 * A servo that has heard no pulse for 50 ms goes limp and stays where it is.
 */
import { forwardKinematics, inverseKinematics } from "../../plant/arm/kinematics.ts";
import { makePen } from "../../plant/plotter/pen.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import { makeServo } from "../../plant/plotter/servo.ts";
import type { Vec } from "../../plant/vec.ts";
import type { Random } from "../random.ts";
import type { MachineFlaws } from "./random-machine.ts";

export interface Rig {
  /** A pulse of `width` µs on `pin` has ended. */
  pulse(pin: number, width: number): void;
  /** Lets `dt` [s] pass. */
  advance(dt: number): void;
  /** What the analog pin `channel` would convert to, before rounding [counts of 1024]. */
  reading(channel: number): number;
  /** tip [2] ← where the pen is [m]. */
  tip(tip: Vec): void;
  penTouches(): boolean;
}

export interface RigOptions {
  readonly config: PlotterConfig;
  readonly flaws: MachineFlaws;
  readonly random: Random;
  /** Where the pen rests before the first pulse [m]. */
  readonly rest: readonly [number, number];
}

/** [s] */
const LIMP_AFTER = 0.05;

export function makeRig({ config, flaws, random, rest }: RigOptions): Rig {
  const q = new Float64Array(2);
  inverseKinematics(q, rest[0], rest[1], flaws.links);
  const shoulder = makeServo(config.shoulder, flaws.shoulder, q[0]);
  const elbow = makeServo(config.elbow, flaws.elbow, q[1]);
  const pen = makePen(config.pen, flaws.pen);
  const axes = [
    { pin: config.shoulder.pin, servo: shoulder, silent: 0 },
    { pin: config.elbow.pin, servo: elbow, silent: 0 },
    { pin: config.pen.pin, servo: pen, silent: 0 },
  ];

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
      for (const [joint, servo] of [
        [config.shoulder, shoulder],
        [config.elbow, elbow],
      ] as const) {
        const { pot } = joint;
        if (pot?.channel !== channel) continue;
        const felt = servo.angle() + flaws.potNoise * random.normal();
        return pot.centre + pot.gain * (felt - joint.centre);
      }
      return 0;
    },
    tip(out) {
      q[0] = shoulder.angle();
      q[1] = elbow.angle();
      forwardKinematics(out, q, flaws.links);
    },
    penTouches: () => pen.touches(),
  };
}
