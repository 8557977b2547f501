/** The tab of health: how ataxic the arm is and in which way, and what the cause is. */
import type {
  Evidence,
  Health,
  InCharge,
  Movement,
} from "../../bridge/protocol/monitor-message.ts";
import { find, make, setText } from "../dom.ts";
import { clockText } from "./clock-text.ts";
import { toCsv } from "./csv.ts";
import type { Pane } from "./pane.ts";
import { ReachTable } from "./reach-table.ts";
import { written } from "./strip-chart.ts";
import { ATAXIC } from "./vitals.ts";

/** Bars end here [doublings beyond the ordinary]. */
const FULL = 4;

const PARTS = [
  ["endpointMm", "Aim", "distance from the target"],
  ["pathRmsMm", "Path", "distance from where it should have been"],
  ["pathRatio", "Detour", "length of the path"],
  ["ldlj", "Jerk", "log dimensionless jerk"],
  ["shakeMmPerS", "Tremor", "shaking of the hold"],
] as const;

export class HealthPane implements Pane {
  readonly watches = [] as const;
  readonly #index = find("#ataxia-index", HTMLElement);
  readonly #verdict = find("#ataxia-verdict", HTMLElement);
  readonly #inCharge = find("#in-charge", HTMLElement);
  readonly #causes = find("#causes", HTMLElement);
  readonly #bars: readonly { readonly bar: HTMLElement; readonly number: HTMLElement }[];
  readonly #reaches = new ReachTable();
  readonly #rows = new Map<string, Row>();
  #health: Health | undefined;

  constructor() {
    const host = find("#ataxia-parts", HTMLElement);
    this.#bars = PARTS.map(([, label, about]) => {
      const bar = make("i");
      const number = make("b", {}, "–");
      host.append(
        make(
          "li",
          { title: about },
          make("span", {}, label),
          make("span", { class: "bar" }, bar),
          number,
        ),
      );
      return { bar, number };
    });
  }

  take(health: Health): void {
    this.#health = health;
  }

  takeMovement(movement: Movement): void {
    this.#reaches.take(movement);
  }

  /** Another server: what was before is not its. */
  clear(): void {
    this.#reaches.clear();
  }

  draw(): void {
    const health = this.#health;
    if (health === undefined) return;
    const { ataxia, parts, sentence, reaches, evidence, cause, fallback } = health;
    setText(this.#index, written(ataxia ?? Number.NaN));
    this.#index.dataset["bad"] = String((ataxia ?? 0) >= ATAXIC);
    const over = reaches === 1 ? "the last reach" : `the last ${reaches} reaches`;
    setText(this.#verdict, reaches === 0 ? sentence : `${sentence} Judged by ${over}.`);
    this.#inCharge.dataset["state"] = fallback.state;
    setText(this.#inCharge, inChargeText(fallback));
    PARTS.forEach(([name], i) => {
      const value = parts?.[name] ?? Number.NaN;
      const share = Number.isFinite(value) ? Math.min(1, Math.max(0, value / FULL)) : 0;
      const shown = this.#bars[i];
      if (shown === undefined) return;
      shown.bar.style.setProperty("--share", share.toFixed(3));
      shown.bar.dataset["bad"] = String(value > 1);
      const isLate = name === "ldlj" && parts !== null && parts.ldlj === null;
      setText(shown.number, isLate ? "late" : written(value));
    });
    for (const each of evidence) this.#row(each.cause).show(each, each.cause === cause);
  }

  csv(): string {
    const rows = (this.#health?.evidence ?? []).map(
      ({ cause, holds, found, limit, unit, sentence }) =>
        [cause, holds ? "yes" : "no", found, limit, unit, sentence] as const,
    );
    return toCsv(["cause", "holds", "found", "limit", "unit", "in words"], rows);
  }

  #row(cause: string): Row {
    const known = this.#rows.get(cause);
    if (known !== undefined) return known;
    const row = new Row(cause);
    this.#rows.set(cause, row);
    this.#causes.append(row.element);
    return row;
  }
}

/** Who is in charge, since when, and how often that was not the brain. */
export function inChargeText({ sentence, since, takeovers }: InCharge): string {
  if (since === null) return sentence;
  const often = takeovers === 1 ? "once" : `${takeovers} times`;
  return `${sentence} Since ${clockText(since)}; it took over ${often}.`;
}

/** One possible cause with what speaks for and against it. */
class Row {
  readonly element: HTMLElement;
  readonly #found = make("b");
  readonly #sentence = make("p");

  constructor(cause: string) {
    const name = make("span", {}, cause.charAt(0).toUpperCase() + cause.slice(1));
    this.element = make("li", {}, make("h4", {}, make("i"), name, this.#found), this.#sentence);
  }

  show({ holds, found, limit, unit, sentence }: Evidence, isCause: boolean): void {
    this.element.dataset["holds"] = String(holds);
    this.element.dataset["cause"] = String(isCause);
    const measured = found === null ? "–" : written(found);
    setText(this.#found, `${measured} / ${written(limit)} ${unit}`);
    setText(this.#sentence, sentence);
    if (this.element.title !== sentence) this.element.title = sentence;
  }
}
