/**
 * `purkinje train line-drawing`, and so on: one learner on one of the paper's tasks.
 */
import { MessageChannel } from "node:worker_threads";
import { Command, Option } from "commander";
import { Tinypool } from "tinypool";
import { encodeTensors } from "../bridge/weights/safetensors.ts";
import type { Intervention } from "../controller/learning/ccrnn/interventions.ts";
import type {
  DigitTaskName,
  EngineName,
  LearnerSpec,
  RunSpec,
  SequenceTaskSpec,
} from "../sim/experiments/paper/run-spec.ts";
import { onInterrupt } from "./interrupt.ts";
import { checkEngine, engineOption } from "./learning-engine.ts";
import { jsonOption, number, seedOption } from "./options.ts";
import { digitSource } from "./reproduction/digit-source.ts";
import { taskSettings } from "./reproduction/task-settings.ts";
import { figureText } from "./reproduction/wording.ts";
import {
  chosenLearner,
  type LearnerChoices,
  learnerOptions,
  lesionOption,
} from "./training/learner-options.ts";
import { epochProgress } from "./training/progress-bar.ts";
import type { SequenceTraining, TrainedSequence } from "./training/sequence-worker.ts";
import { UserError } from "./user-error.ts";
import { version } from "./version.ts";
import { checkWritable, writeWhole } from "./write-whole.ts";

interface Options extends LearnerChoices {
  readonly epochs: number;
  readonly seed: number;
  readonly digits?: string;
  readonly noise?: number;
  readonly engine?: EngineName;
  readonly lesion: readonly Intervention[];
  readonly out: string;
  readonly json: boolean;
}

const about: Readonly<Record<SequenceTaskSpec["name"], string>> = {
  "line-drawing": "draw one of seven lines from a cue",
  "target-reaching": "reach one of eight targets after a delay and a go signal",
  "digit-line-drawing": "draw the line that belongs to a digit while it is read row by row",
  "digit-drawing": "draw a digit while it is read row by row",
  "digit-discrimination": "say which digit it was after its last row",
};

const names: readonly SequenceTaskSpec["name"][] = [
  "line-drawing",
  "target-reaching",
  "digit-line-drawing",
  "digit-drawing",
  "digit-discrimination",
];

export const trainSequenceCommands = (): Command[] => names.map(commandOf);

function commandOf(name: SequenceTaskSpec["name"]): Command {
  const command = new Command(name)
    .description(`train a network to ${about[name]}`)
    .addOption(
      new Option("--epochs <n>", "of practice")
        .argParser(number({ min: 1, max: 100_000, integer: true }))
        .default(taskSettings[name].epochs),
    )
    .addOption(seedOption())
    .option("--out <file>", "where the weights go", `${name}.safetensors`);
  for (const option of learnerOptions()) command.addOption(option);
  command.addOption(lesionOption());
  if (name === "line-drawing") {
    command.addOption(
      new Option(
        "--noise <s>",
        "standard deviation on the input after the cue (default: 0)",
      ).argParser(number({ min: 0, max: 100 })),
    );
  }
  if (isOfDigits(name)) {
    command.option("--digits <folder>", "IDX files of MNIST (default: 10,000 built-in digits)");
  }
  return command
    .addOption(engineOption())
    .addOption(jsonOption().default(false))
    .action((options: Options) => train(name, options));
}

/** Throws a UserError where there is nothing that could be lost. */
function checkLesions(learner: LearnerSpec, lesions: readonly Intervention[]): void {
  const hasCerebellum = learner.rule === "ccrnn" && learner.config.cerebellum !== "none";
  if (lesions.length === 0 || hasCerebellum) return;
  throw new UserError("--lesion: this learner has no cerebellum whose loss would matter.", 2);
}

const isOfDigits = (name: SequenceTaskSpec["name"]): name is DigitTaskName =>
  name.startsWith("digit-");

async function train(name: SequenceTaskSpec["name"], options: Options): Promise<void> {
  checkWritable(options.out);
  checkEngine(options.engine);
  const began = performance.now();
  const learner = chosenLearner(name, options);
  checkLesions(learner, options.lesion);
  const spec: RunSpec = {
    task: await taskOf(name, options),
    learner,
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    seed: options.seed,
    epochs: options.epochs,
    interventions: options.lesion,
  };
  const { result, weights, shapes, wasStopped } = await watched(spec);
  const tensors = Object.fromEntries(
    Object.entries(weights).map(([tensor, values]) => [
      tensor,
      { shape: shapes[tensor] ?? [values.length], values: Float32Array.from(values) },
    ]),
  );
  const { engine, validation, roughness, uncertainty, accuracy } = result;
  const record = {
    format: "purkinje-sequence-1",
    version,
    engine,
    spec,
    epochs: validation.length,
    error: validation.at(-1),
  };
  const metadata = { purkinje: JSON.stringify(record) };
  writeWhole(options.out, encodeTensors({ tensors, metadata }));

  const last = {
    error: validation.at(-1),
    roughness: roughness?.at(-1),
    uncertainty: uncertainty?.at(-1),
    accuracy: accuracy?.at(-1),
  };
  const seconds = (performance.now() - began) / 1000;
  if (options.json) {
    const said = { task: name, learner: options.learner, seed: spec.seed, engine };
    const all = {
      ...said,
      epochs: validation.length,
      ...last,
      validation,
      seconds,
      out: options.out,
    };
    process.stdout.write(`${JSON.stringify(all)}\n`);
  }
  for (const [what, value] of Object.entries(last)) {
    const note = what === "roughness" ? " beyond the target's" : "";
    if (value !== undefined) {
      process.stderr.write(`${what.padEnd(12)} ${figureText(value)}${note}\n`);
    }
  }
  const epochs = validation.length === 1 ? "1 epoch" : `${validation.length} epochs`;
  process.stderr.write(`weights after ${epochs}: ${options.out}\n`);
  if (wasStopped) {
    throw new UserError(`Stopped after ${validation.length} of ${spec.epochs} epochs.`, 130);
  }
}

async function taskOf(
  name: SequenceTaskSpec["name"],
  { digits, noise }: Options,
): Promise<SequenceTaskSpec> {
  if (isOfDigits(name)) return { name, digits: await digitSource(digits) };
  return name === "line-drawing" && noise !== undefined ? { name, noise } : { name };
}

/** Trains in a thread of its own; Ctrl-C ends it after the epoch that it is in. */
async function watched(spec: RunSpec): Promise<TrainedSequence & { wasStopped: boolean }> {
  const pool = new Tinypool({
    filename: new URL("./training/sequence-worker.js", import.meta.url).href,
    maxThreads: 1,
    minThreads: 1,
  });
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const forget = onInterrupt(() => Atomics.store(stop, 0, 1));
  const { port1: ear, port2: port } = new MessageChannel();
  const bar = epochProgress(spec.epochs);
  ear.on("message", (error: number) => bar.ended(error));
  const training: SequenceTraining = { spec, port, stop };
  try {
    const trained: TrainedSequence = await pool.run(training, { transferList: [port] });
    return { ...trained, wasStopped: Atomics.load(stop, 0) !== 0 };
  } finally {
    forget();
    bar.stop();
    ear.close();
    await pool.destroy();
  }
}
