/**
 * `purkinje reproduce …`: the paper's experiments. So far: simple line drawing.
 */
import { setMaxListeners } from "node:events";
import { availableParallelism } from "node:os";
import { Command, Option } from "commander";
import { Tinypool } from "tinypool";
import { onInterrupt } from "./interrupt.ts";
import { jsonOption, number } from "./options.ts";
import { printLineDrawing, reportLineDrawing } from "./reproduction/line-drawing-report.ts";
import type { LineDrawingResult, LineDrawingRun, Mode } from "./reproduction/line-drawing-run.ts";
import { contestants, modes } from "./reproduction/line-drawing-run.ts";
import { progressBar } from "./training/progress-bar.ts";
import { UserError } from "./user-error.ts";

interface Options {
  readonly mode: Mode;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly epochs: number;
  readonly json: boolean;
}

export const reproduceCommand = (): Command =>
  new Command("reproduce")
    .description("reproduce experiments of Pemberton et al. (NeurIPS 2021)")
    .addCommand(
      new Command("line-drawing")
        .description("learning to draw seven lines from a cue: cRNN, ccRNN, full back-propagation")
        .addOption(
          new Option("--mode <name>", "as the published code does it, or as theory says")
            .choices(modes)
            .default("reference"),
        )
        .addOption(
          new Option("--seeds <n>", "runs of each learner")
            .argParser(number({ min: 1, max: 1000, integer: true }))
            .default(10),
        )
        .addOption(
          new Option("--first-seed <n>", "the others follow it")
            .argParser(number({ min: 0, max: 1e6, integer: true }))
            .default(1),
        )
        .addOption(
          new Option("--epochs <n>", "of 16 batches of 50 lines")
            .argParser(number({ min: 1, max: 100_000, integer: true }))
            .default(100),
        )
        .addOption(jsonOption().default(false))
        .action(reproduceLineDrawing),
    );

async function reproduceLineDrawing({
  mode,
  seeds,
  firstSeed,
  epochs,
  json,
}: Options): Promise<void> {
  const began = performance.now();
  const runs = Array.from({ length: seeds }, (_, i) => firstSeed + i).flatMap((seed) =>
    contestants.map((contestant): LineDrawingRun => ({ mode, contestant, seed, epochs })),
  );
  const results = await runAll(runs);
  const report = reportLineDrawing(results, mode, (performance.now() - began) / 1000);
  if (json) process.stdout.write(`${JSON.stringify(report)}\n`);
  process.stderr.write(`${printLineDrawing(report)}\n`);
}

/** All runs, as many at a time as there are cores. */
async function runAll(runs: readonly LineDrawingRun[]): Promise<LineDrawingResult[]> {
  const pool = new Tinypool({
    filename: new URL("./reproduction/run-worker.js", import.meta.url).href,
    maxThreads: availableParallelism(),
    minThreads: 1,
  });
  const stopped = new AbortController();
  setMaxListeners(0, stopped.signal); // each run listens
  const forget = onInterrupt(() => stopped.abort());
  const bar = progressBar(runs.length, "runs");
  let done = 0;
  try {
    return await Promise.all(
      runs.map(async (run): Promise<LineDrawingResult> => {
        const result: LineDrawingResult = await pool.run(run, { signal: stopped.signal });
        bar.update(++done);
        return result;
      }),
    );
  } catch (error) {
    if (stopped.signal.aborted)
      throw new UserError(`Stopped after ${done} of ${runs.length} runs.`, 130);
    throw error;
  } finally {
    bar.stop();
    forget();
    await pool.destroy();
  }
}
