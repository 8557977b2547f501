/**
 * The ink that is expected of a machine, by what is known about it: its calibration, its test sheet, and what the cerebellum
 * has learnt.
 */
import { correctionAt } from "../../controller/plotter/servo-cerebellum.ts";
import type { BelievedServo } from "../../plant/plotter/believed-machine.ts";
import { believedMachine } from "../../plant/plotter/believed-machine.ts";
import { pulseFor } from "../../plant/plotter/calibration.ts";
import type { Job } from "../../plant/plotter/job.ts";
import type { PredictedLine } from "../../plant/plotter/predicted-ink.ts";
import { inkFigures, predictInk } from "../../plant/plotter/predicted-ink.ts";
import { setpoints } from "../../plant/plotter/setpoints.ts";
import { makeTimeline } from "../../plant/plotter/timeline.ts";
import type { Machine } from "../machine/machine.ts";
import {
  calibrationsOf,
  correctionOf,
  learnedCerebellum,
  machineSteering,
} from "../plotter/machine-steering.ts";
import type { SteeringOptions } from "../plotter/steering-options.ts";

export interface Prediction {
  readonly lines: readonly PredictedLine[];
  readonly rmsMm: number;
  readonly maxMm: number;
  /** What it is based on, for people. */
  readonly basis: string;
}

/** Slow enough that only the direction counts [rad/s]. */
const CREEP = 0.06;

/** Undefined where nothing is known about the machine but its plan. `path`: of what was learnt. */
export function predict(
  job: Job,
  machine: Machine,
  steering: SteeringOptions["steering"],
  path: string | undefined,
): Prediction | undefined {
  const learned = path === undefined ? undefined : learnedCerebellum(machine, path);
  const correction = correctionOf(machine);
  const isMeasured = machine.calibration.servos !== undefined;
  const known = [
    ...(isMeasured ? ["the calibration of the servos"] : []),
    ...(learned ? ["what was learnt"] : []),
    // What no links and offsets explained then is not explained now either.
    ...(correction ? [`the test sheet (${sheetLeft(machine)} mm of it unexplained)`] : []),
  ];
  if (known.length === 0) return undefined;
  const calibrations = calibrationsOf(machine);
  const servo = (i: 0 | 1): BelievedServo => {
    const joint = machine.config.joints[i];
    const { middle, hysteresis } = calibrations[i];
    const pulse = (angle: number) => pulseFor(angle, 0, joint, { middle, hysteresis });
    if (!learned) return { pulse, play: Math.abs(hysteresis / joint.gain) };
    const added = (angle: number, speed: number): number =>
      correctionAt(learned, i, angle - joint.centre, speed);
    return {
      pulse: (angle) => pulse(angle + added(angle, 0)),
      play: Math.max(0, added(joint.centre, CREEP) - added(joint.centre, -CREEP)),
    };
  };
  const model = believedMachine(
    machine.config,
    machineSteering(machine, { steering }, path).steering,
    makeTimeline(setpoints(job)),
    { servos: [servo(0), servo(1)], correction },
  );
  const lines = predictInk(job, model);
  const { rms, worst } = inkFigures(lines);
  const basis = known.join(" and ");
  return { lines, rmsMm: 1000 * rms, maxMm: 1000 * worst, basis };
}

const sheetLeft = ({ calibration }: Machine): string =>
  (calibration.sheet?.residual ?? Number.NaN).toFixed(2);

export const describePrediction = (prediction: Prediction | undefined): string =>
  prediction
    ? `expected: ${prediction.rmsMm.toFixed(2)} mm RMS from the line, ${prediction.maxMm.toFixed(2)} mm at worst, by ${prediction.basis}\n`
    : "expected ink: nothing is known yet about this machine, so none is shown (purkinje calibrate)\n";
