/** What the hand leaves behind: ink while its pen is down, a fading wake while it is up. */
import { Group } from "three";
import type { Moment } from "../wire/timeline.ts";
import { layer, palette } from "./palette.ts";
import { Segments } from "./segments.ts";

/** Segments of ink kept: some five minutes of drawing without a pause. */
const INK_MAX = 24_000;
/** Ink is not dotted more finely than this [m]. */
const INK_STEP = 0.0004;
/** Points farther apart than this do not belong to one movement [m]. */
const JUMP = 0.06;
/** How long the wake takes to fade away [s]. */
export const WAKE_LIFE = 1.5;

export class Trail {
  readonly root = new Group();
  readonly #ink = new Segments({
    capacity: INK_MAX,
    colour: palette.ink,
    opacity: 0.95,
    width: 0.0024,
    glow: true,
    order: layer.ink,
  });
  readonly #wake = new Segments({
    capacity: 240,
    colour: palette.motion,
    opacity: 0.9,
    width: 0.003,
    life: WAKE_LIFE,
    glow: true,
    order: layer.motion,
  });
  #x = Number.NaN;
  #y = Number.NaN;
  #pen = 0;
  /** Server time at the first point [s]: the shader's clock is single precision. */
  #epoch = Number.NaN;

  constructor() {
    this.root.add(this.#ink.mesh, this.#wake.mesh);
  }

  /** Goes on to (x, y); an arrow function, to be handed to the timeline as it is. */
  readonly visit = (x: number, y: number, pen: number, time: number): void => {
    if (Number.isNaN(this.#epoch)) this.#epoch = time;
    const distance = Math.hypot(x - this.#x, y - this.#y);
    const isDown = pen > 0.5;
    if (distance < JUMP) {
      if (isDown && this.#pen > 0.5) {
        if (distance < INK_STEP) return;
        this.#ink.push(this.#x, this.#y, x, y);
      } else {
        this.#wake.push(this.#x, this.#y, x, y, time - this.#epoch);
      }
    }
    this.#x = x;
    this.#y = y;
    this.#pen = pen;
  };

  /** Draws on to the hand at (x, y), which is ahead of the last point of the trail. */
  update(
    moment: Moment,
    { x, y }: { readonly x: number; readonly y: number },
    pixel: number,
  ): void {
    const now = moment.time - this.#epoch;
    this.#ink.tune(now, pixel);
    this.#wake.tune(now, pixel);
    if (!(Math.hypot(x - this.#x, y - this.#y) < JUMP)) return;
    const line = this.#pen > 0.5 ? this.#ink : this.#wake;
    line.lead(this.#x, this.#y, x, y, now);
  }

  /** Lets the ink so far fade back: something new begins on the same table. */
  turnPage(): void {
    this.#ink.turnPage();
  }

  /** Wipes the ink away; the wake goes by itself. */
  clearInk(): void {
    this.#ink.clear();
  }

  /** Wipes everything: what comes next has nothing to do with it. */
  clear(): void {
    this.#ink.clear();
    this.#wake.clear();
    this.#x = Number.NaN;
    this.#epoch = Number.NaN;
  }
}
