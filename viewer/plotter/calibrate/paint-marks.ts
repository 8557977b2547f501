/** Dots where they are believed, and marks as they are measured, over the sheet. */
import { css, look } from "../look.ts";
import { bandOf } from "./bands.ts";

type Spot = readonly [number, number];

interface ShownDot {
  /** In pixels; undefined where nobody can tell. */
  readonly believed: Spot | undefined;
  readonly measured: Spot | undefined;
  readonly marks: readonly Spot[];
  readonly offMm: number | null;
}

export interface ShownMarks {
  readonly dots: readonly ShownDot[];
  readonly chosen: number;
  /** Of the chosen dot. */
  readonly mark: number;
  readonly references: readonly { readonly name: string; readonly at: Spot }[];
}

const RING = 11;
const CROSS = 6;
const BELIEVED = "#6d83b8";
const REFERENCE = "#0b7fc0";
const { wish, distances } = look();
const CHOSEN = css(wish);

export function paintMarks(
  context: CanvasRenderingContext2D,
  { dots, chosen, mark, references }: ShownMarks,
): void {
  context.save();
  context.font = "600 12px Inter, system-ui, sans-serif";
  context.textBaseline = "middle";
  for (const [dot, { believed, measured, marks, offMm }] of dots.entries()) {
    const isChosen = dot === chosen;
    if (believed) {
      context.strokeStyle = isChosen ? CHOSEN : BELIEVED;
      context.lineWidth = isChosen ? 2 : 1.25;
      ring(context, believed, RING);
      context.fillStyle = context.strokeStyle;
      context.textAlign = "right";
      context.fillText(String(dot + 1), believed[0] - RING - 3, believed[1] + RING);
    }
    const band = offMm === null ? undefined : distances[bandOf(offMm)];
    context.strokeStyle = band ? css(band) : CHOSEN;
    context.lineWidth = 1.5;
    if (measured && believed) line(context, believed, measured);
    if (measured) cross(context, measured, CROSS);
    for (const [k, at] of marks.entries()) {
      context.lineWidth = isChosen && k === mark ? 2 : 1;
      ring(context, at, isChosen && k === mark ? 5 : 3.5);
    }
  }
  for (const { name, at } of references) {
    context.strokeStyle = REFERENCE;
    context.fillStyle = REFERENCE;
    context.lineWidth = 1.5;
    cross(context, at, 9);
    context.textAlign = "left";
    context.fillText(name, at[0] + 12, at[1] - 10);
  }
  context.restore();
}

function ring(context: CanvasRenderingContext2D, [x, y]: Spot, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.stroke();
}

function cross(context: CanvasRenderingContext2D, [x, y]: Spot, size: number): void {
  context.beginPath();
  context.moveTo(x - size, y);
  context.lineTo(x + size, y);
  context.moveTo(x, y - size);
  context.lineTo(x, y + size);
  context.stroke();
}

function line(context: CanvasRenderingContext2D, from: Spot, to: Spot): void {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}
