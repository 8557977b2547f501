/**
 * `purkinje park`: takes the arm home with the pen up, and lets it go limp.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import { plainCalibration } from "../plant/plotter/calibration.ts";
import { brachiograph } from "../plant/plotter/plotter.ts";
import { goHome } from "./plotter/go-home.ts";
import type { PlantOptions } from "./plotter/open-plotter.ts";
import { plantOptions } from "./plotter/open-plotter.ts";
import { withPlotter } from "./plotter/with-plotter.ts";
import { UserError } from "./user-error.ts";

export function parkCommand(): Command {
  const command = new Command("park").description(
    "lift the pen, take the arm home, let it go limp",
  );
  for (const option of plantOptions("plotter")) command.addOption(option);
  return command.action(park);
}

/** For the arm to come to rest [ms]. */
const REST = 150;

async function park(options: PlantOptions): Promise<void> {
  const config = brachiograph;
  const [first, second] = config.joints;
  const fault = await withPlotter(options, config, async (machine) => {
    process.stderr.write(`${machine.firmware}\n`);
    const stopped = await goHome(machine, config, [
      plainCalibration(first),
      plainCalibration(second),
    ]);
    await sleep(REST);
    return stopped;
  });
  if (fault) throw new UserError(`The plotter stopped: ${fault.why}.`, 3);
}
