/**
 * A machine as the command line names it: a built-in one, a file, or a name in the folder of machines.
 */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { FiveBarGeometry } from "../../plant/plotter/five-bar-pen-arm.ts";
import { lengthsOf } from "../../plant/plotter/linkage-lengths.ts";
import type { Linkage, MachineName } from "../../plant/plotter/machines.ts";
import {
  brachiographGeometry,
  machineNames,
  pantographGeometry,
  penArmOf,
  planOf,
} from "../../plant/plotter/machines.ts";
import type { JointServo, PlotterConfig, PulseLimits } from "../../plant/plotter/plotter.ts";
import { plotterConfig } from "../../plant/plotter/plotter.ts";
import { UserError } from "../user-error.ts";
import type { MachineCalibration } from "./machine-json.ts";
import { MachineJson } from "./machine-json.ts";

export interface Machine {
  /** How messages call it. */
  readonly name: string;
  /** As it was meant to be built. */
  readonly linkage: Linkage;
  readonly config: PlotterConfig;
  readonly port: string | undefined;
  /** Of the pen on paper [m/s]. */
  readonly speed: number | undefined;
  readonly calibration: MachineCalibration;
  /** What was in force before, the newest first. */
  readonly former: readonly MachineCalibration[];
  /** Its file; a built-in machine has none. */
  readonly file: string | undefined;
  /** Path of what belongs to it, to be followed by `.learned.json` and the like. */
  readonly beside: string;
}

const millimetres = (values: readonly [number, number]): [number, number] => [
  values[0] / 1000,
  values[1] / 1000,
];
const RADIAN = 180 / Math.PI;

/** Where machines live that are called by their names. */
// biome-ignore lint/style/noProcessEnv: the one place that looks for the folder
const machineFolder = (): string => process.env["PURKINJE_HOME"] ?? join(homedir(), ".purkinje");

/** Where the file of a machine is that is not built in. */
export function machinePath(named: string): string {
  if (/[/\\]|\.json$/i.test(named)) return named;
  return join(machineFolder(), `${named}.json`);
}

export const isBuiltIn = (named: string): named is MachineName =>
  machineNames.some((name) => name === named);

/** The machine called `named`. Throws a UserError that says what is wrong with its file. */
export function openMachine(named: string): Machine {
  if (isBuiltIn(named)) return builtIn(named);
  const file = machinePath(named);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const why = missing
      ? `there is no file ${file}`
      : `${file} cannot be read: ${error instanceof Error ? error.message : error}`;
    throw new UserError(
      `Expected a machine (${machineNames.join(", ")}, or a file), found ${JSON.stringify(named)}: ${why}.`,
      2,
    );
  }
  return machineFrom(parseMachine(text, file), file);
}

const builtIn = (name: MachineName): Machine => ({
  name,
  linkage: planOf(name),
  config: plotterConfig(name),
  port: undefined,
  speed: undefined,
  calibration: {},
  former: [],
  file: undefined,
  beside: join(machineFolder(), name),
});

export function parseMachine(text: string, file: string): MachineJson {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new UserError(
      `Expected a machine in JSON in ${file}, found something else: ${error instanceof Error ? error.message : error}.`,
    );
  }
  const parsed = MachineJson.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new UserError(
    `The machine in ${file} is not as it should be (docs/hardware.md has an example):\n${z.prettifyError(parsed.error)}`,
  );
}

function machineFrom(json: MachineJson, file: string): Machine {
  const plan = plotterConfig(json.linkage);
  const linkage = linkageFrom(json);
  const arm = penArmOf(linkage);
  const [first, second] = plan.joints;
  const { up, down, liftTime, pin, limits } = json.pen ?? {};
  const config: PlotterConfig = {
    arm,
    joints: [jointFrom(first, json, 0), jointFrom(second, json, 1)],
    pen: {
      pin: pin ?? plan.pen.pin,
      up: up ?? plan.pen.up,
      down: down ?? plan.pen.down,
      liftTime: liftTime ?? plan.pen.liftTime,
      limits: limitsFrom(limits) ?? plan.pen.limits,
    },
    ...(json.driver && { driver: json.driver }),
  };
  checkWiring(config, file);
  checkSheet(json, linkage, file);
  return {
    name: file,
    linkage,
    config,
    port: json.port,
    speed: json.speed === undefined ? undefined : json.speed / 1000,
    calibration: json.calibration ?? {},
    former: json.formerCalibrations ?? [],
    file,
    beside: file.replace(/\.json$/i, ""),
  };
}

function linkageFrom(json: MachineJson): Linkage {
  const { links, ranges, home, paperFrom } = json;
  const changed = {
    ...(ranges && {
      lowest: Float64Array.from(ranges, ([low]) => low / RADIAN),
      highest: Float64Array.from(ranges, ([, high]) => high / RADIAN),
    }),
    ...(home && { home: millimetres(home) }),
    ...(paperFrom !== undefined && { paperFrom: paperFrom / 1000 }),
  };
  if (json.linkage === "pantograph") {
    const [proximal, distal] = links ? millimetres(links) : [];
    const { between } = json;
    const geometry: FiveBarGeometry = {
      ...pantographGeometry,
      ...changed,
      ...(proximal !== undefined && { proximal: [proximal, proximal] }),
      ...(distal !== undefined && { distal: [distal, distal] }),
      ...(between !== undefined && { half: between / 2000 }),
    };
    return { name: json.linkage, geometry };
  }
  const [l1, l2] = links ? millimetres(links) : [];
  const geometry = {
    ...brachiographGeometry,
    ...changed,
    ...(l1 !== undefined && { l1 }),
    ...(l2 !== undefined && { l2 }),
    ...(json.elbow !== undefined && { elbow: json.elbow }),
  };
  return { name: json.linkage, geometry };
}

function jointFrom({ pot, ...plan }: JointServo, json: MachineJson, i: 0 | 1): JointServo {
  const { pin, centre, centrePulse, microsecondsPerDegree, limits } = json.servos?.[i] ?? {};
  const analog = json.potentiometers?.[i];
  return {
    ...plan,
    ...(pin !== undefined && { pin }),
    ...(centre !== undefined && { centre: centre / RADIAN }),
    ...(centrePulse !== undefined && { centrePulse }),
    ...(microsecondsPerDegree !== undefined && { gain: microsecondsPerDegree * RADIAN }),
    limits: limitsFrom(limits) ?? plan.limits,
    ...(analog !== undefined && pot && { pot: { ...pot, channel: Number(analog.slice(1)) } }),
  };
}

const limitsFrom = (limits: readonly [number, number] | undefined): PulseLimits | undefined =>
  limits && { min: limits[0], max: limits[1] };

function checkSheet({ calibration }: MachineJson, linkage: Linkage, file: string): void {
  const found = calibration?.sheet?.links.length;
  const { length: expected } = lengthsOf(linkage);
  if (found === undefined || found === expected) return;
  throw new UserError(
    `The test sheet in ${file} is of another machine: it has ${found} lengths, a ${linkage.name} has ${expected}. Draw and measure one of this machine (purkinje calibrate), or take "sheet" out of the file.`,
  );
}

/** What no field by itself can be wrong about. */
function checkWiring({ arm, joints, pen, driver }: PlotterConfig, file: string): void {
  const refuse = (why: string): never => {
    throw new UserError(`The machine in ${file} cannot be: ${why}.`);
  };
  const pins = [...joints, pen].map((servo) => servo.pin);
  if (new Set(pins).size < pins.length) refuse(`two servos are on one pin (${pins.join(", ")})`);
  if (driver && Math.max(...pins) > 15) refuse("a PCA9685 has the channels 0 to 15");
  if (!driver && Math.min(...pins) < 2) refuse("pins 0 and 1 are the serial line's");
  for (const pulse of [pen.up, pen.down]) {
    const { min, max } = pen.limits;
    if (pulse < min || pulse > max) refuse(`the pen's ${pulse} µs are outside ${min}–${max} µs`);
  }
  if (pen.up === pen.down) refuse("the pen's pulses for up and down are the same");
  const q = new Float64Array(2);
  if (!arm.inverse(q, ...arm.home)) refuse("its home is out of its reach");
  for (const [i, { centre, centrePulse, gain, limits, name }] of joints.entries()) {
    const width = centrePulse + gain * ((q[i] ?? Number.NaN) - centre);
    if (!(width >= limits.min && width <= limits.max)) {
      refuse(
        `at home the ${name} would need ${Math.round(width)} µs, outside ${limits.min}–${limits.max}`,
      );
    }
  }
}
