/**
 * From a drawing to a job for a machine: where on the paper, in which order, how fast.
 */
import type { Job, JobSettings } from "../../plant/plotter/job.ts";
import { planJob } from "../../plant/plotter/job.ts";
import type { Rectangle } from "../../plant/plotter/reach.ts";
import { lengthOf } from "../../plant/plotter/stroke.ts";
import type { ArrangeOptions } from "./arrange/arrange.ts";
import { arrange } from "./arrange/arrange.ts";
import type { Drawing } from "./drawing.ts";

interface PlannedLayer {
  readonly name: string;
  readonly colour?: string;
  /** Its strokes in the job: the first, and how many. A pen is changed before the first. */
  readonly first: number;
  readonly strokes: number;
  /** [m] */
  readonly ink: number;
}

export interface Plan {
  readonly job: Job;
  readonly layers: readonly PlannedLayer[];
  /** Metres on paper for each in the drawing. */
  readonly scale: number;
  readonly paper: Rectangle | undefined;
  readonly warnings: readonly string[];
}

export function planDrawing(
  drawing: Drawing,
  options: ArrangeOptions,
  settings: JobSettings,
): Plan {
  const { layers, scale, paper } = arrange(drawing, settings.arm, options);
  const strokes = layers.flatMap((layer) => layer.strokes);
  let first = 0;
  const planned = layers.map(({ strokes: own, ...layer }) => {
    const ink = own.reduce((sum, stroke) => sum + lengthOf(stroke), 0);
    first += own.length;
    return { ...layer, first: first - own.length, strokes: own.length, ink };
  });
  const job = planJob(strokes, settings);
  return { job, layers: planned, scale, paper, warnings: drawing.warnings };
}
