/**
 * `purkinje train reach`: a brain that reaches and draws, from nothing.
 */
import { existsSync, rmSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { Command, Option } from "commander";
import { encodeBrain } from "../bridge/weights/brain-file.ts";
import type { Provenance } from "../bridge/weights/provenance.ts";
import { BRAIN_PERIOD } from "../controller/brain-period.ts";
import { commandSpace } from "../controller/cortex/command-space.ts";
import { inputWidth } from "../controller/cortex/cortical-input.ts";
import type { ArmName } from "../plant/arm/presets.ts";
import { armNames, presetArm } from "../plant/arm/presets.ts";
import { onInterrupt } from "./interrupt.ts";
import { loadKernels } from "./load-kernels.ts";
import { jsonOption, number, seedOption } from "./options.ts";
import { loadCheckpoint, saveCheckpoint } from "./training/checkpoint.ts";
import { trainingProgress } from "./training/progress-bar.ts";
import type { ReachTraining } from "./training/reach-training.ts";
import { EXAM, makeReachTraining } from "./training/reach-training.ts";
import { UserError } from "./user-error.ts";
import { version } from "./version.ts";
import { checkWritable, writeWhole } from "./write-whole.ts";

interface TrainReachOptions {
  readonly out: string;
  readonly arm: ArmName;
  readonly viscosity: number;
  readonly hidden: number;
  readonly granules: number;
  readonly iterations: number;
  readonly batch: number;
  readonly horizon: number;
  readonly lag: number;
  readonly seed: number;
  readonly engine: "auto" | "wasm-simd" | "typescript";
  readonly resume: boolean;
  readonly json: boolean;
}

type GivenOptions = Omit<TrainReachOptions, "viscosity"> & { readonly viscosity?: number };

/** A look at how good the weights are, and a checkpoint, every so many iterations. */
const QUIZ_EVERY = 50;
const CHECKPOINT_EVERY = 250;

const count = (min: number, max: number) => number({ min, max, integer: true });

export const trainReachCommand = (): Command =>
  new Command("reach")
    .description("train a brain that reaches and draws")
    .option("--out <file>", "where the brain goes", "reach.safetensors")
    .addOption(new Option("--arm <name>", "the body").choices(armNames).default("li-todorov"))
    .addOption(
      new Option(
        "--viscosity <b>",
        "added to both joints [N·m·s/rad] (default: 2, or 0 where there are muscles)",
      ).argParser(number({ min: 0, max: 20 })),
    )
    .addOption(new Option("--hidden <n>", "cortical units").argParser(count(1, 1024)).default(64))
    .addOption(new Option("--granules <n>", "granule cells").argParser(count(0, 1000)).default(0))
    .addOption(
      new Option("--iterations <n>", "batches of practice").argParser(count(1, 1e6)).default(2000),
    )
    .addOption(
      new Option("--batch <n>", "movements in a batch").argParser(count(1, 1024)).default(64),
    )
    .addOption(
      new Option("--horizon <n>", "length of a movement [ticks of 10 ms]")
        .argParser(count(10, 1000))
        .default(150),
    )
    .addOption(
      new Option("--lag <n>", "delay that the cortex must cope with alone [ticks of 10 ms]")
        .argParser(count(0, 30))
        .default(5),
    )
    .addOption(seedOption())
    .addOption(
      new Option("--engine <name>", "the arithmetic")
        .choices(["auto", "wasm-simd", "typescript"])
        .default("auto"),
    )
    .option("--resume", "go on from <out>.checkpoint", false)
    .addOption(jsonOption().default(false))
    .action(trainReach);

/** Joints without muscles need something that damps them [N·m·s/rad]. */
const VISCOSITY = 2;

async function trainReach({ viscosity, ...given }: GivenOptions): Promise<void> {
  const plain = presetArm(given.arm).muscles ? 0 : VISCOSITY;
  const options: TrainReachOptions = { ...given, viscosity: viscosity ?? plain };
  const { out, iterations, resume } = options;
  const checkpoint = `${out}.checkpoint`;
  if (!resume && existsSync(checkpoint)) {
    throw new UserError(
      `${checkpoint} is left from a run that was not finished: add --resume to go on with it, or delete it.`,
    );
  }
  checkWritable(out);
  const kernels = loadKernels({
    megabytes: memoryFor(options),
    ...(options.engine === "auto" ? {} : { prefer: options.engine }),
  });
  const kind = {
    arm: options.arm,
    viscosity: options.viscosity,
    hidden: options.hidden,
    granules: options.granules,
    iterations,
    batch: options.batch,
    horizon: options.horizon,
    lag: options.lag,
    seed: options.seed,
    engine: kernels.name,
  };
  const training = makeReachTraining(kernels, { ...options, granuleCells: options.granules });
  const { arrays, random, trainer } = training;
  let best = { score: Number.MAX_VALUE, iteration: 0 };
  if (resume) {
    const progress = loadCheckpoint(checkpoint, arrays, kind);
    trainer.resumeAt(progress.iteration);
    random.restore(progress.random);
    best = progress.best;
  }
  const save = (): void =>
    saveCheckpoint(checkpoint, arrays, {
      iteration: trainer.iteration,
      random: random.save(),
      best,
      options: kind,
    });

  let interrupted = false;
  const forget = onInterrupt(() => {
    interrupted = true;
  });
  const bar = trainingProgress(iterations, trainer.iteration);
  try {
    while (trainer.iteration < iterations && !interrupted) {
      const { loss, trackingError } = training.step();
      if (trainer.iteration % QUIZ_EVERY === 0 || trainer.iteration === iterations) {
        best = keepBest(training, best);
      }
      if (trainer.iteration % CHECKPOINT_EVERY === 0) save();
      bar.update(trainer.iteration, { loss, practiceMm: 1000 * trackingError, bestMm: best.score });
      await setImmediate(); // lets Ctrl-C be heard
    }
  } finally {
    bar.stop();
  }
  forget();
  if (interrupted) {
    best = keepBest(training, best);
    save();
  }

  process.stderr.write("the cerebellum learns to predict, and the whole is examined …\n");
  const evaluation = training.finish();
  const provenance: Provenance = {
    format: "purkinje-brain-1",
    command: commandLine(options),
    version,
    engine: kernels.name,
    seed: options.seed,
    iterations: best.iteration,
    trainedAt: new Date().toISOString(),
    arm: options.arm,
    viscosity: options.viscosity,
    hidden: options.hidden,
    granuleCells: options.granules,
    commands: training.brain.cortex.shapes.outWeight[0],
    brainPeriod: BRAIN_PERIOD,
    evaluation: { ...EXAM, seeds: [...EXAM.seeds], ...evaluation },
  };
  writeWhole(out, encodeBrain(kernels, training.brain, provenance));
  if (!interrupted) rmSync(checkpoint, { force: true });
  report(options, provenance, interrupted);
  if (interrupted) process.exitCode = 130;
}

/** Takes the weights as the best so far, if they are. */
function keepBest(training: ReachTraining, best: { score: number; iteration: number }) {
  const score = training.quiz();
  if (!(score < best.score)) return best;
  training.arrays.best.set(training.arrays.weights);
  return { score, iteration: training.trainer.iteration };
}

function report(options: TrainReachOptions, provenance: Provenance, interrupted: boolean): void {
  const { intact, cerebellumOff } = provenance.evaluation;
  if (options.json)
    process.stdout.write(`${JSON.stringify({ out: options.out, ...provenance })}\n`);
  const mm = (value: number): string => value.toFixed(2).padStart(7);
  process.stderr.write(
    [
      `                    intact   cerebellum off   [mm, medians over ${EXAM.seeds.length} runs, 100 ms delay]`,
      `end point          ${mm(intact.endpointErrorMm)}          ${mm(cerebellumOff.endpointErrorMm)}`,
      `path of a reach    ${mm(intact.pathRmsMm)}          ${mm(cerebellumOff.pathRmsMm)}`,
      `drawing            ${mm(intact.drawingRmsMm)}          ${mm(cerebellumOff.drawingRmsMm)}`,
      interrupted
        ? `stopped early; the best so far is in ${options.out}, and --resume goes on from ${options.out}.checkpoint`
        : `the brain is in ${options.out}; \`purkinje run --weights ${options.out}\` shows it`,
      "",
    ].join("\n"),
  );
}

/** The command that makes this brain again. */
const commandLine = (options: TrainReachOptions): string =>
  [
    "purkinje train reach",
    `--arm ${options.arm} --viscosity ${options.viscosity} --hidden ${options.hidden}`,
    `--granules ${options.granules} --iterations ${options.iterations} --batch ${options.batch}`,
    `--horizon ${options.horizon} --lag ${options.lag} --seed ${options.seed}`,
  ].join(" ");

/** Kernel memory that a run takes, in units of 2²⁰ bytes of Float32, with room to spare. */
function memoryFor({ arm, hidden, batch, horizon }: TrainReachOptions): number {
  const inputs = inputWidth(commandSpace(presetArm(arm)).size);
  const activations = (horizon + 2) * batch * (inputs + 10 * hidden);
  const weights = 8 * 4 * hidden * (inputs + hidden + 2);
  return Math.ceil((activations + weights) / 2 ** 18) + 8;
}
