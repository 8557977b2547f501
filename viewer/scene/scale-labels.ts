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

  constructor(host: HTMLElement, { x, y, radius }: Circle) {
    const add = (text: string, px: number, py: number): void => {
      const element = document.createElement("span");
      element.textContent = text;
      host.append(element);
      this.#labels.push({ element, at: [px, py, 0] });
    };
    for (let i = Math.ceil((x - radius) / STEP); i * STEP <= x + radius; i++) {
      add(`${Math.round(100 * i * STEP)}`, i * STEP, y - radius - 0.016);
    }
    for (let i = Math.ceil((y - radius) / STEP); i * STEP <= y + radius; i++) {
      add(`${Math.round(100 * i * STEP)}`, x - radius - 0.018, i * STEP);
    }
    add("cm", x - radius - 0.018, y - radius - 0.016);
  }

  update(lens: Lens, screen: Screen): void {
    for (const { element, at } of this.#labels) {
      const { x, y } = toScreen(this.#spot, at, lens, screen);
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    }
  }

  dispose(): void {
    for (const { element } of this.#labels) element.remove();
    this.#labels.length = 0;
  }
}
