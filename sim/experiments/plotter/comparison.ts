/**
 * What each way to steer makes of machines that it has never seen: plain inverse kinematics, static calibration,
 * and the cerebellum, with and without potentiometers and a measured test sheet.
 */
import { fitSheet } from "../../../controller/plotter/fit-sheet.ts";
import { growServoCerebellum } from "../../../controller/plotter/servo-cerebellum.ts";
import { plainCalibration, withPlay } from "../../../plant/plotter/calibration.ts";
import type { Correction } from "../../../plant/plotter/corrected-steering.ts";
import { correctedSteering } from "../../../plant/plotter/corrected-steering.ts";
import type { MachineName } from "../../../plant/plotter/machines.ts";
import { planOf } from "../../../plant/plotter/machines.ts";
import { plotterConfig } from "../../../plant/plotter/plotter.ts";
import type { Steering } from "../../../plant/plotter/steering.ts";
import { calibratedSteering } from "../../../plant/plotter/steering.ts";
import type { InkError } from "../../metrics/ink-error.ts";
import { median } from "../../movement-score.ts";
import type { PlainBoard } from "../../plotter/plain-board.ts";
import { makePlainBoard } from "../../plotter/plain-board.ts";
import { randomMachine } from "../../plotter/random-machine.ts";
import { makeRig } from "../../plotter/rig.ts";
import type { TestFigureName } from "../../plotter/test-figures.ts";
import { testJob } from "../../plotter/test-job.ts";
import { makeRandom } from "../../random.ts";
import { calibrateServos, makeSheet } from "./calibrate.ts";
import { drawPlainly } from "./draw-plainly.ts";

export interface ComparisonOptions {
  /** Which plan they are built by. */
  readonly machine: MachineName;
  /** One random machine for each. */
  readonly seeds: readonly number[];
  /** [m/s] */
  readonly speeds: readonly number[];
  /** Each is drawn by each method; the cerebellum's weights start anew with each. */
  readonly figures: readonly TestFigureName[];
}

/** Medians over machines and figures. */
export interface ComparisonRow extends InkError {
  readonly method: string;
  readonly mmPerSecond: number;
  readonly drawings: number;
}

/** Repeats whose result is reported. */
const REPEATS = [1, 2, 5, 10];
/** A servo's lag, and the wait for its next pulse [s]. */
export const LEAD = 0.055;
/** How fast the weights may drift (purkinje-cells.ts). */
export const WEIGHT_DRIFT = 1e-4;

export function comparePlotters({
  machine,
  seeds,
  speeds,
  figures,
}: ComparisonOptions): ComparisonRow[] {
  const rows: ComparisonRow[] = [];
  for (const speed of speeds) {
    const results = new Map<string, InkError[]>();
    const note = (method: string, error: InkError): void => {
      results.set(method, [...(results.get(method) ?? []), error]);
    };
    for (const seed of seeds) compareOn(machine, seed, speed, figures, note);
    for (const [method, errors] of results) {
      rows.push({ method, mmPerSecond: 1000 * speed, drawings: errors.length, ...medians(errors) });
    }
  }
  return rows;
}

function compareOn(
  machine: MachineName,
  seed: number,
  speed: number,
  figures: readonly TestFigureName[],
  note: (method: string, error: InkError) => void,
): void {
  const config = plotterConfig(machine);
  const linkage = planOf(machine);
  const random = makeRandom(seed);
  const flaws = randomMachine(linkage, random);
  const rest = new Float64Array(2);
  config.arm.inverse(rest, ...config.arm.home);
  const board: PlainBoard = makePlainBoard(config, makeRig({ config, flaws, random, rest }));

  const plain = [plainCalibration(config.joints[0]), plainCalibration(config.joints[1])] as const;
  const fitted = calibrateServos(board, config, random);
  const [first, second] = fitted;
  const middles = [
    { ...first, hysteresis: 0 },
    { ...second, hysteresis: 0 },
  ] as const;
  const centres = [config.joints[0].centre, config.joints[1].centre] as const;
  const sheetFor = (calibrations: typeof plain | typeof fitted, felt: boolean) => {
    const dots = makeSheet(board, config, calibrations, random, felt);
    const fit = fitSheet(dots, { linkage, centres, felt });
    if (!fit) throw new RangeError(`machine ${seed} of ${machine} cannot take its own angles`);
    return { ...fit, centres } satisfies Correction;
  };
  const sheet = sheetFor(fitted, false);
  const feltSheet = sheetFor(fitted, true);
  // Of one who has neither potentiometers nor a protractor.
  const alone = sheetFor(plain, false);
  const played = [
    withPlay(config.joints[0], plain[0], alone.play[0]),
    withPlay(config.joints[1], plain[1], alone.play[1]),
  ] as const;

  for (const figure of figures) {
    const job = testJob(config, figure, speed);
    const unseen = testJob(config, figure === "circle" ? "square" : "circle", speed);
    const draw = (method: string, steering: Steering): void =>
      note(method, drawPlainly(board, config, job, steering));
    draw("plain", calibratedSteering(config, plain, 0));
    draw("static", calibratedSteering(config, middles, 0));
    draw("static, hysteresis", calibratedSteering(config, fitted, 0));
    const led = calibratedSteering(config, fitted, LEAD);
    draw("static, hysteresis, lead", led);
    draw("static, hysteresis, lead, sheet", correctedSteering(led, sheet));
    draw("sheet alone", correctedSteering(calibratedSteering(config, plain, LEAD), alone));
    draw("sheet alone, play", correctedSteering(calibratedSteering(config, played, LEAD), alone));

    for (const [name, correction] of [
      ["cerebellum", undefined],
      ["cerebellum, sheet", feltSheet],
    ] as const) {
      const cerebellum = growServoCerebellum({
        wiring: config,
        calibrations: plain,
        drift: WEIGHT_DRIFT,
      });
      const steering = correction ? correctedSteering(cerebellum, correction) : cerebellum;
      for (let repeat = 1; repeat <= Math.max(...REPEATS); repeat++) {
        const error = drawPlainly(board, config, job, steering);
        if (REPEATS.includes(repeat)) note(`${name}, repeat ${repeat}`, error);
      }
      cerebellum.plastic = false;
      note(`${name}, frozen`, drawPlainly(board, config, job, steering));
      note(`${name}, frozen, unseen figure`, drawPlainly(board, config, unseen, steering));
    }
    note("static, hysteresis, lead, the unseen figure", drawPlainly(board, config, unseen, led));
  }
}

function medians(errors: readonly InkError[]): InkError {
  const of = (key: keyof InkError): number => median(errors.map((error) => error[key]));
  return {
    rmsMm: of("rmsMm"),
    timeAlignedRmsMm: of("timeAlignedRmsMm"),
    maxMm: of("maxMm"),
    offsetFreeRmsMm: of("offsetFreeRmsMm"),
    missing: of("missing"),
  };
}
