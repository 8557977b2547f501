/** Plans one drawing, in a thread of its own: a large one takes seconds, and the machine wants its commands. */
import { parentPort, workerData } from "node:worker_threads";
import { DrawingError } from "../../../bridge/drawing/drawing-error.ts";
import { planDrawing } from "../../../bridge/drawing/plan-drawing.ts";
import { readDrawing } from "../../../bridge/drawing/read-drawing.ts";
import type { TimedLine } from "../../../bridge/protocol/line-bundle.ts";
import { encodeLines } from "../../../bridge/protocol/line-bundle.ts";
import type { Job } from "../../../plant/plotter/job.ts";
import { planJob } from "../../../plant/plotter/job.ts";
import { motionFor } from "../../drawing/motion.ts";
import { predict } from "../../drawing/prediction.ts";
import { openMachine } from "../../machine/machine.ts";
import { UserError } from "../../user-error.ts";
import type { ExpectedInk, PlanOrder, PlanReport, PlanSettings } from "./plan-order.ts";

/** For a longer job the ink is not worked out beforehand: it would take seconds [s of the job]. */
const EXPECTED_MAX = 3600;

function plan({ sketch, settings }: PlanOrder): PlanReport {
  const { speed, margin, paper, tolerance } = settings;
  const motion = motionFor(openMachine(settings.machine).config.arm, speed);
  if (sketch.kind === "line") return report(planJob([sketch.line], motion), 1, [], settings);
  const drawing = readDrawing(sketch.bytes, sketch.name, {
    font: "readable",
    layers: "auto",
    fills: true,
  });
  const placing = { turn: 0, margin, paper, keepsSize: false, tolerance, joins: tolerance };
  const { job, layers, warnings } = planDrawing(drawing, placing, motion);
  return report(job, layers.length, warnings, settings);
}

function report(
  whole: Job,
  layers: number,
  warnings: readonly string[],
  settings: PlanSettings,
): PlanReport {
  const { strokes, moves, seconds, ink, air } = whole;
  const lines = moves.flatMap(({ kind, stroke, begins, seconds }): TimedLine[] => {
    const points = strokes[stroke];
    return kind === "draw" && points ? [{ points, begins, seconds }] : [];
  });
  const job = { strokes, moves, seconds, ink, air };
  const expected = expect(whole, settings);
  return { ok: true, job, layers, warnings, lines: encodeLines(lines), expected };
}

function expect(job: Job, { machine, steering, learned }: PlanSettings): ExpectedInk | undefined {
  if (job.seconds > EXPECTED_MAX) return undefined;
  const prediction = predict(job, openMachine(machine), steering, learned);
  if (!prediction) return undefined;
  const points: number[] = [];
  for (const line of prediction.lines) {
    for (const [k, off] of line.off.entries()) {
      points.push(line.points[2 * k] ?? 0, line.points[2 * k + 1] ?? 0, off);
    }
    points.push(Number.NaN, Number.NaN, Number.NaN);
  }
  const { rmsMm, maxMm, basis } = prediction;
  return { rmsMm, maxMm, basis, points: Float32Array.from(points) };
}

function answer(order: PlanOrder): PlanReport {
  try {
    return plan(order);
  } catch (cause) {
    if (
      !(cause instanceof DrawingError || cause instanceof RangeError || cause instanceof UserError)
    )
      throw cause;
    return { ok: false, why: cause.message };
  }
}

parentPort?.postMessage(answer(workerData));
