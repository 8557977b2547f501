/** Plans one drawing, in a thread of its own: a large one takes seconds, and the machine wants its commands. */
import { parentPort, workerData } from "node:worker_threads";
import type { TimedLine } from "../../../bridge/protocol/line-bundle.ts";
import { encodeLines } from "../../../bridge/protocol/line-bundle.ts";
import type { Job } from "../../../plant/plotter/job.ts";
import { pensOf, planFile, planFiles, planHash } from "../../drawing/plan-file.ts";
import { predict } from "../../drawing/prediction.ts";
import type { Machine } from "../../machine/machine.ts";
import { openMachine } from "../../machine/machine.ts";
import { UserError } from "../../user-error.ts";
import type { Wish } from "../journal.ts";
import type { ExpectedInk, PlanOrder, PlanReport } from "./plan-order.ts";

/** For a longer job the ink is not worked out beforehand: it would take seconds [s of the job]. */
const EXPECTED_MAX = 3600;

function plan({ wish, name, settings }: PlanOrder): PlanReport {
  const machine = openMachine(settings.machine);
  const { arm } = machine.config;
  const [file] = wish.files;
  const planned =
    file === undefined ? planFiles([], wish, arm).at(0) : planFile(file, wish, arm, name);
  if (!planned) return { ok: false, why: "Expected something to draw, found nothing." };
  const { source } = planned;
  const { layers, warnings, job: whole } = planned.plan;
  const { strokes, moves, seconds, ink, air } = whole;
  const lines = moves.flatMap(({ kind, stroke, begins, seconds }): TimedLine[] => {
    const points = strokes[stroke];
    return kind === "draw" && points ? [{ points, begins, seconds }] : [];
  });
  return {
    ok: true,
    job: { strokes, moves, seconds, ink, air },
    layers: layers.length,
    pens: pensOf(planned.plan),
    warnings,
    source,
    hash: planHash(planned.plan),
    lines: encodeLines(lines),
    expected: expect(whole, machine, wish, settings.learned),
  };
}

function expect(
  job: Job,
  machine: Machine,
  { steering }: Wish,
  learned: string | undefined,
): ExpectedInk | undefined {
  if (job.seconds > EXPECTED_MAX) return undefined;
  const prediction = predict(job, machine, steering, learned);
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
    if (!(cause instanceof UserError)) throw cause;
    return { ok: false, why: cause.message };
  }
}

parentPort?.postMessage(answer(workerData));
