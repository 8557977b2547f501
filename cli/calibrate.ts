/**
 * `purkinje calibrate`: finds out how a plotter really is, with somebody who has a ruler, and puts it into its file.
 */
import { Command } from "commander";
import { pulsesFor } from "../plant/plotter/calibration.ts";
import { ask, someoneIsThere } from "./ask.ts";
import { virtualBench } from "./calibration/benches.ts";
import { calibrateLive } from "./calibration/calibrate-live.ts";
import type { CalibrationSteps, CarriedOut, Witness } from "./calibration/carry-out.ts";
import { carryOut, homeOf, isWired, plainOf } from "./calibration/carry-out.ts";
import { describeCalibration } from "./calibration/describe.ts";
import { withServos, withSheet } from "./calibration/found.ts";
import { makeRuler } from "./calibration/ruler.ts";
import type { Measured } from "./calibration/test-sheet.ts";
import { originOf, readPoints } from "./calibration/test-sheet.ts";
import { describeVersions, restoreVersion } from "./calibration/versions.ts";
import type { WaitingSheet } from "./calibration/waiting-sheet.ts";
import { dropSheet, keepForLater, readSheet } from "./calibration/waiting-sheet.ts";
import type { Machine } from "./machine/machine.ts";
import { isBuiltIn, machinePath, openMachine } from "./machine/machine.ts";
import type { MachineCalibration } from "./machine/machine-json.ts";
import { ensureMachineFile, storeCalibration } from "./machine/store-calibration.ts";
import { jsonOption, number } from "./options.ts";
import { openVirtualMachine } from "./plotter/draw-virtually.ts";
import { listenToKeys, orderFor } from "./plotter/keyboard.ts";
import type { PlantOptions } from "./plotter/open-plotter.ts";
import { machineOption, plantOptions } from "./plotter/open-plotter.ts";
import { withPlotter } from "./plotter/with-plotter.ts";
import { UserError } from "./user-error.ts";

interface CalibrateOptions extends PlantOptions, CalibrationSteps {
  readonly machine: string;
  readonly virtual: boolean;
  readonly points?: string;
  readonly versions: boolean;
  readonly restore?: number;
  readonly reset: boolean;
  readonly json: boolean;
}

export function calibrateCommand(): Command {
  const command = new Command("calibrate")
    .description("find out how a plotter really is, and put it into its file")
    .addOption(machineOption())
    .option(
      "--points <file>",
      "what was measured on the sheet that was drawn last: [[x, y, apart], …], mm",
    )
    .option("--no-servos", "leave out the servos' ranges")
    .option("--no-sheet", "leave out the test sheet")
    .option(
      "--virtual",
      "with --plant twin: in virtual time, and the twin is measured by itself",
      false,
    )
    .option("--versions", "print the calibration in force, and those before", false)
    .option(
      "--restore <number>",
      "put one of those before into force again",
      number({ min: 1, max: 99, integer: true }),
    )
    .option("--reset", "go by the plan again; what was in force can be restored", false)
    .addOption(jsonOption().default(false));
  for (const option of plantOptions("plotter")) command.addOption(option);
  return command.action(calibrate);
}

async function calibrate(options: CalibrateOptions): Promise<void> {
  if (isBuiltIn(options.machine)) {
    throw new UserError(
      "Expected a machine of your own to keep what is found: --machine desk makes one called desk, --machine FILE.json a file.",
      2,
    );
  }
  if (options.virtual && options.plant !== "twin") {
    throw new UserError("Only the twin lives in virtual time: use --plant twin.", 2);
  }
  ensureMachineFile(machinePath(options.machine));
  const machine = openMachine(options.machine);
  const file = machinePath(options.machine);
  if (options.reset) storeCalibration(file, {});
  if (options.restore !== undefined) restoreVersion(machine, file, options.restore);
  if (options.reset || options.restore !== undefined || options.versions) {
    process.stdout.write(describeVersions(openMachine(options.machine)));
    return;
  }
  const found =
    options.points === undefined
      ? await fromMachine(machine, options)
      : fromPoints(machine, options.points);
  if (!found) return;
  storeCalibration(machinePath(options.machine), found);
  // Not before it is stored: what was drawn and measured is not lost to a full disk.
  if (found.sheet !== machine.calibration.sheet) dropSheet(machine);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(found)}\n`
      : describeCalibration(machine, found, machine.calibration),
  );
}

/** What was measured on a sheet that was drawn earlier. */
function fromPoints(machine: Machine, points: string): MachineCalibration {
  const sheet = readSheet(machine);
  if (!sheet) {
    throw new UserError(
      `No test sheet of ${machine.name} waits to be measured: draw one without --points.`,
    );
  }
  return withSheet(machine, sheet, readPoints(points));
}

/** Moves the machine, and asks for what was measured; undefined if that comes later. */
async function fromMachine(
  machine: Machine,
  options: CalibrateOptions,
): Promise<MachineCalibration | undefined> {
  const steps = { servos: options.servos, sheet: options.sheet };
  if (steps.servos && !isWired(machine)) {
    say("no potentiometers are wired, so the servos' ranges are left out");
  }
  const { done, points } = options.virtual
    ? await virtually(machine, steps, options.seed)
    : { done: await byTheClock(machine, steps, options), points: undefined };
  if (!done.sheet) {
    if (!done.servos && machine.calibration.servos === undefined)
      throw new UserError("There was nothing to calibrate.", 2);
    return withServos(machine, done.servos);
  }
  const sheet = { ...done.sheet, ...(done.servos && { servos: done.servos }) };
  if (!points) {
    keepForLater(machine, sheet);
    storeCalibration(machinePath(options.machine), withServos(machine, done.servos));
    say("the sheet can be measured later as well: purkinje calibrate --points FILE");
  }
  if (!points && !someoneIsThere()) return undefined;
  return withSheet(machine, sheet, points ?? (await askForPoints(sheet, machine)));
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const begins: Witness["begins"] = (part) =>
  say(
    part === "servos"
      ? "each servo goes through its range, up and down"
      : "the test sheet is drawn: each dot twice, from either side",
  );

async function virtually(machine: Machine, steps: CalibrationSteps, seed: number) {
  const plotter = await openVirtualMachine(machine, seed);
  const ruler = makeRuler(seed);
  const tip = new Float64Array(2);
  const first: [number, number][] = [];
  const points: [number, number, number][] = [];
  plotter.machine.engage(
    pulsesFor(Float64Array.from(homeOf(machine)), machine.config, plainOf(machine)),
  );
  const marked = (dot: number): void => {
    plotter.twin.rig.tip(tip);
    const mark: [number, number] = [tip[0] ?? Number.NaN, tip[1] ?? Number.NaN];
    const before = first[dot];
    first[dot] ??= mark;
    if (before) points[dot] = ruler(before, mark);
  };
  const witness = { begins, felt: () => {}, marked };
  const done = await carryOut(virtualBench(plotter), machine, steps, witness);
  return { done, points };
}

function byTheClock(
  machine: Machine,
  steps: CalibrationSteps,
  options: PlantOptions,
): Promise<CarriedOut> {
  return withPlotter(options, machine, async (remote) => {
    say(remote.firmware);
    const stopListening = listenToKeys((key) => {
      const order = orderFor(key, { state: "playing", factor: 1, offset: 0 });
      if (order?.op !== "stop" && order?.op !== "cancel") return;
      remote.stop({ kind: "stopped", why: "somebody pressed stop" });
    });
    if (stopListening) say("keys: e or c stop at once");
    try {
      const felt = (joint: string, done: number, of: number): void =>
        say(`${joint}: ${done} of ${of}`);
      const marked = (dot: number): void => say(`dot ${dot + 1}`);
      return await calibrateLive(remote, machine, steps, { begins, felt, marked }, say);
    } finally {
      stopListening?.();
    }
  });
}

async function askForPoints(
  { dots }: WaitingSheet,
  { linkage }: Machine,
): Promise<(Measured | null)[]> {
  say(
    `Measure in mm from ${originOf(linkage)}: x to the right, y away from the machine. Where a dot`,
  );
  say(
    "shows twice, take the middle, and add how far its marks are apart: that is the play. Enter alone",
  );
  say("leaves a dot out.");
  const points: (Measured | null)[] = [];
  for (const [i, { place }] of dots.entries()) {
    const near = place.map((value) => Math.round(1000 * value)).join(" ");
    for (;;) {
      const answer = await ask(`dot ${i + 1} of ${dots.length}, near ${near}: x y apart = `, "");
      const numbers = answer.split(/[\s,;]+/).map(Number);
      const [x = Number.NaN, y = Number.NaN, apart] = numbers;
      const areNumbers = numbers.every(Number.isFinite) && (apart === undefined || apart >= 0);
      if (answer === "") points.push(null);
      else if (areNumbers && numbers.length === 2) points.push([x, y]);
      else if (areNumbers && numbers.length === 3 && apart !== undefined)
        points.push([x, y, apart]);
      else {
        say(`Expected two or three numbers such as ${near} 2.5, found ${JSON.stringify(answer)}.`);
        continue;
      }
      break;
    }
  }
  return points;
}
