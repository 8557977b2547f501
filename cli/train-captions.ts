/**
 * `purkinje train captions`: a decoder that puts pictures into words.
 */
import { MessageChannel } from "node:worker_threads";
import { Command, InvalidArgumentError, Option } from "commander";
import { Tinypool } from "tinypool";
import { encodeTensors } from "../bridge/weights/safetensors.ts";
import type { LearnerName } from "../controller/learning/ccrnn/presets.ts";
import { learnerNames } from "../controller/learning/ccrnn/presets.ts";
import type { CaptionerOptions } from "../sim/experiments/paper/caption-learners.ts";
import type { EngineName } from "../sim/experiments/paper/run-spec.ts";
import { onInterrupt } from "./interrupt.ts";
import { checkEngine, engineOption } from "./learning-engine.ts";
import { jsonOption, number, seedOption } from "./options.ts";
import { captionReport } from "./training/caption-report.ts";
import type {
  CaptionOutcome,
  CaptionProgress,
  CaptionTraining,
  TrainedCaptioner,
} from "./training/caption-worker.ts";
import { captionProgress } from "./training/progress-bar.ts";
import { UserError } from "./user-error.ts";
import { version } from "./version.ts";
import { checkWritable, writeWhole } from "./write-whole.ts";

interface TrainCaptionsOptions extends CaptionerOptions {
  readonly learner: LearnerName;
  readonly epochs: number;
  readonly batch: number;
  readonly seed: number;
  readonly engine?: EngineName;
  readonly scenes: number;
  readonly coco?: string;
  readonly features?: string;
  readonly featuresIds?: string;
  readonly minCount: number;
  readonly words?: { readonly min: number; readonly max: number };
  readonly dropout: number;
  readonly control: boolean;
  readonly out: string;
  readonly json: boolean;
}

const count = (max: number) => number({ min: 1, max, integer: true });

export const trainCaptionsCommand = (): Command =>
  new Command("captions")
    .description("train a network to put pictures into words")
    .addOption(
      new Option(
        "--learner <name>",
        "ccrnn: with a cerebellum; crnn: without; best: the variant that drew lines best; full: the whole caption in view",
      )
        .choices(learnerNames)
        .default("ccrnn"),
    )
    .addOption(
      new Option("--window <steps>", "that the cortex looks back").argParser(count(100)).default(4),
    )
    .addOption(new Option("--hidden <n>", "cortical units").argParser(count(1024)).default(64))
    .addOption(
      new Option("--embedding <n>", "numbers for each word").argParser(count(1024)).default(64),
    )
    .addOption(new Option("--granules <n>", "granule cells").argParser(count(8192)).default(256))
    .addOption(
      new Option("--update <moment>", "a step after each batch, or after each window (published)")
        .choices(["batch", "window"])
        .default("batch"),
    )
    .addOption(
      new Option("--rate <x>", "of learning").argParser(number({ min: 0, max: 1 })).default(3e-3),
    )
    .addOption(new Option("--epochs <n>", "of practice").argParser(count(10_000)).default(20))
    .addOption(new Option("--batch <n>", "captions in a batch").argParser(count(1024)).default(50))
    .addOption(seedOption())
    .addOption(engineOption())
    .addOption(
      new Option("--scenes <n>", "to learn from, of the built-in ones")
        .argParser(count(1_000_000))
        .default(8000),
    )
    .option("--coco <file>", "captions in COCO's JSON format, instead of the built-in scenes")
    .option("--features <file>", "of their pictures: .npy, or .safetensors with `features`")
    .option("--features-ids <file>", "JSON list: the image that each row of the features is of")
    .addOption(
      new Option("--min-count <n>", "rarer words are <unk>").argParser(count(1000)).default(4),
    )
    .addOption(
      new Option("--words <min-max>", "leave out captions of fewer or more").argParser(range),
    )
    .addOption(
      new Option("--dropout <p>", "of what enters the cortex, in learning")
        .argParser(number({ min: 0, max: 0.95 }))
        .default(0),
    )
    .option("--no-control", "do not train one that never sees the picture, to compare with")
    .option("--out <file>", "where the weights go", "captions.safetensors")
    .addOption(jsonOption().default(false))
    .action(trainCaptions);

function range(text: string): { min: number; max: number } {
  const [, min, max] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  const words = { min: Number(min), max: Number(max) };
  if (words.min >= 1 && words.max >= words.min) return words;
  throw new InvalidArgumentError(`Expected a range such as 5-15, found ${JSON.stringify(text)}.`);
}

async function trainCaptions(options: TrainCaptionsOptions): Promise<void> {
  const { json, out, learner, seed } = options;
  const files = filesOf(options);
  checkWritable(out);
  checkEngine(options.engine);
  process.stderr.write(
    files
      ? `captions of ${files.captions}, every fifth picture kept for validation\n`
      : "our own scenes, a stand-in for MS-COCO: figures do not compare with the paper's\n",
  );
  const began = performance.now();
  const trained = await watched(options, files);
  const { result, noPictureBits } = trained;
  const record = {
    task: files ? "caption files" : "built-in scenes",
    learner,
    seed,
    engine: result.engine,
    epochs: result.train.length,
    bitsPerWord: result.validation.at(-1),
  };
  writeWhole(out, encodeWeights(trained, options, record));
  const seconds = (performance.now() - began) / 1000;
  if (json) {
    const all = { ...record, noPictureBits, ...result, seconds, out };
    process.stdout.write(`${JSON.stringify(all)}\n`);
  }
  process.stderr.write(`${captionReport(result, noPictureBits)}weights: ${out}\n`);
  if (result.interrupted) {
    throw new UserError(`Stopped in epoch ${result.train.length} of ${options.epochs}.`, 130);
  }
}

function filesOf({ coco, features, featuresIds }: TrainCaptionsOptions) {
  if (coco === undefined && features === undefined && featuresIds === undefined) return undefined;
  if (coco !== undefined && features !== undefined) {
    return { captions: coco, features, ids: featuresIds };
  }
  throw new UserError(
    "Captions need --coco <captions.json> and --features <file> together; without both, the built-in scenes are used.",
    2,
  );
}

function encodeWeights(
  { weights, shapes, vocabulary }: TrainedCaptioner,
  options: TrainCaptionsOptions,
  record: object,
): Uint8Array {
  const tensors = Object.fromEntries(
    Object.entries(weights).map(([name, values]) => [
      name,
      { shape: shapes[name] ?? [values.length], values: Float32Array.from(values) },
    ]),
  );
  const { hidden, embedding, granules, window, update, rate, batch, dropout } = options;
  const choices = { hidden, embedding, granules, window, update, rate, batch, dropout };
  const told = { format: "purkinje-captions-1", version, ...record, choices, vocabulary };
  return encodeTensors({ tensors, metadata: { purkinje: JSON.stringify(told) } });
}

/** Trains in a thread of its own; Ctrl-C ends it after the batch that it is in. */
async function watched(
  options: TrainCaptionsOptions,
  files: ReturnType<typeof filesOf>,
): Promise<TrainedCaptioner> {
  const pool = new Tinypool({
    filename: new URL("./training/caption-worker.js", import.meta.url).href,
    maxThreads: 1,
    minThreads: 1,
  });
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const forget = onInterrupt(() => Atomics.store(stop, 0, 1));
  const { port1: ear, port2: port } = new MessageChannel();
  const bar = captionProgress();
  ear.on("message", (progress: CaptionProgress) => bar.update(progress));
  const { learner, seed, epochs, batch, dropout, scenes, engine, words } = options;
  const { window, hidden, embedding, granules, update, rate } = options;
  const training: CaptionTraining = {
    source: { files, batch, minimumCount: options.minCount, words, scenes },
    learner,
    options: { window, hidden, embedding, granules, update, rate },
    engine,
    seed,
    epochs,
    dropout,
    hasControl: options.control,
    port,
    stop,
  };
  try {
    const outcome: CaptionOutcome = await pool.run(training, { transferList: [port] });
    if ("mistake" in outcome) throw new UserError(outcome.mistake);
    return outcome;
  } finally {
    forget();
    bar.stop();
    ear.close();
    await pool.destroy();
  }
}
