/** Words that are typed and sent as a drawing. */
import { find } from "../dom.ts";

/** Of a text's name in the queue. */
const NAME_CHARS_MAX = 28;

export class Writing {
  readonly #form = find("#writing", HTMLFormElement);
  readonly #words = find("#words", HTMLTextAreaElement);
  readonly #toggle = find("#write", HTMLButtonElement);

  /** `send` puts a file into the queue; resolves with whether it is there. */
  constructor(send: (file: File) => Promise<boolean>) {
    this.#toggle.addEventListener("click", () => this.#open(this.#form.hidden === true));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = this.#words.value;
      if (words.trim() === "") return;
      void send(new File([words], `${nameOf(words)}.txt`)).then((isSent) => {
        if (!isSent) return;
        this.#words.value = "";
        this.#open(false);
      });
    });
    this.#words.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.#form.requestSubmit();
    });
  }

  #open(isOpen: boolean): void {
    this.#form.hidden = !isOpen;
    this.#toggle.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) this.#words.focus();
    else if (this.#form.contains(document.activeElement)) this.#toggle.focus();
  }
}

function nameOf(words: string): string {
  const line = (words.trim().split("\n")[0] ?? "").replace(/[\s.,:;!?]+$/, "");
  return line.length > NAME_CHARS_MAX ? `${line.slice(0, NAME_CHARS_MAX)}…` : line;
}
