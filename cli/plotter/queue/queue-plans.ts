/**
 * Plans of the drawings in a queue. A plan may take a hundred megabytes, so whole ones are kept of the drawing that is
 * next and of none behind it; of the others only their figures.
 */
import type { Wish } from "../journal.ts";
import type { PlannedDrawing, Planner } from "../show/planner.ts";
import type { JobQueue, QueuedDrawing } from "./job-queue.ts";

interface Figures {
  readonly layers: number;
  readonly strokes: number;
  readonly inkMm: number;
  /** Estimate. */
  readonly seconds: number;
}

/** A file that no drawing has. */
const STALE = "";

/** `of`: its file, for a sketch that grows gets another. */
interface Kept<T> {
  readonly of: QueuedDrawing["file"];
  readonly is: T;
}

export interface QueuePlansOptions {
  readonly queue: JobQueue;
  readonly planner: Planner;
  readonly wishFor: (drawing: QueuedDrawing) => Wish;
  /** Called when a plan has come, or there is none to come. */
  readonly changed: () => void;
}

export interface QueuePlans {
  figures(drawing: QueuedDrawing): Figures | undefined;
  /** The plan of what is next, if it is there. */
  ready(drawing: QueuedDrawing): PlannedDrawing | undefined;
  /** The same, or the one before it while a sketch that has grown is planned anew. */
  shown(drawing: QueuedDrawing): PlannedDrawing | undefined;
  /** Keeps what was planned elsewhere. */
  take(drawing: QueuedDrawing, plan: PlannedDrawing): void;
  /** Something else is known about the machine: what waits is planned anew. */
  forget(): void;
  /** Has planned what is missing, and forgets what is not needed. */
  prepare(): void;
}

export function makeQueuePlans(options: QueuePlansOptions): QueuePlans {
  const { queue, planner, wishFor, changed } = options;
  const plans = new Map<number, Kept<PlannedDrawing>>();
  const figures = new Map<number, Kept<Figures>>();
  let isPlanning = false;

  const fresh = <T>(of: ReadonlyMap<number, Kept<T>>, { id, file }: QueuedDrawing) => {
    const kept = of.get(id);
    return kept?.of === file ? kept?.is : undefined;
  };
  const take = ({ id, file: of }: QueuedDrawing, plan: PlannedDrawing): void => {
    plans.set(id, { of, is: plan });
    figures.set(id, { of, is: figuresOf(plan) });
  };
  const missing = (): QueuedDrawing | undefined => {
    const [next, ...others] = queue.waiting;
    if (next && !fresh(plans, next)) return next;
    return others.find((drawing) => !fresh(figures, drawing));
  };
  const planOne = async (drawing: QueuedDrawing): Promise<void> => {
    const plan = await planner.plan(wishFor(drawing), drawing.name);
    const now = queue.find(drawing.id);
    if (now?.state !== "waits" || now.file !== drawing.file) return;
    if (typeof plan === "string") queue.turn(drawing.id, "failed", { why: plan });
    else take(now, plan);
  };

  return {
    figures: (drawing) => fresh(figures, drawing),
    ready: (drawing) => fresh(plans, drawing),
    shown: ({ id }) => plans.get(id)?.is,
    take,
    forget() {
      for (const [id, { is }] of plans) plans.set(id, { of: STALE, is });
    },
    prepare() {
      const near = queue.waiting[0]?.id;
      for (const id of plans.keys()) if (id !== near) plans.delete(id);
      for (const id of figures.keys()) if (!queue.find(id)) figures.delete(id);
      const next = missing();
      if (!next || isPlanning) return;
      isPlanning = true;
      void planOne(next).finally(() => {
        isPlanning = false;
        changed();
      });
    },
  };
}

const figuresOf = ({ job, layers }: PlannedDrawing): Figures => ({
  layers,
  strokes: job.strokes.length,
  inkMm: Math.round(1000 * job.ink),
  seconds: Number(job.seconds.toFixed(1)),
});
