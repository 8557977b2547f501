/** On a narrow screen the panel is a sheet at the bottom that opens with a tap or a swipe. */
import { find } from "../dom.ts";

const SWIPE = 24;

export class Sheet {
  readonly #panel = find("#panel", HTMLElement);
  readonly #handle = find("#handle", HTMLButtonElement);
  #startY = 0;
  #swiped = false;

  constructor() {
    this.#handle.addEventListener("click", () => {
      if (!this.#swiped) this.#open(!this.#isOpen);
    });
    this.#handle.addEventListener("pointerdown", (event) => {
      this.#startY = event.clientY;
      this.#swiped = false;
      this.#handle.setPointerCapture(event.pointerId);
    });
    this.#handle.addEventListener("pointermove", (event) => {
      if (event.buttons === 0 || this.#swiped) return;
      const way = event.clientY - this.#startY;
      if (Math.abs(way) < SWIPE) return;
      this.#swiped = true;
      this.#open(way < 0);
    });
    this.#panel.addEventListener("focusin", ({ target }) => {
      const isByKeyboard = target instanceof Element && target.matches(":focus-visible");
      if (isByKeyboard && target !== this.#handle) this.#open(true);
    });
    find("#stage", HTMLElement).addEventListener("pointerdown", () => this.#open(false));
  }

  get #isOpen(): boolean {
    return this.#panel.dataset["open"] === "true";
  }

  #open(isOpen: boolean): void {
    this.#panel.dataset["open"] = String(isOpen);
    this.#handle.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.#panel.scrollTop = 0;
  }
}
