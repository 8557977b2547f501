/** Pause, and how much time is shown: the buttons of a time window. */
import { find, findAll, setText } from "../dom.ts";
import type { TimeWindow } from "./time-window.ts";

export class TimeControls {
  readonly #host = find("#time-controls", HTMLElement);
  readonly #pause = find("#pause", HTMLButtonElement);
  readonly #spans = findAll("[data-span]", HTMLButtonElement);
  readonly #window: TimeWindow;
  readonly #newest: () => number;
  readonly #moved: () => void;

  /** `newest` says the time of the newest record; `moved` hears of every change. */
  constructor(window: TimeWindow, newest: () => number, moved: () => void) {
    this.#window = window;
    this.#newest = newest;
    this.#moved = moved;
    this.#pause.addEventListener("click", () => this.toggle());
    for (const button of this.#spans) {
      button.addEventListener("click", () => {
        window.follow(Number(button.dataset["span"]));
        moved();
      });
    }
    this.show();
  }

  set isShown(isShown: boolean) {
    this.#host.hidden = !isShown;
  }

  toggle(): void {
    this.#window.toggle(this.#newest());
    this.#moved();
  }

  show(): void {
    const { isHeld, span } = this.#window;
    this.#pause.setAttribute("aria-pressed", String(isHeld));
    setText(find(".word", HTMLElement, this.#pause), isHeld ? "Go on" : "Pause");
    for (const button of this.#spans) {
      const isIt = !isHeld && Number(button.dataset["span"]) === span;
      button.setAttribute("aria-pressed", String(isIt));
    }
  }
}
