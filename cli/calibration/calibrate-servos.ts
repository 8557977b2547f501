/**
 * Static calibration by the potentiometers: each servo goes through its range in steps, up and then down, while the other
 * one stands in the middle.
 */
import type { ServoReading } from "../../controller/plotter/fit-calibration.ts";
import { fitCalibration } from "../../controller/plotter/fit-calibration.ts";
import type { JointCalibration } from "../../plant/plotter/calibration.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import { UserError } from "../user-error.ts";
import type { Hand, Pair } from "./hand.ts";
import { SILENT } from "./hand.ts";

const DEGREE = Math.PI / 180;
/** Steps each way, over at most this range to either side, never nearer to the ends than this [rad]. */
const STEPS = 11;
const RANGE = 70 * DEGREE;
const MARGIN = 14 * DEGREE;
/** Farther than the first step, so that it is approached like the others [rad]. */
const RUN_UP = 6 * DEGREE;
/** [s] */
const SETTLE = 0.25;
const FEEL = 0.15;
/** A gain farther from the plan than this, or more play [µs], is a wrong wire and no calibration. */
const PLAUSIBLE_GAIN = 0.25;
const PLAUSIBLE_PLAY = 80;

/** `hand` has to use the plain calibration. */
export async function calibrateServos(
  hand: Hand,
  config: PlotterConfig,
): Promise<[JointCalibration, JointCalibration]> {
  return [await calibrate(hand, config, 0), await calibrate(hand, config, 1)];
}

async function calibrate(hand: Hand, config: PlotterConfig, i: 0 | 1): Promise<JointCalibration> {
  const { arm, joints } = config;
  const joint = joints[i];
  const middle = (k: 0 | 1): number => ((arm.lowest[k] ?? 0) + (arm.highest[k] ?? 0)) / 2;
  const half = ((arm.highest[i] ?? 0) - (arm.lowest[i] ?? 0)) / 2;
  const range = Math.min(RANGE, half - MARGIN);
  const posture = (turn: number): Pair =>
    i === 0 ? [middle(0) + turn, middle(1)] : [middle(0), middle(1) + turn];
  const readings: ServoReading[] = [];
  for (const direction of [1, -1] as const) {
    await hand.moveTo(posture(-direction * (range + RUN_UP)));
    await hand.rest(SETTLE);
    for (let step = 0; step < STEPS; step++) {
      await hand.moveTo(posture(direction * range * ((2 * step) / (STEPS - 1) - 1)));
      await hand.rest(SETTLE);
      const felt = await hand.feel(FEEL);
      if (!felt) throw new UserError(SILENT);
      readings.push({ pulse: hand.pulses()[i], angle: felt[i], direction });
    }
  }
  await hand.moveTo(posture(0));
  const fitted = fitCalibration(joint, readings);
  const ratio = (fitted.middle[1] ?? Number.NaN) / joint.gain;
  if (!(Math.abs(ratio - 1) < PLAUSIBLE_GAIN && Math.abs(fitted.hysteresis) < PLAUSIBLE_PLAY)) {
    throw new UserError(
      `By its potentiometer the ${joint.name} turns ${ratio.toFixed(2)} times as far as it should, with ${Math.abs(fitted.hysteresis).toFixed(0)} µs of play: look at its wire and at microsecondsPerDegree. Nothing was stored.`,
    );
  }
  return fitted;
}
