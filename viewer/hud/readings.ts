/** The two numbers that tell whether the experiment works, with the curve of each. */
import { find, setText } from "../dom.ts";
import type { Moment } from "../wire/timeline.ts";
import { History } from "./history.ts";
import { Sparkline } from "./sparkline.ts";

const SAMPLE_MS = 100;
const SAMPLES = 200;
/** Digits that change more often cannot be read. */
const TEXT_MS = 250;

export class Readings {
  readonly #tracking = new Reading("tracking");
  readonly #prediction = new Reading("prediction");
  #sampledMs = 0;
  #writtenMs = 0;

  update({ trackingErrorMm, predictionErrorMm }: Moment, isIntact: boolean, nowMs: number): void {
    if (nowMs - this.#sampledMs < SAMPLE_MS) return;
    this.#sampledMs = nowMs;
    this.#tracking.sample(trackingErrorMm, isIntact);
    this.#prediction.sample(predictionErrorMm, isIntact);
    if (nowMs - this.#writtenMs < TEXT_MS) return;
    this.#writtenMs = nowMs;
    this.#tracking.write(trackingErrorMm);
    this.#prediction.write(predictionErrorMm);
  }

  /** Old numbers are no numbers; the curves may stay. */
  pause(): void {
    this.#tracking.write(Number.NaN);
    this.#prediction.write(Number.NaN);
  }

  clear(): void {
    this.#tracking.clear();
    this.#prediction.clear();
  }
}

class Reading {
  readonly #history = new History(SAMPLES);
  readonly #number: HTMLElement;
  readonly #max: HTMLElement;
  readonly #sparkline: Sparkline;

  constructor(id: string) {
    this.#number = find(`#${id} .number`, HTMLElement);
    this.#max = find(`#${id} .max`, HTMLElement);
    this.#sparkline = new Sparkline(find(`#${id} canvas`, HTMLCanvasElement), this.#history);
  }

  sample(value: number, isIntact: boolean): void {
    this.#history.add(value, isIntact);
    this.#sparkline.draw();
  }

  write(value: number): void {
    setText(this.#number, formatMillimetres(value));
    const isEmpty = this.#history.count === 0;
    setText(this.#max, isEmpty ? "" : `max ${formatMillimetres(this.#history.max())}`);
  }

  clear(): void {
    this.#history.clear();
    this.#sparkline.draw();
    this.write(Number.NaN);
  }
}

/** Three digits at most; a dash where there is nothing to say. */
export function formatMillimetres(value: number): string {
  if (!Number.isFinite(value)) return "–";
  return value < 9.95 ? value.toFixed(1) : value.toFixed(0);
}
