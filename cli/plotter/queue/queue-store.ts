/**
 * The queue on disk, beside the machine's journal: a folder with the drawings as they came in, and a list of them. What
 * waits is still there after a crash.
 */
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { Machine } from "../../machine/machine.ts";
import { UserError } from "../../user-error.ts";
import { writeWhole } from "../../write-whole.ts";
import type { JobQueue, QueuedDrawing } from "./job-queue.ts";

/** Of all drawings together [bytes]. */
export const QUEUE_BYTES_MAX = 96 * 1024 * 1024;
/** Of a file's name, without its number. */
const NAME_CHARS_MAX = 40;
const LIST = "queue.json";
const FILE = /^\d{1,9}-[\w.-]{1,40}$/;

const List = z.strictObject({
  format: z.literal("purkinje queue"),
  version: z.literal(1),
  byItself: z.boolean(),
  jobs: z.array(
    z.strictObject({
      id: z.int().min(1).max(1e9),
      name: z.string(),
      file: z.string().regex(FILE).optional(),
      placed: z.boolean(),
      state: z.enum(["waits", "drawing", "unfinished", "done", "cancelled", "failed"]),
      began: z.string().optional(),
      why: z.string().optional(),
    }),
  ),
});

export interface QueueStore {
  readonly kept: { readonly byItself: boolean; readonly jobs: readonly QueuedDrawing[] };
  /** Writes the list down, and deletes drawings that are not in it. Throws a UserError if the disk fails. */
  save(queue: JobQueue, byItself: boolean): void;
  /** Keeps a drawing and names its file, or says why not. */
  put(name: string, bytes: Uint8Array): { readonly file: string } | string;
  drop(file: string): void;
  /** Where a file is. */
  path(file: string): string;
  /** What is in a file. */
  read(file: string): Uint8Array;
}

export function openQueueStore(
  { beside }: Pick<Machine, "beside">,
  note: (text: string) => void,
): QueueStore {
  const folder = resolve(`${beside}.queue`);
  const list = join(folder, LIST);
  const fresh = new Set<string>();
  let newest = Math.max(0, ...files(folder).map((file) => Number.parseInt(file, 10)));

  return {
    kept: readList(list, note),
    path: (file) => join(folder, file),
    read: (file) => readFileSync(join(folder, file)),
    save({ all }, byItself) {
      const jobs = all.map(({ file, began, why, ...drawing }) => ({
        ...drawing,
        ...(file !== undefined && { file }),
        ...(began !== undefined && { began }),
        ...(why !== undefined && { why }),
      }));
      const kept: z.infer<typeof List> = { format: "purkinje queue", version: 1, byItself, jobs };
      mkdirSync(folder, { recursive: true });
      writeWhole(list, Buffer.from(`${JSON.stringify(kept, undefined, 1)}\n`));
      const wanted = new Set(all.map(({ file }) => file));
      for (const file of files(folder)) {
        if (wanted.has(file)) fresh.delete(file);
        else if (!fresh.has(file)) rmSync(join(folder, file), { force: true });
      }
    },
    put(name, bytes) {
      const size = files(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
      if (size + bytes.length > QUEUE_BYTES_MAX) {
        return `Expected drawings of at most ${QUEUE_BYTES_MAX / 2 ** 20} MiB in the queue, found more: draw or remove some first.`;
      }
      newest++;
      const plain = name.replaceAll(/[^\w.-]+/g, "_").slice(-NAME_CHARS_MAX) || "drawing";
      const file = `${newest}-${plain}`;
      try {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, file), bytes);
      } catch (error) {
        return `The drawing could not be kept: ${error instanceof Error ? error.message : error}.`;
      }
      fresh.add(file);
      return { file };
    },
    drop(file) {
      fresh.delete(file);
      rmSync(join(folder, file), { force: true });
    },
  };
}

function files(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => FILE.test(file));
  } catch {
    return [];
  }
}

/** What was kept; a list that cannot be read is put aside, for nothing that moves depends on it. */
function readList(path: string, note: (text: string) => void): QueueStore["kept"] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return { byItself: false, jobs: [] };
    }
    throw new UserError(
      `The queue ${path} cannot be read: ${error instanceof Error ? error.message : error}.`,
    );
  }
  const list = List.safeParse(parsed(text));
  if (!list.success) {
    renameSync(path, `${path}.old`);
    note(`expected a queue of drawings in ${path}, found something else; it is put aside as .old`);
    return { byItself: false, jobs: [] };
  }
  const jobs = list.data.jobs.map(({ file, began, why, ...drawing }) => ({
    ...drawing,
    file,
    began,
    why,
  }));
  return { byItself: list.data.byItself, jobs };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
