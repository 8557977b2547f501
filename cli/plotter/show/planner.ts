/** Has drawings planned by a thread, one after another, with bounds on its memory and its time. */
import { Worker } from "node:worker_threads";
import type { Job } from "../../../plant/plotter/job.ts";
import type { PenArm } from "../../../plant/plotter/pen-arm.ts";
import { motionFor } from "../../drawing/motion.ts";
import type { Wish } from "../journal.ts";
import type { Planned, PlanOrder, PlanReport, PlanSettings } from "./plan-order.ts";

export interface PlannedDrawing extends Planned {
  readonly id: number;
  readonly name: string;
  readonly job: Job;
}

const MEMORY_MB = 1024;
const PATIENCE_MS = 60_000;
/** Drawings that are planned or wait for that. */
export const PLANNING_MAX = 8;

export interface Planner {
  /** Whether so many wait for their plans that no other should. */
  readonly isBusy: boolean;
  /** The plan, or a sentence that says why there is none. */
  plan(wish: Wish, name: string): Promise<PlannedDrawing | string>;
}

export function makePlanner(settings: PlanSettings, arm: PenArm): Planner {
  let plans = 0;
  let wanted = 0;
  let last = Promise.resolve();

  const planNow = async (wish: Wish, name: string): Promise<PlannedDrawing | string> => {
    const report = await inThread({ settings, wish, name });
    if (!report.ok) return report.why;
    const { ok: _, job, ...others } = report;
    plans++;
    return { ...others, id: plans, name, job: { ...job, settings: motionFor(arm, wish.speed) } };
  };

  return {
    get isBusy() {
      return wanted >= PLANNING_MAX;
    },
    plan(wish, name) {
      wanted++;
      const planned = last.then(() => planNow(wish, name));
      last = planned.then(
        () => void wanted--,
        () => void wanted--,
      );
      return planned;
    },
  };
}

function inThread(order: PlanOrder): Promise<PlanReport> {
  const worker = new Worker(new URL("./plan-worker.js", import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve) => {
    const fail = (why: string): void =>
      resolve({ ok: false, why: `Cannot draw ${order.name}: ${why}.` });
    const timer = setTimeout(() => {
      fail(`it would take longer than ${PATIENCE_MS / 1000} s to plan; simplify it or split it`);
      void worker.terminate();
    }, PATIENCE_MS);
    worker.once("message", resolve);
    worker.once("error", (error) => fail(`planning failed (${error.message})`));
    worker.once("exit", () => {
      clearTimeout(timer);
      fail("planning ended before its time");
    });
  });
}
