/**
 * What a patient person does with a plotter, a protractor and a ruler, played on a plain board.
 */
import type { ServoReading } from "../../../controller/plotter/fit-calibration.ts";
import { fitCalibration } from "../../../controller/plotter/fit-calibration.ts";
import type { SheetDot } from "../../../controller/plotter/sheet-misfit.ts";
import type { JointCalibration } from "../../../plant/plotter/calibration.ts";
import { pulseFor } from "../../../plant/plotter/calibration.ts";
import type { PlotterConfig } from "../../../plant/plotter/plotter.ts";
import { APPROACH, sheetPlaces } from "../../../plant/plotter/sheet-places.ts";
import type { PlainBoard } from "../../plotter/plain-board.ts";
import type { Random } from "../../random.ts";

type Calibrations = readonly [JointCalibration, JointCalibration];

/** Steps of the servo, each way, and over what range to either side of the centre [rad]. */
const STEPS = 13;
const RANGE = 0.9;
/** Until a step has settled, in hundredths of a second. */
const SETTLE = 50;
/** Standard deviations of a protractor [rad] and of a ruler [m]. */
const PROTRACTOR = (0.3 * Math.PI) / 180;
const RULER = 2e-4;

/** Calibrates both servos: thirteen angles each way, the other servo in its middle. */
export function calibrateServos(
  board: PlainBoard,
  config: PlotterConfig,
  random: Random,
): Calibrations {
  const pulses = Float64Array.from(config.joints, ({ centrePulse }) => centrePulse);
  const calibrate = (i: 0 | 1): JointCalibration => {
    const joint = config.joints[i];
    const readings: ServoReading[] = [];
    const goTo = (step: number): void => {
      const angle = RANGE * ((2 * step) / (STEPS - 1) - 1);
      pulses[i] = Math.round(joint.centrePulse + joint.gain * angle);
      board.write(pulses, config.pen.up);
      for (let k = 0; k < SETTLE; k++) board.advance();
    };
    const read = (direction: 1 | -1): void => {
      const angle = board.rig.angle(i) + PROTRACTOR * random.normal();
      readings.push({ pulse: pulses[i], angle, direction });
    };
    goTo(-1);
    for (let step = 0; step < STEPS; step++) {
      goTo(step);
      read(1);
    }
    goTo(STEPS);
    for (let step = STEPS - 1; step >= 0; step--) {
      goTo(step);
      read(-1);
    }
    pulses[i] = joint.centrePulse;
    return fitCalibration(joint, readings);
  };
  return [calibrate(0), calibrate(1)];
}

/**
 * Makes a sheet of dots, each marked from a place to its left and from one to its right, and measures the middles and distances.
 * `felt`: whether the dots come with the angles by the potentiometers, or with those that were asked for.
 */
export function makeSheet(
  board: PlainBoard,
  config: PlotterConfig,
  calibrations: Calibrations,
  random: Random,
  felt: boolean,
): SheetDot[] {
  const dots: SheetDot[] = [];
  const q = new Float64Array(2);
  const measured = new Float64Array(2);
  const tip = new Float64Array(2);
  const pulses = new Float64Array(2);
  const before = new Float64Array(2);

  const goTo = (x: number, y: number): void => {
    before.set(q);
    config.arm.inverse(q, x, y);
    for (let i = 0; i < 2; i++) {
      const direction = Math.sign(q[i] - before[i]);
      pulses[i] = pulseFor(q[i], direction, config.joints[i], calibrations[i]);
    }
    board.write(pulses, config.pen.up);
    for (let k = 0; k < SETTLE; k++) board.advance();
  };
  const feel = (): readonly [number, number] => {
    const sum = [0, 0];
    for (let k = 0; k < SETTLE; k++) {
      board.advance();
      board.angles(measured);
      for (let i = 0; i < 2; i++) sum[i] += measured[i] / SETTLE;
    }
    return [sum[0], sum[1]];
  };

  for (const [x, y] of sheetPlaces(config.arm)) {
    const [first, second] = [-APPROACH, APPROACH].map((side) => {
      goTo(x + side, y + side);
      goTo(x, y);
      board.rig.tip(tip);
      const angles = felt ? feel() : [q[0], q[1]];
      return { angles, approach: [q[0] - before[0], q[1] - before[1]], at: [tip[0], tip[1]] };
    });
    const middle = (a: readonly number[], b: readonly number[]): [number, number] => [
      0.5 * (a[0] + b[0]),
      0.5 * (a[1] + b[1]),
    ];
    const [middleX, middleY] = middle(first.at, second.at);
    const apart = Math.hypot(first.at[0] - second.at[0], first.at[1] - second.at[1]);
    dots.push({
      angles: middle(first.angles, second.angles),
      approach: [first.approach[0], first.approach[1]],
      x: middleX + RULER * random.normal(),
      y: middleY + RULER * random.normal(),
      apart: apart + RULER * random.normal(),
    });
  }
  return dots;
}
