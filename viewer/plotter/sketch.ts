/** What pointers do on the plotter's table: turn and zoom the view, or sketch a stroke. */
import { Pointer, type PointerEvents } from "../pointer.ts";
import type { Spot } from "../scene/lens.ts";
import { type Point, Stroke } from "../stroke.ts";
import type { PlotterView } from "./plotter-view.ts";

const ORBIT_PER_PIXEL = 0.006;

export class Sketch implements PointerEvents {
  readonly #view: PlotterView;
  readonly #finished: (points: Point[]) => void;
  readonly #changed: () => void;
  readonly #spot: Spot = { x: 0, y: 0 };
  readonly #q = new Float64Array(2);
  #isDrawing = false;
  #stroke: Stroke | undefined;

  /** `finished` hears of every stroke, `changed` of sketching going on and off. */
  constructor(
    canvas: HTMLCanvasElement,
    view: PlotterView,
    finished: (points: Point[]) => void,
    changed: () => void,
  ) {
    this.#view = view;
    this.#finished = finished;
    this.#changed = changed;
    new Pointer(canvas, this);
    canvas.addEventListener("mousedown", (event) => event.preventDefault());
  }

  isDrawing(): boolean {
    return this.#isDrawing;
  }

  toggle(): void {
    this.#isDrawing = !this.#isDrawing;
    this.#changed();
  }

  strokeBegin(x: number, y: number): void {
    this.#stroke = new Stroke();
    this.#view.sketch.clear();
    this.strokeMove(x, y);
  }

  /** Places that the pen cannot reach are left out. */
  strokeMove(x: number, y: number): void {
    const at = this.#view.toPlane(this.#spot, x, y);
    const { arm } = this.#view;
    if (!arm || at.y < arm.paperFrom || !arm.inverse(this.#q, at.x, at.y)) return;
    if (!this.#stroke?.add(at.x, at.y)) return;
    this.#view.sketch.add([at.x, at.y]);
    this.#view.request();
  }

  strokeEnd(isCancelled: boolean): void {
    const points = this.#stroke?.thinned() ?? [];
    this.#stroke = undefined;
    if (!isCancelled && points.length >= 2) this.#finished(points);
    else this.clear();
  }

  clear(): void {
    this.#view.sketch.clear();
    this.#view.request();
  }

  orbit(dx: number, dy: number): void {
    this.#view.camera.orbit(-ORBIT_PER_PIXEL * dx, -ORBIT_PER_PIXEL * dy);
    this.#view.request();
  }

  zoom(factor: number): void {
    this.#view.camera.zoom(factor);
    this.#view.request();
  }

  isOnTarget(): boolean {
    return false;
  }

  hover(): void {}
  grab(): void {}
  drag(): void {}
  drop(): void {}
  tap(): void {}
}
