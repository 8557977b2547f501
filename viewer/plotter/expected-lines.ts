/** The ink that is expected of the machine, in colours by its distance from what is wished. */
import { Group } from "three";
import { DISTANCE_BANDS } from "../../plant/plotter/predicted-ink.ts";
import { Lines } from "./lines.ts";
import { type Look, order } from "./look.ts";

/** Thinner than the pen's line, so that the plan shows on either side [m]. */
const WIDTH = 2.5e-4;

export class ExpectedLines {
  readonly root = new Group();
  readonly #bands: readonly Lines[];

  constructor({ distances }: Look) {
    this.#bands = distances.map(
      (colour) => new Lines({ colour, opacity: 1, width: WIDTH, order: order.expected }),
    );
    this.root.add(...this.#bands.map((lines) => lines.root));
  }

  set isShown(isShown: boolean) {
    this.root.visible = isShown;
  }

  /** Takes x, y and distance of points [3 n]; what is no number is between two lines. */
  set(points: Float32Array): void {
    for (const lines of this.#bands) lines.clear();
    for (let i = 0; i + 5 < points.length; i += 3) {
      const [ax = 0, ay = 0, off = 0, bx = 0, by = 0] = points.subarray(i, i + 5);
      if (Number.isNaN(ax) || Number.isNaN(bx)) continue;
      const band = DISTANCE_BANDS.findLastIndex((from) => off >= from);
      this.#bands[band]?.push(ax, ay, bx, by);
    }
  }

  tune(pixel: number): void {
    for (const lines of this.#bands) lines.tune(0, pixel);
  }
}
