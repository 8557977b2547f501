/**
 * A programme: goals in a row, each begun when the one before is over and the hand has rested.
 */
import { timeStroke } from "../../plant/motion/stroke-timing.ts";
import { centreOutTargets } from "./centre-out.ts";
import { figures } from "./figures.ts";
import { WORKSPACE } from "./workspace.ts";

export type Goal =
  | {
      readonly kind: "reach";
      readonly x: number;
      readonly y: number /** Counts in scores. */;
      readonly scored: boolean;
    }
  | { readonly kind: "stroke"; readonly name: string; readonly path: Float64Array };

/** One round of centre-out reaches; the ways back to the centre are not scored. */
export function centreOutRound(): Goal[] {
  const [centreX, centreY] = WORKSPACE.centre;
  return centreOutTargets().flatMap(([x, y]): Goal[] => [
    { kind: "reach", x, y, scored: true },
    { kind: "reach", x: centreX, y: centreY, scored: false },
  ]);
}

/** Every figure once, with its timing. */
export function allFigures(): Goal[] {
  return Object.entries(figures).map(([name, points]): Goal => {
    const path = timeStroke(points);
    if (typeof path === "string") throw new Error(`figure ${name}: ${path}`);
    return { kind: "stroke", name, path };
  });
}
