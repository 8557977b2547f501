/**
 * A training run that was interrupted, on disk: everything it needs to go on as if it had not been.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { decodeTensors, encodeTensors } from "../../bridge/weights/safetensors.ts";
import type { Real } from "../../controller/kernels/kernels.ts";
import { UserError } from "../user-error.ts";
import { writeWhole } from "../write-whole.ts";

const Progress = z.object({
  format: z.literal("purkinje-training-1"),
  iteration: z.int().nonnegative(),
  random: z.array(z.int()).length(4),
  best: z.object({ score: z.number(), iteration: z.int() }),
  /** The options that make a run what it is; a run can only go on with the same. */
  options: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TrainingProgress = z.infer<typeof Progress>;

/** The arrays of a run, all of the cortex's size: shared with it, read by `save`, written by `load`. */
export interface TrainingArrays {
  readonly weights: Real;
  readonly best: Real;
  readonly first: Real;
  readonly second: Real;
}

const names = ["weights", "best", "first", "second"] as const;

export function saveCheckpoint(
  path: string,
  arrays: TrainingArrays,
  progress: Omit<TrainingProgress, "format">,
): void {
  const record: TrainingProgress = { format: "purkinje-training-1", ...progress };
  const tensors = Object.fromEntries(
    names.map((name) => [name, { shape: [arrays[name].length], values: arrays[name] }]),
  );
  writeWhole(path, encodeTensors({ tensors, metadata: { training: JSON.stringify(record) } }));
}

/** Fills `arrays` from the checkpoint at `path`, or throws a UserError that says why it cannot. */
export function loadCheckpoint(
  path: string,
  arrays: TrainingArrays,
  options: TrainingProgress["options"],
): TrainingProgress {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(path));
  } catch {
    throw new UserError(`There is no checkpoint ${path} to resume from; leave --resume out.`);
  }
  const file = decodeTensors(bytes);
  if (typeof file === "string") throw new UserError(`${path} is not a checkpoint: ${file}.`);
  const record = Progress.safeParse(parse(file.metadata["training"]));
  if (!record.success) {
    throw new UserError(`${path} is not a checkpoint: it has no record of a training run.`);
  }
  for (const [name, wanted] of Object.entries(options)) {
    const found = record.data.options[name];
    if (found !== wanted) {
      throw new UserError(
        `The checkpoint ${path} was made with --${name} ${found}, now it is ${wanted}: a run can only go on as it began.`,
      );
    }
  }
  for (const name of names) {
    const tensor = file.tensors[name];
    if (tensor?.values.length !== arrays[name].length) {
      throw new UserError(
        `${path} is damaged: ${name} should hold ${arrays[name].length} numbers, found ${tensor?.values.length ?? 0}.`,
      );
    }
    arrays[name].set(tensor.values);
  }
  return record.data;
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
