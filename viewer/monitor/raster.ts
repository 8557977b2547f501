/**
 * Activity of many units over time as a picture: a row each unit, a column each record.
 *
 * Columns are painted once, when they come, into a canvas that is a ring; a picture of any stretch is
 * then one or two copies of it, scaled by the browser.
 */
import { fitCanvas } from "./fit-canvas.ts";
import { shades } from "./shades.ts";

export interface UnitGroup {
  readonly name: string;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** Columns kept: a minute at 100 a second. */
export const RASTER_COLUMNS = 6000;

export class Raster {
  readonly canvas: HTMLCanvasElement;
  readonly #group: UnitGroup;
  readonly #table: Uint8ClampedArray;
  readonly #ring = document.createElement("canvas");
  readonly #painter: CanvasRenderingContext2D | null;
  readonly #column: ImageData;

  constructor(canvas: HTMLCanvasElement, group: UnitGroup) {
    this.canvas = canvas;
    this.#group = group;
    this.#table = shades(group.low, group.high);
    this.#ring.width = RASTER_COLUMNS;
    this.#ring.height = group.count;
    this.#painter = this.#ring.getContext("2d");
    this.#column = new ImageData(1, group.count);
  }

  /** Paints the units of one record into column `at` of the ring. */
  paint(at: number, units: Uint8Array): void {
    const pixels = this.#column.data;
    for (let i = 0; i < this.#group.count; i++) {
      const k = 4 * (units[i] ?? 0);
      for (let c = 0; c < 4; c++) pixels[4 * i + c] = this.#table[k + c] ?? 0;
    }
    this.#painter?.putImageData(this.#column, at, 0);
  }

  /** Shows `count` columns from `first` on, between the shares `left` and `right` of the width. */
  show(first: number, count: number, left: number, right: number): void {
    const sheet = fitCanvas(this.canvas);
    if (sheet === undefined || count <= 0) return;
    const { context, width, height } = sheet;
    context.imageSmoothingEnabled = count > width;
    const x = left * width;
    const step = ((right - left) * width) / count;
    const head = Math.min(count, RASTER_COLUMNS - first);
    const rows = this.#group.count;
    context.drawImage(this.#ring, first, 0, head, rows, x, 0, head * step, height);
    if (head === count) return;
    const rest = count - head;
    context.drawImage(this.#ring, 0, 0, rest, rows, x + head * step, 0, rest * step, height);
  }
}
