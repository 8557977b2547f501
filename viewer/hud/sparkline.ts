/** A small curve of the last seconds; the time without a cerebellum is shaded. */
import { fitCanvas } from "../monitor/fit-canvas.ts";
import type { History } from "./history.ts";

/** The scale never shows less than this [mm]: a calm curve stays a calm curve. */
const FULL_SCALE_MIN = 4;

export class Sparkline {
  readonly #canvas: HTMLCanvasElement;
  readonly #history: History;
  #fullScale = FULL_SCALE_MIN;

  constructor(canvas: HTMLCanvasElement, history: History) {
    this.#canvas = canvas;
    this.#history = history;
  }

  draw(): void {
    const sheet = fitCanvas(this.#canvas);
    if (sheet === undefined) return;
    const { context, width, height } = sheet;
    const style = getComputedStyle(this.#canvas);
    this.#shade(context, width, height, style.getPropertyValue("--lesion"));
    this.#fullScale +=
      0.35 * (Math.max(FULL_SCALE_MIN, 1.15 * this.#history.max()) - this.#fullScale);
    this.#curve(context, width, height, style.color);
  }

  #shade(context: CanvasRenderingContext2D, width: number, height: number, colour: string): void {
    const { intact, values, count } = this.#history;
    const step = width / (values.length - 1);
    context.fillStyle = colour;
    context.globalAlpha = 0.16;
    for (let i = 0; i < count; i++) {
      const from = i;
      while (i < count && intact[this.#history.place(i)] === 0) i++;
      if (i > from) context.fillRect(width - (count - from) * step, 0, (i - from) * step, height);
    }
    context.globalAlpha = 1;
  }

  #curve(context: CanvasRenderingContext2D, width: number, height: number, colour: string): void {
    const { values, count } = this.#history;
    if (count < 2) return;
    const step = width / (values.length - 1);
    let x = 0;
    let y = 0;
    context.beginPath();
    for (let i = 0; i < count; i++) {
      const value = values[this.#history.place(i)] ?? 0;
      x = width - 2.5 - (count - 1 - i) * step;
      y = height - 2 - (height - 4) * Math.min(1, value / this.#fullScale);
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.lineJoin = "round";
    context.stroke();
    context.beginPath();
    context.arc(x, y, 2.2, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
  }
}
