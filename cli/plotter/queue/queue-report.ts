import type { QueueReport } from "../../../bridge/protocol/queue-message.ts";
import type { JobQueue } from "./job-queue.ts";
import type { QueuePlans } from "./queue-plans.ts";
import type { UnfinishedDrawing } from "./unfinished-drawing.ts";

/** The queue as pages see it. */
export function reportOf(
  queue: JobQueue,
  plans: QueuePlans,
  byItself: boolean,
  unfinished: UnfinishedDrawing | undefined,
): QueueReport {
  return {
    op: "queue",
    byItself,
    jobs: queue.all.map((drawing) => {
      const { id, name, state, file, why = null } = drawing;
      const none = { layers: null, strokes: null, inkMm: null, seconds: null };
      return {
        id,
        name,
        state,
        ...none,
        ...plans.figures(drawing),
        repeats: file !== undefined,
        why,
      };
    }),
    unfinished: unfinished ? unfinishedOf(unfinished) : null,
  };
}

function unfinishedOf({
  header,
  at,
  name,
  plan,
  why,
}: UnfinishedDrawing): QueueReport["unfinished"] {
  return {
    began: header.began,
    name,
    strokes: header.jobs[at.job]?.strokes ?? 0,
    done: at.done,
    why: why ?? (plan ? null : "It is being planned anew."),
  };
}
