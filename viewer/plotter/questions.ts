/** What the page has to ask somebody: whether paper or pen is changed, and what becomes of a drawing that is not finished. */
import type { ClientMessage } from "../../bridge/protocol/client-message.ts";
import type { QueueReport, WaitsFor } from "../../bridge/protocol/queue-message.ts";
import type { JobReport } from "../../bridge/protocol/server-message.ts";
import { find, setText } from "../dom.ts";

/** What somebody may do with it. */
type Intent = "goOn" | "giveUp";

export class Questions {
  readonly #change = find("#change", HTMLElement);
  readonly #changed = find("#changed", HTMLButtonElement);
  readonly #unfinished = find("#unfinished", HTMLElement);
  readonly #goOn = find("#go-on", HTMLButtonElement);
  readonly #giveUp = find("#give-up", HTMLButtonElement);
  readonly #sure = find("#sure", HTMLElement);
  #wish: WaitsFor = null;
  #left: QueueReport["unfinished"] = null;
  #isLimp = true;
  /** What somebody wants to do with it, and has not said yet that it may be done. */
  #asking: Intent | undefined;

  constructor(tell: (message: ClientMessage) => void) {
    this.#changed.addEventListener("click", () => {
      if (this.#wish) tell({ op: "changed", what: this.#wish.what });
    });
    this.#goOn.addEventListener("click", () => this.#ask("goOn"));
    this.#giveUp.addEventListener("click", () => this.#ask("giveUp"));
    find("#sure-no", HTMLButtonElement).addEventListener("click", () => this.#ask(undefined));
    find("#sure-yes", HTMLButtonElement).addEventListener("click", () => {
      if (!this.#left) return;
      const { began } = this.#left;
      if (this.#asking === "goOn") tell({ op: "goOn", began, inPlace: true });
      else tell({ op: "giveUp", began });
      this.#ask(undefined);
    });
  }

  showJob({ waitsFor, state }: JobReport): void {
    const isNew = waitsFor !== null && this.#wish === null;
    this.#wish = waitsFor;
    this.#isLimp = state === "limp";
    this.#change.hidden = waitsFor === null;
    if (waitsFor) {
      const what = waitsFor.what === "paper" ? "the paper" : "the pen";
      setText(find("#change-what", HTMLElement), `Put in ${what} for ${waitsFor.name}`);
      setText(this.#changed, waitsFor.what === "paper" ? "Paper changed" : "Pen changed");
    }
    if (isNew) this.#change.scrollIntoView({ block: "nearest" });
    this.#dress();
  }

  showQueue({ unfinished }: QueueReport): void {
    if (unfinished?.began !== this.#left?.began) this.#asking = undefined;
    this.#left = unfinished;
    document.body.dataset["unfinished"] = unfinished ? String(unfinished.done) : "";
    this.#dress();
  }

  #ask(what: Intent | undefined): void {
    const before = this.#asking;
    this.#asking = what;
    this.#dress();
    if (what) find("#sure-no", HTMLButtonElement).focus();
    else if (before) (before === "goOn" ? this.#goOn : this.#giveUp).focus();
  }

  #dress(): void {
    const left = this.#left;
    this.#unfinished.hidden = left === null;
    if (!left) return;
    setText(find("#unfinished-name", HTMLElement), `${left.name} is not finished`);
    const drawn =
      left.done > 0
        ? `${left.done} of ${left.strokes} strokes are drawn, as the sheet shows.`
        : `None of its ${left.strokes} strokes is whole.`;
    setText(find("#unfinished-place", HTMLElement), left.why ?? drawn);
    this.#goOn.hidden = left.why !== null;
    this.#goOn.disabled = !this.#isLimp;
    this.#sure.hidden = this.#asking === undefined;
    find("#unfinished .actions", HTMLElement).hidden = this.#asking !== undefined;
    const question =
      this.#asking === "giveUp"
        ? "What is left of it will not be drawn. Give it up?"
        : "Are the paper and the pen where they were?";
    setText(find("#sure-what", HTMLElement), question);
    setText(
      find("#sure-yes", HTMLButtonElement),
      this.#asking === "giveUp" ? "Give it up" : "Yes, go on",
    );
    setText(find("#sure-no", HTMLButtonElement), this.#asking === "giveUp" ? "Keep it" : "Not yet");
  }
}
