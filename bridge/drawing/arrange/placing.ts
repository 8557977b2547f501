/**
 * Where on the plane of the machine a drawing goes: turned as asked, as large as fits, and centred.
 *
 * The drawing has y down, the machine y away from itself, so the map mirrors.
 */
import type { Reach, Rectangle } from "../../../plant/plotter/reach.ts";
import type { Affine } from "../affine.ts";
import { compose, rotation } from "../affine.ts";
import { Count, POINTS_MAX } from "../bounds.ts";
import type { Drawing } from "../drawing.ts";
import { DrawingError } from "../drawing-error.ts";
import { forEachStroke } from "../flatten.ts";

export interface PlacingOptions {
  /** Clockwise, as one looks at the paper [rad]; "auto" takes a quarter turn if that is larger. */
  readonly turn: number | "auto";
  /** Free on each side [m]. */
  readonly margin: number;
  /** The sheet, or undefined: then the drawing may use all of the reach. */
  readonly paper: PaperSize | undefined;
  /** Whether the drawing keeps the size that its file gives it. */
  readonly keepsSize: boolean;
}

export interface PaperSize {
  /** [m] */
  readonly width: number;
  readonly height: number;
  /** Its corner nearest to the machine, on the left [m]; where there is none, where it is reached best. */
  readonly corner?: readonly [number, number] | undefined;
}

export interface Placing {
  /** From the drawing to the plane of the machine. */
  readonly map: Affine;
  /** Metres on paper for each in the drawing. */
  readonly scale: number;
  readonly paper: Rectangle | undefined;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export function placeDrawing(drawing: Drawing, reach: Reach, options: PlacingOptions): Placing {
  const turns = options.turn === "auto" ? [0, Math.PI / 2] : [options.turn];
  const placings = turns.flatMap((turn) => placeTurned(drawing, reach, options, turn) ?? []);
  const [best] = placings.sort((a, b) => b.scale - a.scale);
  if (!best) throw new DrawingError(whyNot(drawing, options));
  return best;
}

function placeTurned(
  drawing: Drawing,
  reach: Reach,
  options: PlacingOptions,
  turn: number,
): Placing | undefined {
  const turned = rotation(turn);
  const box = boxOf(drawing, turned);
  const { margin, keepsSize } = options;
  const paper = options.paper && placePaper(options.paper, reach);
  const room = paper && shrink(paper, margin);
  if (room && !(room.width > 0 && room.height > 0)) return undefined;

  // A dot has no size to fit. Without a sheet, the margin is kept from the edge of the reach.
  const [width, height] = [Math.max(box.width, SMALLEST), Math.max(box.height, SMALLEST)];
  const place = reach.largest(width, height, room ? { within: room } : { border: margin });
  if (!place) return undefined;
  const largest = Math.min(place.width / width, place.height / height);
  if (keepsSize && largest < 1) return undefined;
  const isDot = Math.max(box.width, box.height) < SMALLEST;
  const scale = keepsSize || isDot ? 1 : largest;

  const toPlace: Affine = [
    ...[scale, 0, 0, -scale],
    place.x + place.width / 2 - scale * (box.left + box.width / 2),
    place.y + place.height / 2 + scale * (box.top + box.height / 2),
  ] as const satisfies Affine;
  return { map: compose(toPlace, turned), scale, paper };
}

/** Nothing is smaller [m]. */
const SMALLEST = 1e-7;

/** The sheet lies where it is said to, or where a rectangle of its shape can be largest. */
export function placePaper({ width, height, corner }: PaperSize, reach: Reach): Rectangle {
  if (corner) return { x: corner[0], y: corner[1], width, height };
  const best = reach.largest(width, height);
  if (!best) return { x: -width / 2, y: 0, width, height };
  return {
    x: best.x + (best.width - width) / 2,
    y: best.y + (best.height - height) / 2,
    width,
    height,
  };
}

const shrink = ({ x, y, width, height }: Rectangle, margin: number): Rectangle => ({
  x: x + margin,
  y: y + margin,
  width: width - 2 * margin,
  height: height - 2 * margin,
});

/** What all strokes together take up, to a few thousandths of it. */
function boxOf(drawing: Drawing, map: Affine): Box {
  const coarse = boundsOf(drawing, map, COARSE);
  const fine = Math.max(coarse.width, coarse.height) / 5000;
  return fine < COARSE && fine > 0 ? boundsOf(drawing, map, fine) : coarse;
}

/** Right for drawings of half a metre and more [m]. */
const COARSE = 1e-4;

function boundsOf({ layers }: Drawing, map: Affine, tolerance: number): Box {
  const points = new Count(POINTS_MAX, "points");
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { outline } of layers) {
    forEachStroke(outline, map, tolerance, points, (stroke) => {
      for (let i = 0; i < stroke.length; i += 2) {
        const [x = 0, y = 0] = [stroke[i], stroke[i + 1]];
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    });
  }
  if (!(right >= left)) throw new DrawingError("there is nothing to draw in it");
  return { left, top, width: right - left, height: bottom - top };
}

function whyNot(drawing: Drawing, { paper, margin, keepsSize }: PlacingOptions): string {
  const { width, height } = boxOf(drawing, rotation(0));
  const mm = (metres: number): string => (1000 * metres).toFixed(0);
  const where = paper
    ? `the part of the paper (${mm(paper.width)} × ${mm(paper.height)} mm) that the machine reaches`
    : "what the machine reaches";
  const size = keepsSize ? ` at its size of ${mm(width)} × ${mm(height)} mm` : "";
  return `it does not fit${size} into ${where}, with margins of ${mm(margin)} mm`;
}
