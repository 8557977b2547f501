/** What the visitor does on the scene, told to the server: targets and strokes. */
import type { ClientMessage } from "../bridge/protocol/client-message.ts";
import { Pointer, type PointerEvents } from "./pointer.ts";
import type { Spot } from "./scene/lens.ts";
import { clampToCircle, type Point, Stroke } from "./stroke.ts";
import type { View } from "./view.ts";
import { Throttle } from "./wire/throttle.ts";

const TARGET_MS = 33;
/** A server that says nothing about a stroke for so long did not get it. */
const ANSWER_MS = 1000;
/** One press of an arrow key moves the target so far [m]. */
const NUDGE = 0.01;
const ORBIT_PER_PIXEL = 0.006;
/** A tap beside the workspace counts as one on its rim up to here [radii]. */
const BESIDE = 1.15;

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-NUDGE, 0],
  ArrowRight: [NUDGE, 0],
  ArrowUp: [0, NUDGE],
  ArrowDown: [0, -NUDGE],
};

export class Interaction implements PointerEvents {
  readonly #view: View;
  readonly #tell: (message: ClientMessage) => void;
  readonly #changed: () => void;
  readonly #targets: Throttle<Point>;
  readonly #spot: Spot = { x: 0, y: 0 };
  /** From the pointer to the middle of the target: it does not jump when it is taken. */
  readonly #grip: Spot = { x: 0, y: 0 };
  #isDrawing = false;
  #stroke: Stroke | undefined;
  #awaiting: ReturnType<typeof setTimeout> | undefined;

  /** `changed` hears of draw mode going on and off. */
  constructor(
    canvas: HTMLCanvasElement,
    view: View,
    tell: (message: ClientMessage) => void,
    changed: () => void,
  ) {
    this.#view = view;
    this.#tell = tell;
    this.#changed = changed;
    this.#targets = new Throttle(TARGET_MS, (at) => tell({ op: "target", at }));
    new Pointer(canvas, this);
    // A click must not take the focus: the ring around the scene is for the keyboard.
    canvas.addEventListener("mousedown", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => {
      const nudge = ARROWS[event.key];
      if (nudge === undefined || !(event.target === canvas || event.target === document.body))
        return;
      event.preventDefault();
      this.#moveTarget(view.target.x + nudge[0], view.target.y + nudge[1]);
    });
  }

  isDrawing(): boolean {
    return this.#isDrawing;
  }

  toggleDraw(): void {
    this.#isDrawing = !this.#isDrawing;
    this.hover(false);
    this.#changed();
  }

  leaveDraw(): void {
    if (this.#isDrawing) this.toggleDraw();
  }

  isOnTarget(x: number, y: number, slackPixels: number): boolean {
    const { target } = this.#view;
    if (!target.root.visible) return false;
    const spot = this.#view.toScreen(this.#spot, target.x, target.y);
    this.#grip.x = spot.x - x;
    this.#grip.y = spot.y - y;
    return Math.hypot(this.#grip.x, this.#grip.y) < slackPixels;
  }

  hover(isOnTarget: boolean): void {
    const grip = isOnTarget ? "hover" : "free";
    if (this.#view.target.grip === grip) return;
    this.#view.target.grip = grip;
    this.#view.request();
  }

  grab(): void {
    this.#view.target.grip = "held";
    this.#view.request();
  }

  drag(x: number, y: number): void {
    const at = this.#view.toPlane(this.#spot, x + this.#grip.x, y + this.#grip.y);
    this.#moveTarget(at.x, at.y);
  }

  drop(): void {
    this.#view.target.grip = "free";
    this.#targets.flush();
    this.#view.request();
  }

  tap(x: number, y: number): void {
    const { circle } = this.#view;
    if (circle === undefined) return;
    const at = this.#view.toPlane(this.#spot, x, y);
    if (Math.hypot(at.x - circle.x, at.y - circle.y) > BESIDE * circle.radius) return;
    this.#moveTarget(at.x, at.y);
  }

  strokeBegin(x: number, y: number): void {
    this.#stroke = new Stroke();
    this.#view.sketch.clear();
    this.strokeMove(x, y);
  }

  strokeMove(x: number, y: number): void {
    const { circle } = this.#view;
    if (circle === undefined || this.#stroke === undefined) return;
    const at = this.#view.toPlane(this.#spot, x, y);
    const point = clampToCircle(at.x, at.y, circle);
    if (!this.#stroke.add(...point)) return;
    this.#view.sketch.add(point);
    this.#view.request();
  }

  strokeEnd(isCancelled: boolean): void {
    const points = this.#stroke?.thinned() ?? [];
    this.#stroke = undefined;
    if (isCancelled || points.length < 2) {
      this.#view.sketch.clear();
      this.#view.request();
      return;
    }
    this.#awaiting = setTimeout(() => this.answered(), ANSWER_MS);
    this.#tell({ op: "stroke", points });
  }

  /** The server has taken the stroke or not: the sketch has done its duty. Says if there was one. */
  answered(): boolean {
    if (this.#awaiting === undefined) return false;
    clearTimeout(this.#awaiting);
    this.#awaiting = undefined;
    if (this.#stroke === undefined) this.#view.sketch.clear();
    this.#view.request();
    return true;
  }

  orbit(dx: number, dy: number): void {
    this.#view.camera.orbit(-ORBIT_PER_PIXEL * dx, -ORBIT_PER_PIXEL * dy);
    this.#view.request();
  }

  zoom(factor: number): void {
    this.#view.camera.zoom(factor);
    this.#view.request();
  }

  #moveTarget(x: number, y: number): void {
    const { circle, target } = this.#view;
    if (circle === undefined) return;
    const at = clampToCircle(x, y, circle);
    target.place(...at, performance.now());
    this.#targets.offer(at);
    this.#view.request();
  }
}
