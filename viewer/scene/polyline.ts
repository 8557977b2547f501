/** A line through given points: the stroke to be drawn, or the one being sketched. */
import type { Color } from "three";
import { Segments } from "./segments.ts";

export interface PolylineLook {
  readonly colour: Color;
  readonly opacity: number;
  readonly width: number;
  readonly dash?: number;
  readonly order: number;
}

const POINTS_MAX = 4096;

export class Polyline {
  readonly #segments: Segments;
  #length = 0;
  #last: readonly [number, number] | undefined;

  constructor(look: PolylineLook) {
    this.#segments = new Segments({ ...look, capacity: POINTS_MAX });
  }

  get mesh(): Segments["mesh"] {
    return this.#segments.mesh;
  }

  set(points: readonly (readonly [number, number])[]): void {
    this.clear();
    for (const point of points) this.add(point);
  }

  add(point: readonly [number, number]): void {
    const last = this.#last;
    this.#last = point;
    if (last === undefined) return;
    this.#segments.push(...last, ...point, 0, this.#length);
    this.#length += Math.hypot(point[0] - last[0], point[1] - last[1]);
  }

  clear(): void {
    this.#segments.clear();
    this.#length = 0;
    this.#last = undefined;
  }

  update(pixel: number): void {
    this.#segments.tune(0, pixel);
  }
}
