/** Has drawings planned by a thread, one at a time, with bounds on its memory and its time. */
import { Worker } from "node:worker_threads";
import type { Job } from "../../../plant/plotter/job.ts";
import type { PenArm } from "../../../plant/plotter/pen-arm.ts";
import { motionFor } from "../../drawing/motion.ts";
import type { ExpectedInk, PlanOrder, PlanReport, PlanSettings, Sketch } from "./plan-order.ts";

export interface PlannedDrawing {
  readonly id: number;
  readonly name: string;
  readonly job: Job;
  readonly layers: number;
  readonly warnings: readonly string[];
  /** For GET /plan: line-bundle.ts. */
  readonly lines: Uint8Array;
  readonly expected: ExpectedInk | undefined;
}

const MEMORY_MB = 1024;
const PATIENCE_MS = 60_000;

export interface Planner {
  readonly isBusy: boolean;
  /** The plan, or why there is none. */
  plan(sketch: Sketch, name: string): Promise<PlannedDrawing | string>;
  /** The latest plan made anew, by what is known about the machine now; undefined if there is none, or another is being made. */
  again(): Promise<PlannedDrawing | string> | undefined;
}

export function makePlanner(settings: PlanSettings, arm: PenArm): Planner {
  const motion = motionFor(arm, settings.speed);
  let plans = 0;
  let isBusy = false;
  let latest: Parameters<Planner["plan"]> | undefined;

  const planner: Planner = {
    get isBusy() {
      return isBusy;
    },
    again: () => (latest && !isBusy ? planner.plan(...latest) : undefined),
    async plan(sketch, name) {
      isBusy = true;
      const report = await inThread({ sketch, settings }).finally(() => {
        isBusy = false;
      });
      if (!report.ok) return `Cannot draw ${name}: ${report.why}.`;
      const { job, ...others } = report;
      plans++;
      latest = [sketch, name];
      return { ...others, id: plans, name, job: { ...job, settings: motion } };
    },
  };
  return planner;
}

function inThread(order: PlanOrder): Promise<PlanReport> {
  const worker = new Worker(new URL("./plan-worker.js", import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  return new Promise((resolve) => {
    const fail = (why: string): void => resolve({ ok: false, why });
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
