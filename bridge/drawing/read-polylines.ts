/**
 * Strokes as JSON, for programs that make drawings: a list of lines, each a list of [x, y] in
 * millimetres, x to the right and y down; or layers of such lists.
 *
 *   [[[0, 0], [10, 0]], [[5, 5], [5, 9], [7, 9]]]
 *   { "layers": [{ "name": "red", "strokes": [[[0, 0], [10, 0]]] }] }
 */
import { z } from "zod";
import { Count, POINTS_MAX, STROKES_MAX } from "./bounds.ts";
import type { Drawing } from "./drawing.ts";
import { DrawingError } from "./drawing-error.ts";
import { LINE, MOVE, Outline } from "./outline.ts";

const Strokes = z.array(z.array(z.tuple([z.number(), z.number()])).min(1));
const Polylines = z.union([
  Strokes.transform((strokes) => [{ name: "strokes", strokes }]),
  z
    .strictObject({
      layers: z.array(z.strictObject({ name: z.string(), strokes: Strokes })),
    })
    .transform(({ layers }) => layers),
]);

const MILLIMETRE = 1e-3;

export function readPolylines(text: string): Drawing {
  const points = new Count(POINTS_MAX, "points");
  const layers = parse(text).map(({ name, strokes }) => {
    const outline = new Outline();
    for (const stroke of strokes) {
      points.add(stroke.length);
      stroke.forEach(([x, y], i) => {
        outline.add(i === 0 ? MOVE : LINE, x * MILLIMETRE, y * MILLIMETRE);
      });
      // One point is a dot.
      const [dot] = stroke;
      if (stroke.length === 1 && dot) {
        outline.add(LINE, dot[0] * MILLIMETRE, dot[1] * MILLIMETRE);
      }
    }
    return { name, outline };
  });
  return { layers: layers.filter(({ outline }) => !outline.isEmpty), warnings: [] };
}

/** Every point and every stroke has a bracket: parsed, too many would take gigabytes. */
function countBrackets(text: string): void {
  const brackets = new Count(POINTS_MAX + STROKES_MAX, "points and strokes");
  for (let i = text.indexOf("["); i >= 0; i = text.indexOf("[", i + 1)) brackets.add();
}

function parse(text: string): z.infer<typeof Polylines> {
  countBrackets(text);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new DrawingError(`not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const { success, data } = Polylines.safeParse(json);
  if (!success) {
    throw new DrawingError(
      'expected a list of lines such as [[[0, 0], [10, 5]]] in mm, or {"layers": [{"name", "strokes"}]}',
    );
  }
  return data;
}
