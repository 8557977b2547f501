/**
 * Moves a machine posture by posture, slowly and with the pen up, as a calibration needs it: what happens on the way
 * does not matter, what is felt or marked at the end does. On a machine by the clock or in virtual time.
 */
import type { JointCalibration } from "../../plant/plotter/calibration.ts";
import { pulseFor } from "../../plant/plotter/calibration.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import type { PlotterCommand } from "../../plant/plotter/safety.ts";

export type Pair = readonly [number, number];

/** A machine and its time. */
export interface Bench {
  /** Sends a command and lets a hundredth of a second pass. Throws a UserError if the machine has stopped. */
  send(command: Omit<PlotterCommand, "time">): Promise<void>;
  /** By the potentiometers [rad]. */
  angles(): Pair | undefined;
}

export interface Hand {
  /** Goes to joint angles [rad] in a straight line of the joints. */
  moveTo(angles: Pair): Promise<void>;
  /** Stands still [s]. */
  rest(seconds: number): Promise<void>;
  /** The mean of what is felt meanwhile [rad]; undefined without potentiometers. */
  feel(seconds: number): Promise<Pair | undefined>;
  /** Puts the pen down and lifts it again. */
  dot(): Promise<void>;
  /** The pulses that are being sent [µs]. */
  pulses(): Pair;
}

export const SILENT = "The potentiometers have fallen silent: look at their wires.";

/** [s] */
const PERIOD = 0.01;
/** Of the faster joint [rad/s]. */
const SPEED = 1;
/** How long the pen goes down, stays there, and goes up [s]. */
const LOWER = 0.25;
const STAY = 0.1;
const LIFT = 0.2;

/** The machine has to be engaged, with the arm at `at`. */
export function makeHand(
  bench: Bench,
  { joints }: PlotterConfig,
  calibrations: readonly [JointCalibration, JointCalibration],
  at: Pair,
): Hand {
  let angles = at;
  let directions: Pair = [0, 0];
  const pulses = (): Pair => [
    pulseFor(angles[0], directions[0], joints[0], calibrations[0]),
    pulseFor(angles[1], directions[1], joints[1], calibrations[1]),
  ];
  const send = (height: number): Promise<void> => bench.send({ angles, pulses: pulses(), height });
  const during = async (seconds: number, height: (part: number) => number): Promise<void> => {
    const steps = Math.max(1, Math.round(seconds / PERIOD));
    for (let k = 1; k <= steps; k++) await send(height(k / steps));
  };

  return {
    pulses,
    async moveTo(to) {
      const from = angles;
      const [first, second] = [to[0] - from[0], to[1] - from[1]];
      directions = [Math.sign(first), Math.sign(second)];
      const seconds = Math.max(Math.abs(first), Math.abs(second)) / SPEED;
      const steps = Math.max(1, Math.ceil(seconds / PERIOD));
      for (let k = 1; k <= steps; k++) {
        const part = k / steps;
        angles = [from[0] + part * first, from[1] + part * second];
        await send(1);
      }
    },
    rest: (seconds) => during(seconds, () => 1),
    async feel(seconds) {
      const sum = [0, 0] satisfies [number, number];
      const steps = Math.round(seconds / PERIOD);
      for (let k = 0; k < steps; k++) {
        await send(1);
        const felt = bench.angles();
        if (!felt) return undefined;
        sum[0] += felt[0] / steps;
        sum[1] += felt[1] / steps;
      }
      return [sum[0], sum[1]];
    },
    async dot() {
      await during(LOWER, (part) => 1 - part);
      await during(STAY, () => 0);
      await during(LIFT, () => 1);
    },
  };
}
