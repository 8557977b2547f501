/** A range input with its value written beside it. */
import { find, setText } from "../dom.ts";

/** After the last touch the slider is the visitor's for so long [ms]; then the server's again. */
const HELD_MS = 400;

export class Slider {
  readonly #input: HTMLInputElement;
  readonly #output: HTMLOutputElement;
  readonly #format: (value: number) => string;
  #touchedMs = Number.NEGATIVE_INFINITY;

  constructor(id: string, format: (value: number) => string, moved: (value: number) => void) {
    this.#input = find(`#${id}`, HTMLInputElement);
    this.#output = find(`output[for="${id}"]`, HTMLOutputElement);
    this.#format = format;
    this.#input.addEventListener("input", () => {
      this.#touchedMs = performance.now();
      this.#write(this.#input.valueAsNumber);
      moved(this.#input.valueAsNumber);
    });
  }

  show(value: number): void {
    if (performance.now() - this.#touchedMs < HELD_MS) return;
    this.#input.valueAsNumber = value;
    this.#write(value);
  }

  /** The server may know values beyond the end of the slider: the text tells the truth. */
  #write(value: number): void {
    const { min, max, valueAsNumber } = this.#input;
    const text = this.#format(value);
    setText(this.#output, text);
    this.#input.setAttribute("aria-valuetext", text);
    const share = (valueAsNumber - Number(min)) / (Number(max) - Number(min));
    this.#input.style.setProperty("--share", share.toFixed(4));
  }
}
