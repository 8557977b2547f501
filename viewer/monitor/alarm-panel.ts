/** The alarms: their limits as fields, which of them are raised, and what has been. */
import { find, make, setText } from "../dom.ts";
import { Alarm } from "./alarm.ts";
import {
  ALARM_RULES,
  type AlarmName,
  type AlarmRule,
  keepLimits,
  readLimits,
} from "./alarm-rules.ts";
import { clockText } from "./clock-text.ts";
import { written } from "./strip-chart.ts";

const LOG_MAX = 30;

interface Watch {
  readonly rule: AlarmRule & { readonly name: AlarmName };
  readonly alarm: Alarm;
  readonly row: HTMLElement;
  readonly now: HTMLElement;
}

export class AlarmPanel {
  readonly #log = find("#alarm-log", HTMLElement);
  readonly #watches: readonly Watch[];
  readonly #changed: (raised: readonly string[]) => void;

  /** `changed` hears the labels of those that are raised. */
  constructor(changed: (raised: readonly string[]) => void) {
    this.#changed = changed;
    const kept = readLimits(() => localStorage);
    const host = find("#alarm-list", HTMLElement);
    this.#watches = ALARM_RULES.map((rule) => this.#build(host, rule, kept[rule.name]));
  }

  /** Looks at all values at `time` [s]; those that are unknown now are left out. */
  look(values: Readonly<Partial<Record<AlarmName, number>>>, time: number): void {
    let hasChanged = false;
    for (const { rule, alarm, row, now } of this.#watches) {
      const value = values[rule.name] ?? Number.NaN;
      setText(now, written(value));
      const change = alarm.look(value, time);
      if (change === undefined) continue;
      hasChanged = true;
      row.dataset["raised"] = String(alarm.isRaised);
      const what = `${rule.label} ${change === "raised" ? "above" : "back below"} ${written(alarm.limit)} ${rule.unit}`;
      this.#log.prepend(
        make("li", { "data-change": change }, make("time", {}, clockText(time)), what.trim()),
      );
      while (this.#log.childElementCount > LOG_MAX) this.#log.lastElementChild?.remove();
    }
    if (!hasChanged) return;
    const raised = this.#watches.filter(({ alarm }) => alarm.isRaised);
    this.#changed(raised.map(({ rule }) => rule.label));
  }

  #build(host: HTMLElement, rule: Watch["rule"], kept: number | undefined): Watch {
    const alarm = new Alarm(kept ?? rule.limit);
    const field = make("input", {
      type: "number",
      min: "0",
      step: String(rule.step),
      value: String(alarm.limit),
      "aria-label": `Alarm above, ${rule.label}${rule.unit === "" ? "" : ` in ${rule.unit}`}`,
      "data-alarm": rule.name,
    });
    field.addEventListener("change", () => {
      const limit = field.valueAsNumber;
      if (limit >= 0) alarm.limit = limit;
      field.valueAsNumber = alarm.limit;
      const limits = this.#watches.map((watch) => [watch.rule.name, watch.alarm.limit] as const);
      keepLimits(() => localStorage, Object.fromEntries(limits));
    });
    const now = make("b", {}, "–");
    const row = make(
      "li",
      { "data-raised": "false" },
      make("i"),
      make("span", {}, rule.label),
      now,
    );
    row.append(make("span", { class: "limit" }, "›", field, make("small", {}, rule.unit)));
    host.append(row);
    return { rule, alarm, row, now };
  }
}
