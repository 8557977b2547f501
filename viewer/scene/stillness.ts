/** Whether the picture has changed enough to be worth drawing again. */
import type { Moment } from "../wire/timeline.ts";

/** Nobody sees less than this [CSS pixels]. */
const VISIBLE = 0.3;
/** How far sensory noise alone throws the ghosts of an arm at rest [CSS pixels]. */
const CALM = 8;
/** Without a GPU a picture takes what the loop could use, so noise is drawn this often only [ms]. */
const CALM_PERIOD_MS = 250;

/** Draw now, look again soon although nothing may have come in, or leave the picture as it is. */
export type Verdict = "draw" | "wait" | "leave";

/** What to do about a picture that is `shift` [CSS pixels] off and was drawn `ageMs` ago. */
export function judge(shift: number, ageMs: number, isSoftware: boolean): Verdict {
  if (!(shift >= VISIBLE)) return "leave";
  return isSoftware && shift < CALM && ageMs < CALM_PERIOD_MS ? "wait" : "draw";
}

/** Remembers the last picture, and says how far the arm and its marks have moved since. */
export class Stillness {
  readonly #upper: number;
  readonly #fore: number;
  readonly #fade: number;
  readonly #now = new Float64Array(10);
  readonly #drawn = new Float64Array(10).fill(Number.POSITIVE_INFINITY);
  #phase = 0;
  #drawnPhase = 0;
  /** The last great shift, and when it was [s]: its wake fades on the picture. */
  #peak = 0;
  #peakAt = 0;

  /** Lengths of the arm [m]; what moved leaves something that fades away in `fade` [s]. */
  constructor([upper, fore]: readonly [number, number], fade: number) {
    this.#upper = upper;
    this.#fore = fore;
    this.#fade = fade;
  }

  /** At most how far anything has moved since the last picture; a pixel shows `pixel` [m]. */
  shift(moment: Moment, target: { readonly x: number; readonly y: number }, pixel: number): number {
    this.#note(moment, target);
    let metres = 0;
    for (let i = 0; i < this.#now.length; i += 2) {
      metres = Math.max(metres, this.#gap(i) + this.#gap(i + 1));
    }
    const shift = metres / pixel;
    const age = moment.time - this.#peakAt;
    const echo = age < 0 ? 0 : this.#peak * (1 - age / this.#fade);
    if (shift >= VISIBLE && shift >= echo) {
      this.#peak = Math.min(shift, 100);
      this.#peakAt = moment.time;
    }
    const isUnderWay = this.#phase !== 0 && shift >= VISIBLE;
    if (isUnderWay || this.#phase !== this.#drawnPhase) return Number.POSITIVE_INFINITY;
    return Math.max(shift, echo);
  }

  /** What was looked at last is what the picture shows. */
  keep(): void {
    this.#drawn.set(this.#now);
    this.#drawnPhase = this.#phase;
  }

  /** Pairs that may add up: how far each joint takes the hand, or x and y [m]. */
  #note(moment: Moment, target: { readonly x: number; readonly y: number }): void {
    const now = this.#now;
    const reach = this.#upper + this.#fore;
    now[0] = reach * moment.shoulder;
    now[1] = this.#fore * moment.elbow;
    now[2] = reach * moment.sensedShoulder;
    now[3] = this.#fore * moment.sensedElbow;
    now[4] = reach * moment.predictedShoulder;
    now[5] = this.#fore * moment.predictedElbow;
    now[6] = moment.desiredX;
    now[7] = moment.desiredY;
    now[8] = target.x;
    now[9] = target.y;
    this.#phase = moment.phase;
  }

  #gap(i: number): number {
    return Math.abs((this.#now[i] ?? 0) - (this.#drawn[i] ?? 0));
  }
}
