/** How well the loop keeps its time, and how far away it is. */
import { find, setText } from "../dom.ts";
import type { Moment } from "../wire/timeline.ts";

const TEXT_MS = 500;

export class Badge {
  readonly #rate = find("#rate", HTMLElement);
  readonly #late = find("#late", HTMLElement);
  readonly #tick = find("#tick", HTMLElement);
  readonly #missed = find("#missed", HTMLElement);
  readonly #trip = find("#trip", HTMLElement);
  #writtenMs = 0;

  update(moment: Moment, roundTripMs: number | undefined, nowMs: number): void {
    if (nowMs - this.#writtenMs < TEXT_MS) return;
    this.#writtenMs = nowMs;
    setText(this.#rate, `${Math.round(moment.rateHz)} Hz`);
    setText(this.#late, formatMicros(moment.lateMicros));
    setText(this.#tick, formatMicros(moment.tickMicros));
    setText(this.#missed, Math.round(moment.missed).toLocaleString("en"));
    this.#missed.dataset["bad"] = String(moment.missed > 0);
    setText(this.#trip, roundTripMs === undefined ? "–" : formatMicros(1000 * roundTripMs));
  }

  /** Old numbers are no numbers. */
  clear(): void {
    this.#writtenMs = 0;
    for (const element of [this.#rate, this.#late, this.#tick, this.#missed, this.#trip]) {
      setText(element, "–");
      element.dataset["bad"] = "false";
    }
  }
}

/** Two or three digits with a unit that suits them. */
export function formatMicros(micros: number): string {
  if (!Number.isFinite(micros)) return "–";
  if (micros < 999.5) return `${Math.round(micros)} µs`;
  const ms = micros / 1000;
  return ms < 9.95 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
}
