/** Plans one drawing, in a thread of its own: a large one takes seconds, and the machine wants its commands. */
import { parentPort, workerData } from "node:worker_threads";
import { DrawingError } from "../../../bridge/drawing/drawing-error.ts";
import { planDrawing } from "../../../bridge/drawing/plan-drawing.ts";
import { readDrawing } from "../../../bridge/drawing/read-drawing.ts";
import type { TimedLine } from "../../../bridge/protocol/line-bundle.ts";
import { encodeLines } from "../../../bridge/protocol/line-bundle.ts";
import type { Job } from "../../../plant/plotter/job.ts";
import { planJob } from "../../../plant/plotter/job.ts";
import { makeMachine } from "../../../plant/plotter/machines.ts";
import { motionFor } from "../../drawing/motion.ts";
import type { PlanOrder, PlanReport } from "./plan-order.ts";

function plan({ sketch, settings }: PlanOrder): PlanReport {
  const { speed, margin, paper, tolerance } = settings;
  const motion = motionFor(makeMachine(settings.machine), speed);
  if (sketch.kind === "line") return report(planJob([sketch.line], motion), 1, []);
  const drawing = readDrawing(sketch.bytes, sketch.name, {
    font: "readable",
    layers: "auto",
    fills: true,
  });
  const placing = { turn: 0, margin, paper, keepsSize: false, tolerance, joins: tolerance };
  const { job, layers, warnings } = planDrawing(drawing, placing, motion);
  return report(job, layers.length, warnings);
}

function report(
  { strokes, moves, seconds, ink, air }: Job,
  layers: number,
  warnings: readonly string[],
): PlanReport {
  const lines = moves.flatMap(({ kind, stroke, begins, seconds }): TimedLine[] => {
    const points = strokes[stroke];
    return kind === "draw" && points ? [{ points, begins, seconds }] : [];
  });
  const job = { strokes, moves, seconds, ink, air };
  return { ok: true, job, layers, warnings, lines: encodeLines(lines) };
}

function answer(order: PlanOrder): PlanReport {
  try {
    return plan(order);
  } catch (cause) {
    if (!(cause instanceof DrawingError || cause instanceof RangeError)) throw cause;
    return { ok: false, why: cause.message };
  }
}

parentPort?.postMessage(answer(workerData));
