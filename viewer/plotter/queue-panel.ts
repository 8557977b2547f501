/** The queue: what is drawn, what waits in which order, what is over, and how long all of it takes. */
import type { ClientMessage } from "../../bridge/protocol/client-message.ts";
import type { PlotterFrame } from "../../bridge/protocol/plotter-frame.ts";
import type { QueueReport } from "../../bridge/protocol/queue-message.ts";
import { find, setText } from "../dom.ts";
import { duration } from "./durations.ts";
import { QueueRow } from "./queue-row.ts";

type QueuedJob = QueueReport["jobs"][number];

/** Digits that change more often cannot be read. */
const TEXT_MS = 200;

export class QueuePanel {
  readonly #tell: (message: ClientMessage) => void;
  readonly #list = find("#queue-list", HTMLElement);
  readonly #total = find("#queue-total", HTMLElement);
  readonly #byItself = find("#by-itself", HTMLButtonElement);
  readonly #rows = new Map<number, QueueRow>();
  #waiting: readonly QueuedJob[] = [];
  #secondsLeft = 0;
  #writtenMs = 0;

  constructor(tell: (message: ClientMessage) => void) {
    this.#tell = tell;
    this.#byItself.addEventListener("click", () => {
      const isOn = this.#byItself.getAttribute("aria-checked") === "true";
      tell({ op: "byItself", on: !isOn });
    });
  }

  show({ jobs, byItself }: QueueReport): void {
    this.#byItself.setAttribute("aria-checked", String(byItself));
    this.#waiting = jobs.filter(({ state }) => state === "waits");
    const isUnder = ({ state }: QueuedJob): boolean =>
      state === "drawing" || state === "unfinished";
    const over = jobs.filter((job) => job.state !== "waits" && !isUnder(job));
    const shown = [...jobs.filter(isUnder), ...this.#waiting, ...over.reverse()];
    const focused = document.activeElement;
    for (const [id, row] of this.#rows) {
      if (shown.some((job) => job.id === id)) continue;
      row.element.remove();
      this.#rows.delete(id);
    }
    for (const [place, job] of shown.entries()) {
      const row = this.#rows.get(job.id) ?? new QueueRow(job.id, this.#tell);
      this.#rows.set(job.id, row);
      row.show(job, this.#waiting.indexOf(job), this.#waiting.length);
      const there = this.#list.children[place] ?? null;
      if (there !== row.element) this.#list.insertBefore(row.element, there);
    }
    // What is moved in a document loses the focus.
    if (focused instanceof HTMLElement && this.#list.contains(focused)) focused.focus();
    document.body.dataset["queued"] = String(this.#waiting.length);
    document.body.dataset["listed"] = String(jobs.length);
    this.#write();
  }

  update({ secondsLeft, elapsed }: PlotterFrame, nowMs: number): void {
    if (nowMs - this.#writtenMs < TEXT_MS) return;
    this.#writtenMs = nowMs;
    this.#secondsLeft = elapsed > 0 ? secondsLeft : 0;
    this.#write();
  }

  #write(): void {
    const waits = this.#waiting.length;
    const isKnown = this.#waiting.every(({ seconds }) => seconds !== null);
    const wait = this.#waiting.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
    const total = duration(this.#secondsLeft + wait);
    const many = waits === 1 ? "1 waits" : `${waits} wait`;
    const text = `${many} · ${isKnown ? "" : "more than "}${total} in all`;
    setText(this.#total, waits > 0 ? text : "");
  }
}
