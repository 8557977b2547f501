/**
 * `purkinje plotter-check`: draws a test figure on the twin, in virtual time, and measures the ink.
 */
import { Command, Option } from "commander";
import { growServoCerebellum } from "../controller/plotter/servo-cerebellum.ts";
import { plainCalibration, pulsesFor } from "../plant/plotter/calibration.ts";
import { brachiographGeometry } from "../plant/plotter/machines.ts";
import { brachiograph } from "../plant/plotter/plotter.ts";
import { calibratedSteering } from "../plant/plotter/steering.ts";
import { WEIGHT_DRIFT } from "../sim/experiments/plotter/comparison.ts";
import { randomMachine } from "../sim/plotter/random-machine.ts";
import type { TestFigureName } from "../sim/plotter/test-figures.ts";
import { testFigureNames } from "../sim/plotter/test-figures.ts";
import { testJob } from "../sim/plotter/test-job.ts";
import { makeRandom } from "../sim/random.ts";
import { jsonOption, number, seedOption } from "./options.ts";
import { loadLearned, saveLearned } from "./plotter/learned-file.ts";
import { drawVirtually } from "./plotter/virtual-drawing.ts";
import { openVirtualPlotter } from "./plotter/virtual-plotter.ts";
import { UserError } from "./user-error.ts";

interface CheckOptions {
  readonly figure: TestFigureName;
  readonly speed: number;
  readonly seed: number;
  readonly steering: "plain" | "cerebellum";
  readonly repeats: number;
  readonly learned?: string;
  readonly json: boolean;
}

export const plotterCheckCommand = (): Command =>
  new Command("plotter-check")
    .description("draw a test figure on the twin, in virtual time, and measure the ink")
    .addOption(
      new Option("--figure <name>", "what to draw").choices(testFigureNames).default("square"),
    )
    .addOption(
      new Option("--speed <mm/s>", "speed of the pen")
        .argParser(number({ min: 1, max: 200 }))
        .default(30),
    )
    .addOption(
      new Option("--steering <name>", "plain inverse kinematics, or the learning cerebellum")
        .choices(["plain", "cerebellum"])
        .default("cerebellum"),
    )
    .addOption(
      new Option("--repeats <n>", "draw it so often, one on top of the other")
        .argParser(number({ min: 1, max: 100, integer: true }))
        .default(2),
    )
    .option("--learned <file>", "begin with what this file says, and put there what was learnt")
    .addOption(seedOption())
    .addOption(jsonOption().default(false))
    .action(check);

async function check(options: CheckOptions): Promise<void> {
  const config = brachiograph;
  const random = makeRandom(options.seed);
  const flaws = randomMachine(brachiographGeometry, random);
  const plotter = await openVirtualPlotter({ config, flaws, random });
  const calibrations = [
    plainCalibration(config.joints[0]),
    plainCalibration(config.joints[1]),
  ] as const;
  const cerebellum = growServoCerebellum({ wiring: config, calibrations, drift: WEIGHT_DRIFT });
  if (options.learned !== undefined) loadLearned(options.learned, cerebellum);
  const steering =
    options.steering === "plain" ? calibratedSteering(config, calibrations, 0) : cerebellum;

  const job = testJob(config, options.figure, options.speed / 1000);
  const home = new Float64Array(2);
  config.arm.inverse(home, ...config.arm.home);
  plotter.machine.engage(pulsesFor(home, config, calibrations));
  const began = performance.now();
  const drawings = Array.from({ length: options.repeats }, () => {
    const { error, seconds, fault } = drawVirtually(plotter, job, steering);
    if (fault) throw new UserError(`The plotter stopped: ${fault.why}.`, 3);
    return { ...error, seconds };
  });
  if (options.learned !== undefined) saveLearned(options.learned, cerebellum);

  const { pulses } = plotter.twin.board;
  const last = drawings.at(-1);
  const result = {
    ...last,
    strokes: job.strokes.length,
    inkMm: 1000 * job.ink,
    travelMm: 1000 * job.air,
    estimateSeconds: job.seconds,
    engine: "avr8js",
    firmware: plotter.machine.firmware,
    wallSeconds: (performance.now() - began) / 1000,
    pulses: [...config.joints, config.pen].reduce((sum, { pin }) => sum + pulses.count(pin), 0),
    pulsesOutside: pulses.outside.length,
    repeats: drawings,
  };
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    for (const [i, { rmsMm, timeAlignedRmsMm, maxMm }] of drawings.entries()) {
      process.stdout.write(
        `${options.figure} ${i + 1}: ${rmsMm.toFixed(2)} mm RMS from the line, ` +
          `${timeAlignedRmsMm.toFixed(2)} mm in time, ${maxMm.toFixed(2)} mm at worst\n`,
      );
    }
  }
}
