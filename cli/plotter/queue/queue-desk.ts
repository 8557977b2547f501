/**
 * What comes under the pen, and what becomes of it: drawings wait in a queue that is kept on disk, each is journaled while
 * it is drawn, and one that was not finished comes before all others. Nothing begins, or goes on, unless somebody says so.
 */
import { unreachable } from "../../../bridge/protocol/client-message.ts";
import type { QueueOrder, QueueReport } from "../../../bridge/protocol/queue-message.ts";
import type { JournalHeader, Mark, Wish } from "../journal.ts";
import { beginning, dropJournal } from "../journal.ts";
import type { InkSheet } from "../show/ink-sheet.ts";
import type { Ending, JobDesk, Work } from "../show/job-desk.ts";
import type { PlannedDrawing, Planner } from "../show/planner.ts";
import { headerFor } from "../work-header.ts";
import type { QueuedDrawing } from "./job-queue.ts";
import { FULL, JobQueue } from "./job-queue.ts";
import type { JournaledPass } from "./journaled-pass.ts";
import { makeJournaledPass } from "./journaled-pass.ts";
import { makeQueuePlans } from "./queue-plans.ts";
import { reportOf } from "./queue-report.ts";
import type { QueueStore } from "./queue-store.ts";
import { SKETCH, withStroke } from "./sketch-file.ts";
import type { UnfinishedDrawing } from "./unfinished-drawing.ts";
import { restOf, takeStock, whyNotHere, withPlan } from "./unfinished-drawing.ts";

export interface QueueDeskOptions {
  readonly desk: JobDesk;
  readonly planner: Planner;
  readonly store: QueueStore;
  readonly ink: InkSheet;
  /** Path of the journal. */
  readonly journal: string;
  /** How this run draws; what, is said by each drawing. */
  readonly run: Omit<Wish, "files" | "text" | "placed">;
  /** How somebody calls the machine. */
  readonly machine: string;
  readonly complain: (why: string) => void;
}

export interface QueueDesk {
  /** What is drawn, or was not finished, or would be drawn next. */
  readonly plan: PlannedDrawing | undefined;
  /** Strokes of it that were drawn before its present pass began. */
  readonly before: number;
  /** Whether something is under way. */
  readonly isBusy: boolean;
  /** Grows whenever `report` says something else. */
  readonly changes: number;
  report(): QueueReport;
  /** Plans a drawing and puts it at the end, or says why not. */
  add(
    name: string,
    bytes: Uint8Array,
  ): Promise<{ readonly job: number; readonly plan: number } | string>;
  /** Adds a stroke x₀ y₀ x₁ y₁ … [m] to the sketch at the end, or begins one there. */
  sketch(line: Float64Array): string | undefined;
  /** Draws the next, whose plan somebody has seen, and those after it. */
  draw(plan: number): string | undefined;
  order(message: QueueOrder): string | undefined;
  /** Something else is known about the machine now: what is next is planned anew. */
  planAnew(): void;
  /** Resolves when nothing is under way, and the disk knows all. */
  close(): Promise<void>;
}

const PLACED: Pick<Wish, "placed"> = { placed: true };

export function makeQueueDesk(options: QueueDeskOptions): QueueDesk {
  const { desk, planner, store, ink, journal: path, run, machine, complain } = options;
  const queue = new JobQueue(store.kept.jobs);
  let { byItself } = store.kept;
  let unfinished = takeStock(queue, path, store.path);
  let under: { readonly plan: PlannedDrawing; readonly before: number } | undefined;
  let changes = 0;
  /** What was written down last. */
  let saved = `0 ${byItself}`;
  /** Resolves when the journal is closed. */
  let settled = Promise.resolve();

  const wishFor = ({ file, placed }: QueuedDrawing): Wish => ({
    ...run,
    files: file === undefined ? [] : [store.path(file)],
    ...(placed ? PLACED : {}),
  });
  const plans = makeQueuePlans({ queue, planner, wishFor, changed });

  function changed(): void {
    changes++;
    plans.prepare();
    const now = `${queue.changes} ${byItself}`;
    if (now === saved) return;
    saved = now;
    try {
      store.save(queue, byItself);
    } catch (error) {
      complain(error instanceof Error ? error.message : String(error));
    }
  }

  function nextReady(): { drawing: QueuedDrawing; plan: PlannedDrawing } | undefined {
    const [drawing] = queue.waiting;
    const plan = drawing && plans.ready(drawing);
    return plan && { drawing, plan };
  }

  /** The next, after another; there has to be one. */
  function nextWork(): Work {
    const next = nextReady();
    if (!next) throw new RangeError("nothing is ready to be drawn");
    return workOf(next.drawing, next.plan, { wantsPaper: !byItself });
  }

  function workOf(
    drawing: QueuedDrawing,
    plan: PlannedDrawing,
    { wantsPaper = false, resumed }: { wantsPaper?: boolean; resumed?: UnfinishedDrawing },
  ): Work {
    const { id, name, file } = drawing;
    const job = { strokes: plan.job.strokes.length, source: plan.source, plan: plan.hash };
    const header =
      resumed?.header ?? headerFor([{ name: store.path(file ?? name), ...job }], wishFor(drawing));
    const from: Mark = resumed?.at ?? beginning;
    const pen = makeJournaledPass({
      path,
      header,
      from,
      name,
      plan,
      wantsPaper,
      after: settled,
      complain,
    });
    under = { plan, before: from.done };
    unfinished = undefined;
    queue.turn(id, "drawing");
    changed();
    return {
      plan: plan.id,
      pass: pen.pass,
      look: pen.look,
      holds: (stroke) => (stroke === 0 ? !wantsPaper : byItself),
      async release(stroke) {
        if (stroke > 0) return;
        await pen.open();
        if (wantsPaper) ink.clear();
        queue.turn(id, "drawing", { began: header.began });
        changed();
      },
      over: (ending) => over(drawing, pen, { header, plan, resumed }, ending),
    };
  }

  function over(
    { id, name }: QueuedDrawing,
    pen: JournaledPass,
    was: { header: JournalHeader; plan: PlannedDrawing; resumed: UnfinishedDrawing | undefined },
    { how, why }: Ending,
  ): Work | undefined {
    const { header, plan, resumed } = was;
    const rest = pen.at && restOf({ header, at: pen.at });
    under = undefined;
    settled = pen.close(pen.at && !rest ? "done" : how);
    if (how === "done" || (pen.at && !rest)) queue.turn(id, "done");
    else if (pen.at === undefined && resumed) {
      unfinished = resumed;
      queue.turn(id, "unfinished", { ...(why !== undefined && { why }) });
    } else if (rest === undefined) queue.putBack(id);
    else if (how === "cancelled") queue.turn(id, "cancelled");
    else {
      unfinished = { header, at: rest, name, id, plan, why: undefined };
      queue.turn(id, "unfinished", { ...(why !== undefined && { why }) });
    }
    if (how === "done" && nextReady()) return nextWork();
    // Nothing rises from limp by itself: one whose plan comes later waits for Draw.
    changed();
    return undefined;
  }

  /** Looks at what a program before this one has left. */
  async function lookBack(): Promise<void> {
    const left = unfinished;
    if (!left) return;
    const why = whyNotHere(left, run, machine);
    const plan = why ?? (await planner.plan(left.header.wish, left.name));
    if (unfinished !== left) return;
    unfinished = why === undefined ? withPlan(left, plan) : { ...left, why };
    const strokes = unfinished.plan?.job.strokes.slice(0, left.at.done) ?? [];
    for (const stroke of strokes) ink.addLine(stroke);
    const drawing = queue.find(left.id ?? 0);
    if (drawing && unfinished.plan) plans.take(drawing, unfinished.plan);
    changed();
  }
  void lookBack();
  changed();

  function goOn(began: string): string | undefined {
    const left = unfinished;
    if (left?.header.began !== began) return NOT_UNFINISHED;
    const { plan, name } = left;
    if (!plan) return left.why ?? `${name} is being planned anew; try again.`;
    return desk.begin(() => {
      const drawing = queue.find(left.id ?? 0) ?? queue.adopt(name, began);
      plans.take(drawing, plan);
      return workOf(drawing, plan, { resumed: { ...left, id: drawing.id } });
    });
  }

  function giveUp(began: string): string | undefined {
    if (unfinished?.header.began !== began) return NOT_UNFINISHED;
    try {
      dropJournal(path);
    } catch (error) {
      return `The journal cannot be removed: ${error instanceof Error ? error.message : error}.`;
    }
    if (unfinished.id !== undefined) queue.turn(unfinished.id, "cancelled");
    unfinished = undefined;
    return undefined;
  }

  /** The sketch `last` with one more stroke; undefined if it is none, or cannot grow. */
  function grownBy({ placed, file }: QueuedDrawing, line: Float64Array): Uint8Array | undefined {
    if (!placed || file === undefined) return undefined;
    try {
      return withStroke(store.read(file), line);
    } catch {
      // Somebody has touched its file; that is said when it is its turn.
      return undefined;
    }
  }

  function carryOut(message: QueueOrder): string | undefined {
    switch (message.op) {
      case "moveJob":
        return queue.move(message.job, message.to);
      case "removeJob":
        return queue.remove(message.job);
      case "repeatJob":
        return queue.repeat(message.job);
      case "byItself":
        byItself = message.on;
        return undefined;
      case "changed":
        return desk.changed(message.what);
      case "goOn":
        return goOn(message.began);
      case "giveUp":
        return giveUp(message.began);
      default:
        return unreachable(message);
    }
  }

  return {
    get plan() {
      if (under) return under.plan;
      if (unfinished) return unfinished.plan;
      const [next] = queue.waiting;
      return next && plans.shown(next);
    },
    get before() {
      return under ? under.before : unfinished?.plan ? unfinished.at.done : 0;
    },
    get isBusy() {
      return desk.state.state !== "limp";
    },
    get changes() {
      return changes;
    },
    report: () => reportOf(queue, plans, byItself, unfinished),

    async add(name, bytes) {
      if (queue.isFull) return FULL;
      const put = store.put(name, bytes);
      if (typeof put === "string") return put;
      const fresh = { name, file: put.file, placed: false };
      const plan = await planner.plan({ ...run, files: [store.path(put.file)] }, name);
      if (typeof plan === "string" || queue.isFull) {
        store.drop(put.file);
        return typeof plan === "string" ? plan : FULL;
      }
      const drawing = queue.add(fresh);
      plans.take(drawing, plan);
      changed();
      return { job: drawing.id, plan: plan.id };
    },

    sketch(line) {
      const last = queue.waiting.at(-1);
      const grown = last && grownBy(last, line);
      if (!grown && queue.isFull) return FULL;
      const put = store.put(
        "sketch.json",
        grown ?? withStroke(undefined, line) ?? new Uint8Array(),
      );
      if (typeof put === "string") return put;
      if (grown && last) queue.refile(last.id, put.file);
      else queue.add({ name: SKETCH, file: put.file, placed: true });
      changed();
      return undefined;
    },

    draw(wanted) {
      if (unfinished) {
        return `${unfinished.name} is not finished: go on with it or give it up before another is drawn.`;
      }
      if (under) return "Expected to begin a job while there is none, found one.";
      const next = nextReady();
      if (next?.plan.id !== wanted) {
        return "Expected the plan that is proposed now, found another; look at it first.";
      }
      return desk.begin(() => workOf(next.drawing, next.plan, {}));
    },

    order(message) {
      const why = carryOut(message);
      if (why === undefined) changed();
      return why;
    },
    planAnew() {
      plans.forget();
      changed();
    },
    async close() {
      await desk.rest();
      await settled;
    },
  };
}

const NOT_UNFINISHED =
  "Expected the drawing that is not finished, found another or none; look at it first.";
