/** Centimetres beside the workspace, as text that follows the camera. */
import type { Circle } from "../stroke.ts";
import { type Lens, type Screen, type Spot, toScreen } from "./lens.ts";

interface Label {
  readonly element: HTMLElement;
  readonly at: readonly [number, number, number];
}

const STEP = 0.1;

export class ScaleLabels {
  readonly #labels: Label[] = [];
  readonly #spot: Spot = { x: 0, y: 0 };
  readonly #seen = new Float64Array(7);

  constructor(host: HTMLElement, { x, y, radius }: Circle) {
    const add = (text: string, px: number, py: number): void => {
      const element = document.createElement("span");
      element.textContent = text;
      host.append(element);
      this.#labels.push({ element, at: [px, py, 0] });
    };
    for (let i = Math.ceil((x - radius) / STEP); i * STEP <= x + radius; i++) {
      add(centimetres(i * STEP), i * STEP, y - radius - 0.016);
    }
    for (let i = Math.ceil((y - radius) / STEP); i * STEP <= y + radius; i++) {
      add(centimetres(i * STEP), x - radius - 0.018, i * STEP);
    }
    add("cm", x - radius - 0.018, y - radius - 0.016);
  }

  update(lens: Lens, screen: Screen): void {
    if (!this.#sees(lens, screen)) return;
    for (const { element, at } of this.#labels) {
      const { x, y } = toScreen(this.#spot, at, lens, screen);
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    }
  }

  /** Whether anything has changed since the last call, which it remembers. */
  #sees(lens: Lens, { width, height }: Screen): boolean {
    const now = [lens.focusX, lens.focusY, lens.azimuth, lens.tilt, lens.distance, width, height];
    if (now.every((value, i) => value === this.#seen[i])) return false;
    this.#seen.set(now);
    return true;
  }

  dispose(): void {
    for (const { element } of this.#labels) element.remove();
    this.#labels.length = 0;
  }
}

const centimetres = (metres: number): string => `${Math.round(100 * metres)}`.replace("-", "−");
