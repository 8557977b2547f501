/** One drawing in the list of the queue. */
import type { ClientMessage } from "../../bridge/protocol/client-message.ts";
import type { QueueReport } from "../../bridge/protocol/queue-message.ts";
import { make, setText } from "../dom.ts";
import { duration } from "./durations.ts";

type QueuedJob = QueueReport["jobs"][number];

const WORDS: Readonly<Record<QueuedJob["state"], string>> = {
  waits: "",
  drawing: "Drawing",
  unfinished: "Not finished",
  done: "Done",
  cancelled: "Cancelled",
  failed: "Failed",
};

const MARKS: Readonly<Record<QueuedJob["state"], string>> = {
  waits: "",
  drawing: "✎",
  unfinished: "‖",
  done: "✓",
  cancelled: "–",
  failed: "!",
};

const SVG = "http://www.w3.org/2000/svg";

export class QueueRow {
  readonly element = make("li");
  readonly #mark = make("span", { class: "mark", "aria-hidden": "true" });
  readonly #name = make("b");
  readonly #figures = make("small");
  readonly #why = make("small", { class: "why" });
  readonly #earlier: HTMLButtonElement;
  readonly #later: HTMLButtonElement;
  readonly #repeat: HTMLButtonElement;
  readonly #remove: HTMLButtonElement;
  #place = -1;

  constructor(job: number, tell: (message: ClientMessage) => void) {
    const move = (by: number) => (): void => tell({ op: "moveJob", job, to: this.#place + by });
    this.#earlier = button("M8 12V4M4.5 7.5 8 4l3.5 3.5", move(-1));
    this.#later = button("M8 4v8M4.5 8.5 8 12l3.5-3.5", move(1));
    this.#repeat = button("M12.5 8a4.5 4.5 0 1 1-1.4-3.2M12.5 2.5v2.6H9.9", () =>
      tell({ op: "repeatJob", job }),
    );
    this.#remove = button("M4.5 4.5l7 7m0-7-7 7", () => tell({ op: "removeJob", job }));
    const words = make("span", { class: "words" }, this.#name, this.#figures, this.#why);
    const tools = [this.#earlier, this.#later, this.#repeat, this.#remove];
    this.element.append(this.#mark, words, make("span", { class: "tools" }, ...tools));
  }

  /** `place` among the `waiting` that wait; −1 if it does not. */
  show(job: QueuedJob, place: number, waiting: number): void {
    const { name, state, why, repeats } = job;
    const waits = state === "waits";
    const isUnder = state === "drawing" || state === "unfinished";
    this.#place = place;
    this.element.dataset["state"] = state;
    setText(this.#mark, waits ? String(place + 1) : MARKS[state]);
    setText(this.#name, name);
    this.#name.title = name;
    setText(this.#figures, [WORDS[state], ...figures(job)].filter(Boolean).join(" · "));
    setText(this.#why, state === "unfinished" ? "" : (why ?? ""));
    label(this.#earlier, `Draw ${name} earlier`, waits && waiting > 1, place > 0);
    label(this.#later, `Draw ${name} later`, waits && waiting > 1, place < waiting - 1);
    label(this.#repeat, `Draw ${name} again`, !waits && !isUnder && repeats, true);
    label(this.#remove, `Remove ${name}`, !isUnder, true);
  }
}

function figures({ state, layers, strokes, seconds }: QueuedJob): string[] {
  if (strokes === null) return state === "waits" ? ["being planned"] : [];
  return [
    strokes === 1 ? "1 stroke" : `${strokes.toLocaleString("en")} strokes`,
    ...(layers !== null && layers > 1 ? [`${layers} layers`] : []),
    ...(seconds === null ? [] : [duration(seconds)]),
  ];
}

function button(path: string, press: () => void): HTMLButtonElement {
  const made = make("button", { type: "button" });
  const icon = document.createElementNS(SVG, "svg");
  icon.setAttribute("viewBox", "0 0 16 16");
  icon.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  icon.append(line);
  made.append(icon);
  made.addEventListener("click", press);
  return made;
}

function label(of: HTMLButtonElement, text: string, isThere: boolean, isUseful: boolean): void {
  of.hidden = !isThere;
  of.disabled = !isUseful;
  of.title = text;
  of.setAttribute("aria-label", text);
}
