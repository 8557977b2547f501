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
/** Less than this is not worth a calibration [°]. */
const LEAST = 40;
/** Two postures are the same [rad]. */
const SAME = 1e-6;
/** Farther than the first step, so that it is approached like the others [rad]. */
const RUN_UP = 6 * DEGREE;
/** [s] */
const SETTLE = 0.25;
const FEEL = 0.15;
/** A gain farther from the plan than this, or more play [µs], is a wrong wire and no calibration. */
const PLAUSIBLE_GAIN = 0.25;
const PLAUSIBLE_PLAY = 80;

/** Called when a joint was felt at `done` of its `of` steps. */
export type Felt = (joint: string, done: number, of: number) => void;

/** `hand` has to use the plain calibration. */
export async function calibrateServos(
  hand: Hand,
  config: PlotterConfig,
  heard: Felt,
): Promise<[JointCalibration, JointCalibration]> {
  return [await calibrate(hand, config, 0, heard), await calibrate(hand, config, 1, heard)];
}

/**
 * How far the servo may turn below and above the middle [rad]. In a pantograph the other servo stands in the way, and the
 * nearer the distal links come to one line the harder they push: so every posture has to be one in which the arm also draws.
 */
function freeRange(
  { arm, joints }: PlotterConfig,
  i: 0 | 1,
  posture: (turn: number) => Pair,
): [number, number] {
  const half = ((arm.highest[i] ?? 0) - (arm.lowest[i] ?? 0)) / 2;
  const pen = new Float64Array(2);
  const again = new Float64Array(2);
  const isFree = (turn: number): boolean => {
    const q = Float64Array.from(posture(turn));
    if (!(arm.forward(pen, q) && arm.inverse(again, pen[0] ?? 0, pen[1] ?? 0))) return false;
    return q.every((angle, k) => Math.abs(angle - (again[k] ?? Number.NaN)) < SAME);
  };
  const most = Math.round(Math.min(RANGE, half - MARGIN) / DEGREE);
  const [below = 0, above = 0] = [-1, 1].map((side) => {
    let degrees = 0;
    while (degrees < most && isFree(side * ((degrees + 1) * DEGREE + RUN_UP))) degrees++;
    return degrees;
  });
  if (below + above >= LEAST) return [below * DEGREE, above * DEGREE];
  throw new UserError(
    `The ${joints[i].name} can turn by ${below + above}° only while the other servo stands in the middle, which is too little to calibrate it: look at ranges, links and between, or use --no-servos.`,
  );
}

async function calibrate(
  hand: Hand,
  config: PlotterConfig,
  i: 0 | 1,
  heard: Felt,
): Promise<JointCalibration> {
  const { arm, joints } = config;
  const joint = joints[i];
  const middle = (k: 0 | 1): number => ((arm.lowest[k] ?? 0) + (arm.highest[k] ?? 0)) / 2;
  const posture = (turn: number): Pair =>
    i === 0 ? [middle(0) + turn, middle(1)] : [middle(0), middle(1) + turn];
  const [below, above] = freeRange(config, i, posture);
  const readings: ServoReading[] = [];
  heard(joint.name, 0, 2 * STEPS);
  for (const direction of [1, -1] as const) {
    const [from, to] = direction === 1 ? [-below, above] : [above, -below];
    await hand.moveTo(posture(from - direction * RUN_UP));
    await hand.rest(SETTLE);
    for (let step = 0; step < STEPS; step++) {
      await hand.moveTo(posture(from + ((to - from) * step) / (STEPS - 1)));
      await hand.rest(SETTLE);
      const felt = await hand.feel(FEEL);
      if (!felt) throw new UserError(SILENT);
      readings.push({ pulse: hand.pulses()[i], angle: felt[i], direction });
      heard(joint.name, readings.length, 2 * STEPS);
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
