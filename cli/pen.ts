/**
 * `purkinje pen up` and `pen down`: moves the pen alone, to put one in or to see whether it touches.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Argument, Command } from "commander";
import { openMachine } from "./machine/machine.ts";
import type { PlantOptions } from "./plotter/open-plotter.ts";
import { machineOption, plantOptions } from "./plotter/open-plotter.ts";
import { withPlotter } from "./plotter/with-plotter.ts";

export function penCommand(): Command {
  const command = new Command("pen")
    .description("move the pen alone; the arm stays limp")
    .addArgument(new Argument("<where>", "up or down").choices(["up", "down"]));
  for (const option of [machineOption(), ...plantOptions("plotter")]) command.addOption(option);
  return command.action(pen);
}

/** A pen that drops makes a blot [ms], in steps of STEP. */
const LOWERING = 400;
const STEP = 20;

async function pen(
  where: "up" | "down",
  options: PlantOptions & { readonly machine: string },
): Promise<void> {
  await withPlotter(options, openMachine(options.machine), async (machine) => {
    process.stderr.write(`${machine.firmware}\n`);
    const aim = where === "up" ? 1 : 0;
    for (let time = 0; time <= LOWERING; time += STEP) {
      machine.movePen(aim === 1 ? 1 : 1 - time / LOWERING);
      await sleep(STEP);
    }
  });
}
