/** Marks that were clicked on a backdrop, dot by dot, in its units; and what they say about the dots. */
import type { MeasuredPoints } from "../../../bridge/protocol/calibration-message.ts";
import type { Backdrop } from "./backdrop.ts";
import type { Place } from "./homography.ts";

export type Measured = MeasuredPoints[number];

/** Nobody measures finer than this [mm]. */
const FINEST = 0.01;

export class Marks {
  readonly #marks: Place[][] = [];

  of(dot: number): readonly Place[] {
    return this.#marks[dot] ?? [];
  }

  /** Adds a mark; returns whether the dot has both then. A third one begins anew. */
  add(dot: number, place: Place): boolean {
    const before = this.of(dot);
    const marks = before.length < 2 ? [...before, place] : [place];
    this.#marks[dot] = marks;
    return marks.length === 2;
  }

  move(dot: number, mark: number, place: Place): void {
    this.#marks[dot] = this.of(dot).map((before, i) => (i === mark ? place : before));
  }

  clear(dot?: number): void {
    if (dot === undefined) this.#marks.length = 0;
    else this.#marks[dot] = [];
  }

  /** The mark within `near` of (u, v). */
  at(u: number, v: number, near: number): { dot: number; mark: number } | undefined {
    let found: { dot: number; mark: number } | undefined;
    let least = near;
    this.#marks.forEach((marks, dot) => {
      marks.forEach(([x, y], mark) => {
        const away = Math.hypot(x - u, y - v);
        if (away > least) return;
        least = away;
        found = { dot, mark };
      });
    });
    return found;
  }

  /** What is measured of a dot; undefined if it has no marks. */
  measured(dot: number, backdrop: Backdrop): Exclude<Measured, null> | undefined {
    const [first, second] = this.of(dot).map(([u, v]) => backdrop.toPlane(u, v));
    if (!first) return undefined;
    if (!second) return [fine(first[0]), fine(first[1])];
    return [
      fine((first[0] + second[0]) / 2),
      fine((first[1] + second[1]) / 2),
      fine(Math.hypot(first[0] - second[0], first[1] - second[1])),
    ];
  }
}

const fine = (mm: number): number => Number((Math.round(mm / FINEST) * FINEST).toFixed(2));
