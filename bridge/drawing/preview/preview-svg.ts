/**
 * A picture of a plan, in SVG: the reach, the paper, the ink as wide as the pen, the ways through the air,
 * the order, and the ink that a model of the machine expects.
 *
 * One unit is a millimetre; y is turned over, since the machine's points away from it.
 */
import type { PenArm } from "../../../plant/plotter/pen-arm.ts";
import type { PredictedLine } from "../../../plant/plotter/predicted-ink.ts";
import type { Rectangle } from "../../../plant/plotter/reach.ts";
import { reachOf } from "../../../plant/plotter/reach.ts";
import type { Stroke } from "../../../plant/plotter/stroke.ts";
import { compose, scaling, translation } from "../affine.ts";
import { Count, SEGMENTS_MAX } from "../bounds.ts";
import { flatten } from "../flatten.ts";
import { Outline } from "../outline.ts";
import type { Plan } from "../plan-drawing.ts";
import { loadFont } from "../text/stroke-font.ts";
import { writeLine } from "../text/write-line.ts";
import { DISTANCES, piecesByDistance } from "./distances.ts";

export interface PreviewOptions {
  /** Width of a line [m]. */
  readonly penWidth: number;
  /** What a model of the machine expects (plant/plotter/predicted-ink.ts). */
  readonly predicted?: readonly PredictedLine[];
  /** A line of text about it. */
  readonly note?: string;
}

/** For layers that are no colours. */
const INKS = ["#1b2a49", "#b3262e", "#1f7a4d", "#8a5a00", "#5b3a8c", "#00707a"];
/** Strokes are numbered up to so many; more would hide the drawing. */
const NUMBERED_MAX = 60;

export function previewSvg(
  { job, layers, paper }: Plan,
  { penWidth, predicted, note }: PreviewOptions,
): string {
  const { arm } = job.settings;
  const reach = rowsOf(arm);
  const box = boxOf(reach, paper);
  const ink = layers.map(({ colour, first, strokes: count }, i) => {
    const own = job.strokes.slice(first, first + count);
    const stroke = inkOf(colour) ?? INKS[i % INKS.length];
    return `<path class="ink" d="${pathOf(own)}" stroke="${stroke}" stroke-width="${mm(penWidth)}"/>`;
  });
  const corner = { x: box.x + 0.003, y: box.y + box.height - 0.003 };
  const expected =
    predicted === undefined
      ? []
      : DISTANCES.map(({ colour }, i) => {
          const pieces = piecesByDistance(predicted, i);
          return `<path class="predicted" d="${pathOf(pieces)}" stroke="${colour}" stroke-width="0.2"/>`;
        });
  const legend = [
    ...(note === undefined ? [] : [words(note, corner.x, corner.y)]),
    ...(predicted === undefined ? [] : distanceLegend(corner.x, corner.y - 0.004)),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${mm(box.width)}mm" height="${mm(box.height)}mm" viewBox="${mm(box.x)} ${mm(-box.y - box.height)} ${mm(box.width)} ${mm(box.height)}">`,
    `<rect x="${mm(box.x)}" y="${mm(-box.y - box.height)}" width="100%" height="100%" fill="#fff"/>`,
    `<path class="reach" d="${pathOfRows(reach)}" fill="#e9eef5"/>`,
    ...(paper
      ? [
          `<rect class="paper" ${rectangle(paper)} fill="#fff" stroke="#8a97a8" stroke-width="0.3"/>`,
        ]
      : []),
    `<g fill="none" stroke-linecap="round" stroke-linejoin="round">`,
    ...ink,
    `<path class="travel" d="${travels(job.strokes, arm)}" stroke="#f08a24" stroke-width="0.15" stroke-opacity="0.7"/>`,
    ...expected,
    `<path class="order" d="${pathOf(order(job.strokes))}" stroke="#5a6b80" stroke-width="0.15"/>`,
    ...legend,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** In millimetres, to a thousandth. */
const mm = (metres: number): string => String(Math.round(metres * 1e6) / 1e3);

const place = (x = 0, y = 0): string => `${mm(x)} ${mm(-y)}`;

const pathOf = (strokes: readonly Stroke[]): string => strokes.map(lineOf).join("");

function lineOf(stroke: Stroke): string {
  const points: string[] = [];
  for (let i = 0; i < stroke.length; i += 2) points.push(place(stroke[i], stroke[i + 1]));
  return `M${points.join("L")}`;
}

const rectangle = ({ x, y, width, height }: Rectangle): string =>
  `x="${mm(x)}" y="${mm(-y - height)}" width="${mm(width)}" height="${mm(height)}"`;

/** Straight ways, even where the pen has to go round: what matters is from where to where. */
function travels(strokes: readonly Stroke[], { home }: PenArm): string {
  let from = place(...home);
  const ways = strokes.map((stroke) => {
    const way = `M${from}L${place(stroke[0], stroke[1])}`;
    from = place(stroke.at(-2), stroke.at(-1));
    return way;
  });
  return [...ways, `M${from}L${place(...home)}`].join("");
}

/** A number beside the beginning of each stroke. */
function order(strokes: readonly Stroke[]): Stroke[] {
  if (strokes.length > NUMBERED_MAX) return [];
  const numbers = new Outline();
  const segments = new Count(SEGMENTS_MAX, "pieces of lines");
  strokes.forEach(([x = 0, y = 0], i) => {
    const map = compose(translation(x + 4e-4, y + 4e-4), scaling(2.4e-3, -2.4e-3));
    writeLine(numbers, String(i + 1), loadFont("sans"), map, segments);
  });
  return flatten(numbers, scaling(1, 1), 5e-5, segments);
}

/** Height of letters in the legend [m]. */
const LETTERS = 2.2e-3;

/** Words whose upper left corner is at (x, y). */
function words(text: string, x: number, y: number, colour = "#5a6b80"): string {
  const outline = new Outline();
  const map = compose(translation(x, y - LETTERS), scaling(LETTERS, -LETTERS));
  const segments = new Count(SEGMENTS_MAX, "pieces of lines");
  writeLine(outline, text, loadFont("sans"), map, segments);
  const strokes = flatten(outline, scaling(1, 1), 5e-5, segments);
  return `<path class="words" d="${pathOf(strokes)}" stroke="${colour}" stroke-width="0.2"/>`;
}

/** What the colours of the expected ink mean. */
const distanceLegend = (x: number, y: number): string[] =>
  DISTANCES.map(({ colour, label }, i) =>
    words(`${label} mm from the wish`, x, y - 1.6 * LETTERS * i, colour),
  );

/** A colour of the drawing, if it is one that any program understands. */
const inkOf = (colour: string | undefined): string | undefined =>
  colour !== undefined && /^(#[\da-f]{3,8}|[a-z]{3,20}|rgb\([\d.,%\s]+\))$/.test(colour)
    ? colour
    : undefined;

/** Height of the rows that the reach is painted in [m]. */
const ROW = 0.001;

interface Row {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** The reach as rows, each as long as it goes on. */
function rowsOf(arm: PenArm): Row[] {
  const reach = reachOf(arm);
  const rows: Row[] = [];
  const isIn = (x: number, y: number): boolean => reach.holds({ x, y, width: 0, height: 0 });
  const steps = Math.ceil(arm.span / ROW);
  for (let j = 0; j <= steps; j++) {
    let from: number | undefined;
    for (let i = -steps; i <= steps + 1; i++) {
      const inside = isIn(i * ROW, j * ROW);
      if (inside) from ??= i * ROW;
      else if (from !== undefined) {
        rows.push({ y: j * ROW, from, to: (i - 1) * ROW });
        from = undefined;
      }
    }
  }
  return rows;
}

const pathOfRows = (rows: readonly Row[]): string =>
  rows
    .map(({ y, from, to }) => {
      const [start, width] = [place(from, y + ROW / 2), to - from];
      return `M${start}h${mm(width)}v${mm(ROW)}h${mm(-width)}z`;
    })
    .join("");

/** The reach, the paper, the base of the machine, and a little more. */
function boxOf(rows: readonly Row[], paper: Rectangle | undefined): Rectangle {
  const border = 0.006;
  let [left, right, near, far] = [0, 0, 0, 0];
  const include = (x: number, y: number): void => {
    left = Math.min(left, x);
    right = Math.max(right, x);
    near = Math.min(near, y);
    far = Math.max(far, y);
  };
  for (const { y, from, to } of rows) {
    include(from, y);
    include(to, y);
  }
  if (paper) {
    include(paper.x, paper.y);
    include(paper.x + paper.width, paper.y + paper.height);
  }
  return {
    x: left - border,
    y: near - border,
    width: right - left + 2 * border,
    height: far - near + 2 * border,
  };
}
