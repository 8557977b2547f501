/**
 * Programmes: goals in a row.
 */
import { DRAWING_TIMING, timeStroke } from "../../plant/motion/stroke-timing.ts";
import type { Random } from "../random.ts";
import { centreOutTargets } from "./centre-out.ts";
import { figures } from "./figures.ts";
import { anywhere, WORKSPACE } from "./workspace.ts";

/** Time that the hand rests between two goals [s]. */
export const REST = 0.5;

export type Goal =
  | {
      readonly kind: "reach";
      readonly x: number;
      readonly y: number;
      /** Whether it counts in scores. */
      readonly scored: boolean;
    }
  | { readonly kind: "stroke"; readonly path: Float64Array };

/** One round of centre-out reaches; the ways back to the centre are not scored. */
export function centreOutRound(): Goal[] {
  const [centreX, centreY] = WORKSPACE.centre;
  return centreOutTargets().flatMap(([x, y]): Goal[] => [
    { kind: "reach", x, y, scored: true },
    { kind: "reach", x: centreX, y: centreY, scored: false },
  ]);
}

/** Every figure once, with its timing, in the order of `figures`. */
export function allFigures(): Goal[] {
  return Object.entries(figures).map(([name, points]): Goal => {
    const path = timeStroke(points);
    if (typeof path === "string") throw new Error(`figure ${name}: ${path}`);
    return { kind: "stroke", path };
  });
}

/** Reaches and angular strokes anywhere in the workspace, `count` in all: nobody's test. */
export function randomGoals(count: number, random: Random): Goal[] {
  return Array.from({ length: count }, (_, i): Goal => {
    const [x, y] = anywhere(random.uniform);
    if (i % 2 === 0) return { kind: "reach", x, y, scored: true };
    const corners = Array.from({ length: 4 }, () => anywhere(random.uniform));
    const path = timeStroke(corners, DRAWING_TIMING);
    return typeof path === "string"
      ? { kind: "reach", x, y, scored: true }
      : { kind: "stroke", path };
  });
}
