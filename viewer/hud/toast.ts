/** A sentence that appears for a while. */
import { find } from "../dom.ts";

const SHOWN_MS = 5000;

export class Toast {
  readonly #element = find("#toast", HTMLElement);
  #hiding: ReturnType<typeof setTimeout> | undefined;

  show(sentence: string): void {
    this.#element.textContent = sentence;
    this.#element.dataset["shown"] = "true";
    clearTimeout(this.#hiding);
    this.#hiding = setTimeout(() => {
      this.#element.dataset["shown"] = "false";
    }, SHOWN_MS);
  }
}
