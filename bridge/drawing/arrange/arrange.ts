/**
 * From a drawing to the strokes that the machine draws: on its plane, few points, in a good order.
 */
import type { PenArm } from "../../../plant/plotter/pen-arm.ts";
import type { Rectangle } from "../../../plant/plotter/reach.ts";
import { reachOf } from "../../../plant/plotter/reach.ts";
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { lengthOf } from "../../../plant/plotter/stroke.ts";
import { Count, INK_MAX, POINTS_MAX } from "../bounds.ts";
import type { Drawing } from "../drawing.ts";
import { flatten } from "../flatten.ts";
import { mergeStrokes } from "./merge.ts";
import { orderStrokes } from "./order.ts";
import type { PlacingOptions } from "./placing.ts";
import { placeDrawing } from "./placing.ts";
import { simplifyStroke } from "./simplify-stroke.ts";

export interface ArrangeOptions extends PlacingOptions {
  /** How far curves may be off, and points be left out [m]; half of it for each. */
  readonly tolerance: number;
  /** Strokes whose ends are nearer than this are one [m]. */
  readonly joins: number;
}

interface ArrangedLayer {
  readonly name: string;
  readonly colour?: string;
  readonly strokes: readonly Stroke[];
}

export interface Arrangement {
  readonly layers: readonly ArrangedLayer[];
  /** Metres on paper for each in the drawing. */
  readonly scale: number;
  readonly paper: Rectangle | undefined;
}

export function arrange(drawing: Drawing, arm: PenArm, options: ArrangeOptions): Arrangement {
  const { map, scale, paper } = placeDrawing(drawing, reachOf(arm), options);
  const points = new Count(POINTS_MAX, "points");
  const ink = new Count(INK_MAX, "metres of ink");
  let pen = arm.home;
  const layers = drawing.layers.map(({ outline, ...layer }) => {
    const exact = flatten(outline, map, options.tolerance / 2, points);
    for (const stroke of exact) ink.add(lengthOf(stroke));
    const simple = exact.map((stroke) => simplifyStroke(stroke, options.tolerance / 2));
    const strokes = orderStrokes(mergeStrokes(simple, options.joins), pen);
    const last = strokes.at(-1);
    if (last) pen = [last[last.length - 2] ?? 0, last[last.length - 1] ?? 0];
    return { ...layer, strokes };
  });
  return { layers, scale, paper };
}
