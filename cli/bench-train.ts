/**
 * `purkinje bench train`: how long one batch of the paper's learner takes, by engine and by size, and
 * next to the same mathematics in PyTorch.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Command, Option } from "commander";
import type { EngineName } from "../sim/experiments/paper/run-spec.ts";
import type { Contestant } from "./benchmarks/contestant.ts";
import { startContestant } from "./benchmarks/contestant.ts";
import { gradientDifference } from "./benchmarks/gradient-difference.ts";
import { startPytorch } from "./benchmarks/pytorch.ts";
import type { Timing } from "./benchmarks/race.ts";
import { race } from "./benchmarks/race.ts";
import type { Comparison, EngineResult } from "./benchmarks/train-report.ts";
import { comparison, engineResult, printResults } from "./benchmarks/train-report.ts";
import type { SizeName, TrainingSize } from "./benchmarks/training-size.ts";
import { sizeNames, trainingSize } from "./benchmarks/training-size.ts";
import { defaultEngine } from "./default-engine.ts";
import { onInterrupt } from "./interrupt.ts";
import { engineNames } from "./learning-engine.ts";
import { jsonOption, number } from "./options.ts";
import { repetitionProgress } from "./training/progress-bar.ts";
import { UserError } from "./user-error.ts";

interface Options {
  readonly engine?: readonly (EngineName | "all")[];
  readonly size: SizeName | "all";
  readonly repetitions: number;
  readonly against?: "pytorch";
  readonly python?: string;
  readonly json: boolean;
}

export const benchTrainCommand = (): Command =>
  new Command("train")
    .description("time a batch of the paper's learner: by engine, by size, next to PyTorch")
    .addOption(
      new Option(
        "--engine <names...>",
        "what computes (default: what learns fastest at this size); all: whatever is here",
      ).choices([...engineNames, "all"]),
    )
    .addOption(
      new Option("--size <name>", "LSTM of 50 (line drawing), 256 or 1024 (captions)")
        .choices([...sizeNames, "all"])
        .default("small"),
    )
    .addOption(
      new Option("--repetitions <n>", "of which the median counts; slow engines make fewer")
        .argParser(number({ min: 1, max: 10_000, integer: true }))
        .default(15),
    )
    .addOption(
      new Option("--against <name>", "who else takes part: needs a clone, and Python").choices([
        "pytorch",
      ]),
    )
    .option("--python <path>", "the Python that has PyTorch")
    .addOption(jsonOption().default(false))
    .action(benchTrain);

/** What one engine may take for one kind of learner and samples [ms]. */
const PATIENCE = 30_000;
/** Gradients of two engines that are this far apart are not those of one equation. */
const SAME = 1e-4;

async function benchTrain(options: Options): Promise<void> {
  const sizes = options.size === "all" ? sizeNames : [options.size];
  const results: EngineResult[] = [];
  const comparisons: Comparison[] = [];
  for (const size of sizes) {
    const found = await benchSize(size, options);
    results.push(...found.results);
    comparisons.push(...found.comparisons);
    process.stderr.write(`${printResults(size, found.results, found.comparisons)}\n`);
  }
  const [first] = results;
  const report = { ...first, node: process.version, results, againstPytorch: comparisons };
  if (options.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  const wrong = comparisons.find((pair) => !(pair.gradientDifference < SAME));
  if (wrong) {
    throw new UserError(
      `Gradients of ${wrong.engine} and PyTorch differ by ${wrong.gradientDifference.toExponential(1)}, expected less than ${SAME}: they do not compute the same.`,
    );
  }
}

async function benchSize(name: SizeName, options: Options) {
  const { against, python, repetitions } = options;
  const size = trainingSize(name);
  const engine = options.engine ?? [defaultEngine(size.config("ccrnn"))];
  const folder = mkdtempSync(join(tmpdir(), "purkinje-bench-"));
  const started: Contestant[] = [];
  const killAll = (): void => {
    for (const contestant of started) contestant.kill();
  };
  let isStopped = false;
  const forget = onInterrupt(() => {
    isStopped = true;
    killAll();
  });
  try {
    const isAll = engine.includes("all");
    for (const wanted of engineNames.filter((each) => isAll || engine.includes(each))) {
      started.push(...(await startEngine(wanted, name, isAll)));
    }
    const engines = [...started];
    const pytorch = against && (await startPytorch(size, python, folder));
    if (pytorch) started.push(pytorch);
    // One that was still starting when all were killed is not among the dead.
    if (isStopped) throw new UserError("Stopped.", 130);
    const timings = await timed(started, size, repetitions);
    const resultOf = (contestant: Contestant) => engineResult(name, contestant, timings);
    const comparisons: Comparison[] = [];
    for (const contestant of engines) {
      if (!pytorch) break;
      const [file, reference] = [join(folder, "found"), join(folder, "expected")];
      await contestant.writeGradients("ccrnn", file);
      await pytorch.writeGradients("ccrnn", reference);
      const apart = gradientDifference(file, reference);
      comparisons.push(comparison(resultOf(contestant), resultOf(pytorch), apart));
    }
    return { results: started.map(resultOf), comparisons };
  } catch (error) {
    killAll();
    if (isStopped) throw new UserError("Stopped.", 130);
    throw error;
  } finally {
    forget();
    await Promise.all(started.map((contestant) => contestant.stop()));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(
  contestants: readonly Contestant[],
  { name, batches }: TrainingSize,
  repetitions: number,
): Promise<Timing[]> {
  const bar = repetitionProgress(repetitions);
  try {
    return await race({
      contestants,
      batches,
      repetitions,
      patience: PATIENCE,
      // Samples of the captions are all different, however they are asked for.
      hasEqualSamples: name === "small",
      onRepetition: bar.ended,
    });
  } finally {
    bar.stop(); // or its timer keeps the program alive
  }
}

/** None, with a sentence on stderr, where one of all is not here. */
async function startEngine(
  engine: EngineName,
  size: SizeName,
  mayMiss: boolean,
): Promise<Contestant[]> {
  const program = fileURLToPath(new URL("./benchmarks/engine-process.js", import.meta.url));
  try {
    return [await startContestant(engine, process.execPath, [program, engine, size])];
  } catch (error) {
    if (!(mayMiss && error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return [];
  }
}
