/** What is always in sight: how ataxic the arm is, why, whether ticks were dropped, and alarms. */
import type { Cause, Health } from "../../bridge/protocol/monitor-message.ts";
import { find, setText } from "../dom.ts";
import { written } from "./strip-chart.ts";

/** From here on the server looks for a cause (docs/protocol.md). */
export const ATAXIC = 0.5;

const WORDS: Readonly<Record<Cause, string>> = {
  "loop late": "Loop late",
  "cerebellum off": "Cerebellum off",
  "plant changed": "Plant changed",
  "senses late": "Senses late",
  "cerebellum frozen": "Cerebellum frozen",
  "model wrong": "Model wrong",
};

export class Vitals {
  readonly #ataxia = find("#vital-ataxia", HTMLElement);
  readonly #cause = find("#vital-cause", HTMLElement);
  readonly #overruns = find("#vital-overruns", HTMLElement);
  readonly #cortex = find("#vital-cortex", HTMLElement);
  readonly #alarms = find("#vital-alarms", HTMLElement);

  takeHealth({ ataxia, cause, sentence, cortex, fallback }: Health): void {
    this.#cortex.hidden = cortex === null || !(cortex.learns || cortex.reach > 0);
    const share = `${Math.round(100 * (cortex?.reach ?? 0))}\u00a0%`;
    setText(find("b", HTMLElement, this.#cortex), cortex?.learns ? `learns, ${share}` : share);
    setText(find("b", HTMLElement, this.#ataxia), written(ataxia ?? Number.NaN));
    this.#ataxia.dataset["bad"] = String((ataxia ?? 0) >= ATAXIC);
    // While the brain is not in charge there is nothing to be said of how it moves the arm.
    const isHeld = fallback.state === "active";
    setText(this.#cause, isHeld ? "Fallback holds" : cause === null ? "No fault" : WORDS[cause]);
    this.#cause.dataset["bad"] = String(isHeld || cause !== null);
    this.#cause.title = isHeld ? fallback.sentence : sentence;
  }

  /** `recent` of the `missed` ticks are from the last seconds. */
  takeOverruns(missed: number, recent: number): void {
    setText(find("b", HTMLElement, this.#overruns), Math.round(missed).toLocaleString("en"));
    this.#overruns.dataset["bad"] = String(recent > 0);
  }

  takeAlarms(raised: readonly string[]): void {
    const [first = "", ...others] = raised;
    setText(this.#alarms, others.length === 0 ? first : `${first} and ${others.length} more`);
    this.#alarms.hidden = raised.length === 0;
  }

  clear(): void {
    for (const vital of [this.#ataxia, this.#overruns]) {
      setText(find("b", HTMLElement, vital), "–");
      vital.dataset["bad"] = "false";
    }
    this.#cortex.hidden = true;
    setText(this.#cause, "–");
    this.#cause.dataset["bad"] = "unknown";
  }
}
