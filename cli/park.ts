/**
 * `purkinje park`: takes the arm home with the pen up, and lets it go limp.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { openMachine } from "./machine/machine.ts";
import { goHome } from "./plotter/go-home.ts";
import { calibrationsOf } from "./plotter/machine-steering.ts";
import type { PlantOptions } from "./plotter/open-plotter.ts";
import { machineOption, plantOptions } from "./plotter/open-plotter.ts";
import { withPlotter } from "./plotter/with-plotter.ts";
import { UserError } from "./user-error.ts";

export function parkCommand(): Command {
  const command = new Command("park").description(
    "lift the pen, take the arm home, let it go limp",
  );
  for (const option of [machineOption(), ...plantOptions("plotter")]) command.addOption(option);
  return command.action(park);
}

/** For the arm to come to rest [ms]. */
const REST = 150;

async function park(options: PlantOptions & { readonly machine: string }): Promise<void> {
  const plotter = openMachine(options.machine);
  const fault = await withPlotter(options, plotter, async (machine) => {
    process.stderr.write(`${machine.firmware}\n`);
    const stopped = await goHome(machine, plotter.config, calibrationsOf(plotter));
    await sleep(REST);
    return stopped;
  });
  if (fault) throw new UserError(`The plotter stopped: ${fault.why}.`, 3);
}
