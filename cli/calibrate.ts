/**
 * `purkinje calibrate`: finds out how a plotter really is, with somebody who has a ruler, and puts it into its file.
 */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { z } from "zod";
import { pulsesFor } from "../plant/plotter/calibration.ts";
import { makeRandom } from "../sim/random.ts";
import { ask, someoneIsThere } from "./ask.ts";
import { liveBench, virtualBench } from "./calibration/benches.ts";
import type { CalibrationSteps, CarriedOut } from "./calibration/carry-out.ts";
import { carryOut, homeOf, isWired, plainOf, sheetEntry } from "./calibration/carry-out.ts";
import { describeCalibration } from "./calibration/describe.ts";
import type { Measured } from "./calibration/test-sheet.ts";
import { fitPoints, MarkedSheet, originOf, readPoints } from "./calibration/test-sheet.ts";
import type { Machine } from "./machine/machine.ts";
import { isBuiltIn, machinePath, openMachine } from "./machine/machine.ts";
import type { MachineCalibration } from "./machine/machine-json.ts";
import { ensureMachineFile, storeCalibration } from "./machine/store-calibration.ts";
import { jsonOption } from "./options.ts";
import { openVirtualMachine } from "./plotter/draw-virtually.ts";
import { goHome } from "./plotter/go-home.ts";
import { listenToKeys, orderFor } from "./plotter/keyboard.ts";
import type { PlantOptions } from "./plotter/open-plotter.ts";
import { machineOption, plantOptions } from "./plotter/open-plotter.ts";
import { withPlotter } from "./plotter/with-plotter.ts";
import { UserError } from "./user-error.ts";
import { writeWhole } from "./write-whole.ts";

interface CalibrateOptions extends PlantOptions, CalibrationSteps {
  readonly machine: string;
  readonly virtual: boolean;
  readonly points?: string;
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
  const found =
    options.points === undefined
      ? await fromMachine(machine, options)
      : fromPoints(machine, options.points);
  if (!found) return;
  storeCalibration(machinePath(options.machine), found);
  process.stdout.write(
    options.json
      ? `${JSON.stringify(found)}\n`
      : describeCalibration(machine, found, machine.calibration),
  );
}

/** What was measured on a sheet that was drawn earlier. */
function fromPoints(machine: Machine, points: string): MachineCalibration {
  const path = sheetPath(machine);
  if (!existsSync(path)) {
    throw new UserError(
      `No test sheet of ${machine.name} waits to be measured: draw one without --points.`,
    );
  }
  const sheet = readSheet(path);
  const fit = fitPoints(sheet, readPoints(points), machine);
  rmSync(path);
  return { ...machine.calibration, sheet: sheetEntry(fit, sheet.felt) };
}

function readSheet(path: string): MarkedSheet {
  const refuse = (why: string): UserError =>
    new UserError(`Expected a drawn test sheet in ${path}, found ${why}. Draw it again.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const parsed = MarkedSheet.safeParse(json);
  if (!parsed.success) throw refuse(z.prettifyError(parsed.error));
  return parsed.data;
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
  // Another calibration of the servos makes an older sheet void.
  const { servos, sheet: _, ...others } = machine.calibration;
  const base: MachineCalibration = done.servos
    ? { ...others, servos: done.servos }
    : machine.calibration;
  if (!done.sheet) {
    if (!done.servos && servos === undefined)
      throw new UserError("There was nothing to calibrate.", 2);
    return base;
  }
  // Who measures may be interrupted: what was drawn is not lost.
  if (!points) keepForLater(machine, done, base);
  if (!points && !someoneIsThere()) return undefined;
  const measured = points ?? (await askForPoints(done.sheet, machine));
  const fit = fitPoints(done.sheet, measured, machine);
  rmSync(sheetPath(machine), { force: true });
  return { ...base, sheet: sheetEntry(fit, done.sheet.felt) };
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const sheetPath = ({ beside }: Machine): string => `${beside}.sheet.json`;

/** Keeps a sheet that is to be measured. */
function keepForLater(machine: Machine, { sheet }: CarriedOut, base: MachineCalibration): void {
  writeWhole(sheetPath(machine), Buffer.from(`${JSON.stringify(sheet)}\n`));
  if (machine.file !== undefined) storeCalibration(machine.file, base);
  say("the sheet can be measured later as well: purkinje calibrate --points FILE");
}

async function virtually(machine: Machine, steps: CalibrationSteps, seed: number) {
  const plotter = await openVirtualMachine(machine, seed);
  const ruler = makeRandom(seed + 1);
  const tip = new Float64Array(2);
  const first: [number, number][] = [];
  const points: [number, number, number][] = [];
  plotter.machine.engage(
    pulsesFor(Float64Array.from(homeOf(machine)), machine.config, plainOf(machine)),
  );
  const marked = (dot: number): void => {
    plotter.twin.rig.tip(tip);
    const [x, y] = [1000 * (tip[0] ?? 0), 1000 * (tip[1] ?? 0)];
    const before = first[dot];
    first[dot] ??= [x, y];
    if (!before) return;
    points[dot] = [
      0.5 * (before[0] + x) + RULER * ruler.normal(),
      0.5 * (before[1] + y) + RULER * ruler.normal(),
      Math.abs(Math.hypot(before[0] - x, before[1] - y) + RULER * ruler.normal()),
    ];
  };
  const done = await carryOut(virtualBench(plotter), machine, steps, { say, marked });
  return { done, points };
}

/** Standard deviation of a ruler [mm]. */
const RULER = 0.2;
/** For the arm to come to rest [ms]. */
const REST = 150;

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
      const fault = await goHome(remote, machine.config, plainOf(machine));
      if (fault) throw new UserError(`The plotter stopped: ${fault.why}. Nothing was stored.`, 3);
      const done = await carryOut(liveBench(remote), machine, steps, {
        say,
        marked: (dot) => say(`dot ${dot + 1}`),
      });
      await sleep(REST);
      return done;
    } finally {
      stopListening?.();
    }
  });
}

async function askForPoints(
  { dots }: MarkedSheet,
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
