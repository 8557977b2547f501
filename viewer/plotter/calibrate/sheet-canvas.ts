/** A picture that can be moved and made larger, with a lens where the pointer is; a click says where on it. */
import { fitCanvas } from "../../monitor/fit-canvas.ts";
import type { Backdrop } from "./backdrop.ts";

/** Painted over the backdrop, in pixels; `at` maps units of the backdrop to them. */
export type Overlay = (
  context: CanvasRenderingContext2D,
  at: (u: number, v: number) => [number, number],
) => void;

export interface SheetCanvasEvents {
  /** A click at (u, v); `near`: what of a unit a finger covers. */
  clicked(u: number, v: number, near: number): void;
}

/** A press that moves less is a click [px]. */
const SLOP = 5;
/** What is under a pointer [px]. */
const NEAR = 11;
const ZOOM_MAX = 60;
/** Of the lens: radius, distance from the pointer [px], and how much larger. */
const LENS = { radius: 74, away: 104, larger: 5 } as const;

export class SheetCanvas {
  readonly #canvas: HTMLCanvasElement;
  readonly #overlay: Overlay;
  #backdrop: Backdrop | undefined;
  /** Pixels a unit, and where the backdrop's origin is. */
  #scale = 1;
  #x = 0;
  #y = 0;
  #least = 1;
  #pointer: { x: number; y: number } | undefined;
  #isAsked = false;

  constructor(canvas: HTMLCanvasElement, overlay: Overlay, events: SheetCanvasEvents) {
    this.#canvas = canvas;
    this.#overlay = overlay;
    let from: { x: number; y: number } | undefined;
    let travel = 0;
    canvas.addEventListener("pointerdown", (event) => {
      from = place(event);
      travel = 0;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      const now = place(event);
      this.#pointer = now;
      if (from) {
        const [dx, dy] = [now.x - from.x, now.y - from.y];
        travel += Math.hypot(dx, dy);
        if (travel > SLOP) {
          this.#x += dx;
          this.#y += dy;
          from = now;
        }
      }
      this.request();
    });
    canvas.addEventListener("pointerup", (event) => {
      if (from && travel <= SLOP && event.button === 0) {
        const { x, y } = place(event);
        const [u, v] = this.#toBackdrop(x, y);
        events.clicked(u, v, NEAR / this.#scale);
      }
      from = undefined;
    });
    canvas.addEventListener("pointercancel", () => {
      from = undefined;
    });
    canvas.addEventListener("pointerleave", () => {
      this.#pointer = undefined;
      this.request();
    });
    canvas.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const { x, y } = place(event);
        this.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.03 : 0.0015)), x, y);
      },
      { passive: false },
    );
    new ResizeObserver(() => this.frame()).observe(canvas);
  }

  /** Another backdrop, or none; it is framed if it is another picture. */
  show(backdrop: Backdrop | undefined, isAnother: boolean): void {
    this.#backdrop = backdrop;
    if (isAnother) this.frame();
    this.request();
  }

  /** Shows all of it. */
  frame(): void {
    const { clientWidth, clientHeight } = this.#canvas;
    if (!this.#backdrop || clientWidth === 0) return;
    const { x, y, width, height } = this.#backdrop.frame;
    this.#scale = Math.min(clientWidth / width, clientHeight / height);
    this.#least = this.#scale / 2;
    this.#x = clientWidth / 2 - this.#scale * (x + width / 2);
    this.#y = clientHeight / 2 - this.#scale * (y + height / 2);
    this.request();
  }

  zoom(factor: number, x = this.#canvas.clientWidth / 2, y = this.#canvas.clientHeight / 2): void {
    const most = 2 * this.#least * ZOOM_MAX;
    const scale = Math.min(most, Math.max(this.#least, this.#scale * factor));
    this.#x = x - (scale / this.#scale) * (x - this.#x);
    this.#y = y - (scale / this.#scale) * (y - this.#y);
    this.#scale = scale;
    this.request();
  }

  /** Paints when the screen is next drawn. */
  request(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    requestAnimationFrame(() => {
      this.#isAsked = false;
      this.#paint();
    });
  }

  /** The pixel of the page over (u, v). */
  toScreen(u: number, v: number): { x: number; y: number } {
    const { left, top } = this.#canvas.getBoundingClientRect();
    return { x: left + this.#x + this.#scale * u, y: top + this.#y + this.#scale * v };
  }

  #toBackdrop(x: number, y: number): [number, number] {
    return [(x - this.#x) / this.#scale, (y - this.#y) / this.#scale];
  }

  #paint(): void {
    const sheet = fitCanvas(this.#canvas);
    const backdrop = this.#backdrop;
    if (!sheet || !backdrop) return;
    const { context, width, height } = sheet;
    this.#paintAt(context, backdrop, this.#scale, this.#x, this.#y);
    if (!this.#pointer) return;
    const { x, y } = this.#pointer;
    // Beside the pointer, on the side where there is room.
    const right = x + LENS.away + LENS.radius < width ? 1 : -1;
    const up = y - LENS.away - LENS.radius > 0 ? -1 : 1;
    const at = { x: x + right * LENS.away, y: Math.min(height, y + up * LENS.away) };
    context.save();
    context.beginPath();
    context.arc(at.x, at.y, LENS.radius, 0, 2 * Math.PI);
    context.clip();
    context.clearRect(at.x - LENS.radius, at.y - LENS.radius, 2 * LENS.radius, 2 * LENS.radius);
    context.fillStyle = getComputedStyle(this.#canvas).getPropertyValue("--ground");
    context.fillRect(at.x - LENS.radius, at.y - LENS.radius, 2 * LENS.radius, 2 * LENS.radius);
    const [u, v] = this.#toBackdrop(x, y);
    const scale = LENS.larger * this.#scale;
    this.#paintAt(context, backdrop, scale, at.x - scale * u, at.y - scale * v);
    context.strokeStyle = "rgb(224 86 47 / 80%)";
    context.lineWidth = 1;
    context.beginPath();
    for (const way of [-1, 1]) {
      context.moveTo(at.x + 5 * way, at.y);
      context.lineTo(at.x + LENS.radius * way, at.y);
      context.moveTo(at.x, at.y + 5 * way);
      context.lineTo(at.x, at.y + LENS.radius * way);
    }
    context.stroke();
    context.restore();
    context.strokeStyle = "rgb(148 172 222 / 70%)";
    context.lineWidth = 2;
    context.beginPath();
    context.arc(at.x, at.y, LENS.radius, 0, 2 * Math.PI);
    context.stroke();
  }

  #paintAt(
    context: CanvasRenderingContext2D,
    backdrop: Backdrop,
    scale: number,
    x: number,
    y: number,
  ): void {
    context.save();
    context.translate(x, y);
    context.scale(scale, scale);
    backdrop.paint(context, 1 / scale);
    context.restore();
    this.#overlay(context, (u, v) => [x + scale * u, y + scale * v]);
  }
}

function place({ offsetX, offsetY }: MouseEvent): { x: number; y: number } {
  return { x: offsetX, y: offsetY };
}
