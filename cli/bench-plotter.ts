/**
 * `purkinje bench plotter`: what the cerebellum is worth on a plotter, in figures.
 */
import { Command, Option } from "commander";
import type { MachineName } from "../plant/plotter/machines.ts";
import { machineNames } from "../plant/plotter/machines.ts";
import type { ComparisonRow } from "../sim/experiments/plotter/comparison.ts";
import { comparePlotters } from "../sim/experiments/plotter/comparison.ts";
import { testFigureNames } from "../sim/plotter/test-figures.ts";
import { jsonOption, number } from "./options.ts";

export const benchPlotterCommand = (): Command =>
  new Command("plotter")
    .description("compare ways to steer a plotter, on random machines that were built badly")
    .addOption(
      new Option("--machine <name>", "the plan they are built by")
        .choices(machineNames)
        .default("brachiograph"),
    )
    .addOption(
      new Option("--machines <n>", "how many random machines")
        .argParser(number({ min: 1, max: 1000, integer: true }))
        .default(5),
    )
    .addOption(
      new Option("--first-seed <n>", "seed of the first; 1 to 5 served for choosing")
        .argParser(number({ min: 0, max: 2 ** 31 - 1, integer: true }))
        .default(101),
    )
    .addOption(jsonOption().default(false))
    .action(bench);

interface BenchOptions {
  readonly machine: MachineName;
  readonly machines: number;
  readonly firstSeed: number;
  readonly json: boolean;
}

function bench({ machine, machines, firstSeed, json }: BenchOptions): void {
  const seeds = Array.from({ length: machines }, (_, i) => firstSeed + i);
  const rows = comparePlotters({
    machine,
    seeds,
    speeds: [0.03, 0.06],
    figures: testFigureNames,
  });
  if (json) {
    process.stdout.write(`${JSON.stringify({ machine, seeds, figures: testFigureNames, rows })}\n`);
    return;
  }
  const head = ["mm/s", "RMS", "aligned", "worst", "no offset"].map((text) => text.padStart(10));
  process.stdout.write(`${"medians, mm".padEnd(48)}${head.join("")}\n`);
  for (const row of rows) process.stdout.write(`${line(row)}\n`);
}

function line(row: ComparisonRow): string {
  const { mmPerSecond, rmsMm, timeAlignedRmsMm, maxMm, offsetFreeRmsMm } = row;
  const figures = [rmsMm, timeAlignedRmsMm, maxMm, offsetFreeRmsMm].map((x) => x.toFixed(2));
  const cells = [mmPerSecond.toFixed(0), ...figures].map((text) => text.padStart(10));
  return `${row.method.padEnd(48)}${cells.join("")}`;
}
