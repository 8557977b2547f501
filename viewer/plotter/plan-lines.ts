/** What is still to be drawn: strokes in a light colour, ways through the air dotted; what is done is gone. */
import { Group } from "three";
import type { TimedLine } from "../../bridge/protocol/line-bundle.ts";
import { Lines } from "./lines.ts";
import { type Look, order } from "./look.ts";

export class PlanLines {
  readonly root = new Group();
  readonly #strokes: Lines;
  readonly #travel: Lines;

  constructor(look: Look) {
    const common = { opacity: 1, upcoming: true };
    this.#strokes = new Lines({ ...common, colour: look.plan, width: 5e-4, order: order.plan });
    this.#travel = new Lines({
      ...common,
      opacity: 0.8,
      colour: look.travel,
      width: 2.5e-4,
      dash: 0.0016,
      order: order.travel,
    });
    this.root.add(this.#strokes.root, this.#travel.root);
  }

  set isTravelShown(isShown: boolean) {
    this.#travel.root.visible = isShown;
  }

  /** Shows the lines of a plan that begins and ends at `home`; a stroke is born when its number is up. */
  set(lines: readonly TimedLine[], home: readonly [number, number]): void {
    this.clear();
    let [x, y] = home;
    lines.forEach(({ points }, stroke) => {
      this.#travel.push(x, y, points[0] ?? x, points[1] ?? y, stroke);
      for (let i = 0; i + 3 < points.length; i += 2) {
        const [ax = 0, ay = 0, bx = 0, by = 0] = [
          points[i],
          points[i + 1],
          points[i + 2],
          points[i + 3],
        ];
        this.#strokes.push(ax, ay, bx, by, stroke);
      }
      x = points[points.length - 2] ?? x;
      y = points[points.length - 1] ?? y;
    });
    if (lines.length > 0) this.#travel.push(x, y, ...home, lines.length);
  }

  clear(): void {
    this.#strokes.clear();
    this.#travel.clear();
  }

  /** `done` strokes are ink by now. */
  tune(done: number, pixel: number): void {
    this.#strokes.tune(done, pixel);
    this.#travel.tune(done, pixel);
  }
}
