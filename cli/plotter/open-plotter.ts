/**
 * The plotter that the command line names: a real one on a port, or the twin in real time.
 */
import { Option } from "commander";
import { machineNames } from "../../plant/plotter/machines.ts";
import type { Machine } from "../machine/machine.ts";
import { seedOption } from "../options.ts";
import { UserError } from "../user-error.ts";
import { readFirmware } from "./firmware.ts";
import type { Line } from "./link-order.ts";
import { describePort, listPorts } from "./list-ports.ts";
import type { RemoteMachine } from "./remote-machine.ts";
import { openRemoteMachine } from "./remote-machine.ts";

export interface PlantOptions {
  readonly plant: "twin" | "plotter";
  readonly port?: string;
  readonly seed: number;
}

/** `plant`: the one that is meant if none is named. */
export const plantOptions = (plant?: PlantOptions["plant"]): Option[] => [
  new Option("--plant <name>", "a real plotter, or the twin: real firmware on an emulated board")
    .choices(["plotter", "twin"])
    .default(plant),
  new Option("--port <path>", "serial port of the plotter (purkinje ports lists them)"),
  seedOption(),
];

/** `--machine`: which of several plotters. */
export const machineOption = (): Option =>
  new Option(
    "--machine <name>",
    `${machineNames.join(", ")}, or the file or name of one of yours (docs/hardware.md)`,
  ).default("brachiograph");

export async function openPlotter(
  { plant, port, seed }: PlantOptions,
  machine: Machine,
): Promise<RemoteMachine> {
  const line: Line =
    plant === "twin"
      ? { kind: "twin", firmware: readFirmware(), seed, linkage: machine.linkage }
      : { kind: "port", path: port ?? machine.port ?? (await onlyPort()) };
  return openRemoteMachine(machine.config, line);
}

/** Moving a machine that happens to be plugged in would be a bad surprise, so the port has to be named. */
async function onlyPort(): Promise<never> {
  const list = await listPorts();
  const names = list.ok ? list.ports.map(describePort) : [];
  const found = names.length > 0 ? `found ${names.join(", ")}` : "found none";
  throw new UserError(`Expected --port with the plotter's serial port; ${found}. Or --plant twin.`);
}
