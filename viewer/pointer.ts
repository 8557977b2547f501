/**
 * What pointers do on the scene: drag the target, tap a new one, sketch a stroke, turn the view.
 *
 * In draw mode a press sketches. Otherwise one on the target drags it, one elsewhere that does
 * not move sets the target, and one that moves turns the camera; a second finger zooms.
 */
export interface PointerEvents {
  /** Whether the target is within reach of this pointer. */
  isOnTarget(x: number, y: number, slackPixels: number): boolean;
  isDrawing(): boolean;
  hover(isOnTarget: boolean): void;
  grab(): void;
  drag(x: number, y: number): void;
  drop(): void;
  tap(x: number, y: number): void;
  strokeBegin(x: number, y: number): void;
  strokeMove(x: number, y: number): void;
  strokeEnd(isCancelled: boolean): void;
  orbit(dx: number, dy: number): void;
  zoom(factor: number): void;
}

type Gesture = "none" | "drag" | "draw" | "press" | "orbit" | "pinch";

/** Reach around the target: fingers are thicker than cursors [CSS pixels]. */
const SLACK = { mouse: 24, pen: 28, touch: 34 } as const;
/** A press that moves less is a tap [CSS pixels]. */
const TAP_SLOP = 6;

export class Pointer {
  readonly #canvas: HTMLElement;
  readonly #events: PointerEvents;
  readonly #down = new Map<number, { x: number; y: number }>();
  #gesture: Gesture = "none";
  #spread = 0;
  #travel = 0;

  constructor(canvas: HTMLElement, events: PointerEvents) {
    this.#canvas = canvas;
    this.#events = events;
    canvas.addEventListener("pointerdown", (event) => this.#press(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#lift(event, false));
    canvas.addEventListener("pointercancel", (event) => this.#lift(event, true));
    canvas.addEventListener("pointerleave", () => this.#hover(false));
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  #press(event: PointerEvent): void {
    const { x, y } = this.#at(event);
    this.#down.set(event.pointerId, { x, y });
    this.#canvas.setPointerCapture(event.pointerId);
    if (this.#down.size === 2) {
      this.#abandon();
      this.#gesture = "pinch";
      this.#spread = this.#distance();
    }
    if (this.#down.size !== 1) return;
    this.#travel = 0;
    if (event.button !== 0) this.#gesture = "orbit";
    else if (this.#events.isDrawing()) {
      this.#gesture = "draw";
      this.#events.strokeBegin(x, y);
    } else if (this.#events.isOnTarget(x, y, slack(event))) {
      this.#gesture = "drag";
      this.#events.grab();
    } else this.#gesture = "press";
    this.#cursor();
  }

  #move(event: PointerEvent): void {
    const { x, y } = this.#at(event);
    const last = this.#down.get(event.pointerId);
    if (last === undefined) {
      this.#hover(!this.#events.isDrawing() && this.#events.isOnTarget(x, y, slack(event)));
      return;
    }
    const [dx, dy] = [x - last.x, y - last.y];
    this.#travel += Math.hypot(dx, dy);
    if (this.#gesture === "press" && this.#travel > TAP_SLOP) this.#gesture = "orbit";
    if (this.#gesture === "drag") this.#events.drag(x, y);
    if (this.#gesture === "orbit") this.#events.orbit(dx, dy);
    if (this.#gesture === "draw") this.#sketch(event);
    last.x = x;
    last.y = y;
    if (this.#gesture === "pinch" && this.#down.size === 2) {
      const spread = this.#distance();
      this.#events.zoom(spread / Math.max(1, this.#spread));
      this.#spread = spread;
    }
    this.#cursor();
  }

  /** A quick pen or finger reports several places at once. */
  #sketch(event: PointerEvent): void {
    const several = event.getCoalescedEvents();
    for (const each of several.length > 0 ? several : [event]) {
      const { x, y } = this.#at(each);
      this.#events.strokeMove(x, y);
    }
  }

  #lift(event: PointerEvent, isCancelled: boolean): void {
    if (!this.#down.delete(event.pointerId)) return;
    // Near the target, too, a press that does not move is a tap: the reach is wider than the mark.
    const isTap = this.#gesture === "press" || this.#gesture === "drag";
    if (isCancelled) this.#abandon();
    else if (isTap && this.#travel <= TAP_SLOP) {
      const { x, y } = this.#at(event);
      if (this.#gesture === "drag") this.#events.drop();
      this.#events.tap(x, y);
    } else if (this.#gesture === "drag") this.#events.drop();
    else if (this.#gesture === "draw") this.#events.strokeEnd(false);
    if (this.#down.size === 0 || this.#gesture !== "pinch") this.#gesture = "none";
    this.#cursor();
  }

  #abandon(): void {
    if (this.#gesture === "drag") this.#events.drop();
    if (this.#gesture === "draw") this.#events.strokeEnd(true);
    this.#gesture = "none";
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    this.#events.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.03 : 0.0012)));
  }

  #hover(isOnTarget: boolean): void {
    if (this.#gesture === "none") this.#events.hover(isOnTarget);
    this.#canvas.dataset["cursor"] = isOnTarget ? "grab" : "";
  }

  #cursor(): void {
    if (this.#gesture === "drag") this.#canvas.dataset["cursor"] = "grabbing";
    else if (this.#gesture === "orbit") this.#canvas.dataset["cursor"] = "orbit";
    else if (this.#gesture !== "none") this.#canvas.dataset["cursor"] = "";
  }

  #at(event: MouseEvent): { x: number; y: number } {
    const box = this.#canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  #distance(): number {
    const [a, b] = [...this.#down.values()];
    return a === undefined || b === undefined ? 1 : Math.hypot(a.x - b.x, a.y - b.y);
  }
}

function slack({ pointerType }: PointerEvent): number {
  return pointerType === "touch" ? SLACK.touch : pointerType === "pen" ? SLACK.pen : SLACK.mouse;
}
