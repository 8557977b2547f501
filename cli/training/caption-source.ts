/** Where pictures and captions come from: files that the user names, or our own scenes. */
import { readCocoCaptions } from "../../bridge/datasets/coco.ts";
import type { CaptionTask } from "../../sim/tasks/sequence/captions/caption-batches.ts";
import { captionTask } from "../../sim/tasks/sequence/captions/caption-batches.ts";
import { heldOut } from "../../sim/tasks/sequence/captions/held-out.ts";
import { sceneCaptions } from "../../sim/tasks/sequence/captions/scene-captions.ts";
import { UserError } from "../user-error.ts";

export interface CaptionSource {
  readonly files?: CaptionFileNames | undefined;
  readonly batch: number;
  readonly minimumCount: number;
  /** Captions of fewer or more words are left out. */
  readonly words?: { readonly min: number; readonly max: number } | undefined;
  /** Scenes to learn from, where there are no files. */
  readonly scenes: number;
}

interface CaptionFileNames {
  readonly captions: string;
  readonly features: string;
  readonly ids?: string | undefined;
}

/** Of the pictures in a file, every fifth is kept for validation. */
const HELD_OUT = 5;

/** A UserError where a file is not what it should be. */
export async function captionTaskFrom(source: CaptionSource): Promise<CaptionTask> {
  const { files, batch, minimumCount, words, scenes } = source;
  const options = { batch, minimumCount, ...(words ? { words } : {}) };
  if (!files) return checked(() => sceneCaptions({ ...options, trainingScenes: scenes }));
  const read = await readCocoCaptions(files.captions, files.features, files.ids);
  if (typeof read === "string") throw new UserError(read);
  const { training, validation } = heldOut(read, HELD_OUT);
  return checked(() => captionTask(training, validation, { name: files.captions, ...options }));
}

function checked(make: () => CaptionTask): CaptionTask {
  let task: CaptionTask;
  try {
    task = make();
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${error.message}.`);
    throw error;
  }
  if (task.validation.length > 0) return task;
  throw new UserError(
    `${task.name} has no caption to be judged by: every ${HELD_OUT}th picture is kept for that. Give more pictures, or other --words.`,
  );
}
