/**
 * `purkinje plotter-check`: draws a test figure on the twin, in virtual time, and measures the ink.
 */
import { Command, Option } from "commander";
import { brachiograph } from "../plant/plotter/plotter.ts";
import type { TestFigureName } from "../sim/plotter/test-figures.ts";
import { testFigureNames } from "../sim/plotter/test-figures.ts";
import { testJob } from "../sim/plotter/test-job.ts";
import { openMachine } from "./machine/machine.ts";
import { jsonOption, number, seedOption } from "./options.ts";
import { drawPlanVirtually } from "./plotter/draw-virtually.ts";
import type { SteeringOptions } from "./plotter/steering-options.ts";
import { describeInk, steeringOptions } from "./plotter/steering-options.ts";

interface CheckOptions extends SteeringOptions {
  readonly figure: TestFigureName;
  readonly speed: number;
  readonly seed: number;
  readonly json: boolean;
}

export function plotterCheckCommand(): Command {
  const command = new Command("plotter-check")
    .description("draw a test figure on the twin, in virtual time, and measure the ink")
    .addOption(
      new Option("--figure <name>", "what to draw").choices(testFigureNames).default("square"),
    )
    .addOption(
      new Option("--speed <mm/s>", "speed of the pen")
        .argParser(number({ min: 1, max: 200 }))
        .default(30),
    )
    .addOption(seedOption())
    .addOption(jsonOption().default(false));
  for (const option of steeringOptions()) command.addOption(option);
  return command.action(check);
}

async function check({ figure, speed, json, ...options }: CheckOptions): Promise<void> {
  const job = testJob(brachiograph, figure, speed / 1000);
  const report = await drawPlanVirtually(job, openMachine("brachiograph"), options);
  const plan = {
    strokes: job.strokes.length,
    inkMm: 1000 * job.ink,
    travelMm: 1000 * job.air,
    estimateSeconds: job.seconds,
  };
  process.stdout.write(json ? `${JSON.stringify({ ...plan, ...report })}\n` : describeInk(report));
}
