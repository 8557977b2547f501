/**
 * `purkinje park`: takes the arm home with the pen up, and lets it go limp.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { Command } from "commander";
import type { Machine } from "../bridge/firmata/machine.ts";
import { plainCalibration, pulsesFor } from "../plant/plotter/calibration.ts";
import { glide } from "../plant/plotter/glide.ts";
import { makePlayback } from "../plant/plotter/playback.ts";
import { brachiograph } from "../plant/plotter/plotter.ts";
import { calibratedSteering } from "../plant/plotter/steering.ts";
import { makeTimeline } from "../plant/plotter/timeline.ts";
import type { PlantOptions } from "./plotter/open-plotter.ts";
import { plantOptions } from "./plotter/open-plotter.ts";
import { runLive } from "./plotter/run-live.ts";
import { withPlotter } from "./plotter/with-plotter.ts";
import { UserError } from "./user-error.ts";

export function parkCommand(): Command {
  const command = new Command("park").description(
    "lift the pen, take the arm home, let it go limp",
  );
  for (const option of plantOptions("plotter")) command.addOption(option);
  return command.action(park);
}

/** [rad/s] */
const SPEED = 0.8;
/** For the arm to come to rest [ms]. */
const REST = 150;

async function park(options: PlantOptions): Promise<void> {
  const config = brachiograph;
  const calibrations = [
    plainCalibration(config.joints[0]),
    plainCalibration(config.joints[1]),
  ] as const;
  const home = new Float64Array(2);
  config.arm.inverse(home, ...config.arm.home);
  const fault = await withPlotter(options, config, async (machine) => {
    process.stderr.write(`${machine.firmware}\n`);
    const felt = await feel(machine);
    if (!felt) {
      process.stderr.write("no potentiometers: the arm goes home at its servos' own speed\n");
    }
    const start = felt ? Float64Array.from(felt) : home;
    machine.engage(pulsesFor(start, config, calibrations));
    const playback = makePlayback(makeTimeline(glide(start, home, SPEED)));
    const stopped = await runLive(machine, playback, calibratedSteering(config, calibrations, 0));
    await sleep(REST);
    return stopped;
  });
  if (fault) throw new UserError(`The plotter stopped: ${fault.why}.`, 3);
}

/** How long the potentiometers have to speak [ms], and how often that is looked at. */
const PATIENCE = 1000;
const LOOK = 20;

async function feel(machine: Machine): Promise<readonly [number, number] | undefined> {
  for (let waited = 0; waited < PATIENCE && !machine.angles(); waited += LOOK) await sleep(LOOK);
  return machine.angles();
}
