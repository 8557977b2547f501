/** Whether what is seen is live. */
import { find, setText } from "../dom.ts";
import type { ConnectionState } from "../wire/connection.ts";

/** A connected server that shows nothing for so long is not live either [ms]. */
const STALE_MS = 1500;

const WORDS = {
  live: "Live",
  connecting: "Connecting…",
  reconnecting: "Reconnecting…",
  stale: "Waiting for the arm…",
} as const;

export class Status {
  readonly #word = find("#status .word", HTMLElement);
  readonly #veil = find("#veil", HTMLElement);
  readonly #silenceMs: () => number;
  #state: ConnectionState = "connecting";
  #sinceMs = 0;

  /** `silenceMs`: how long ago the last frame came. */
  constructor(silenceMs: () => number) {
    this.#silenceMs = silenceMs;
    setInterval(() => this.#show(), 250);
  }

  set state(state: ConnectionState) {
    this.#state = state;
    this.#sinceMs = performance.now();
    this.#show();
  }

  #show(): void {
    if (document.hidden) return;
    const silence = Math.min(this.#silenceMs(), performance.now() - this.#sinceMs);
    const isStale = this.#state === "live" && silence > STALE_MS;
    document.body.dataset["connection"] = isStale ? "connecting" : this.#state;
    const word = WORDS[isStale ? "stale" : this.#state];
    setText(this.#word, word);
    setText(this.#veil, word);
  }
}
