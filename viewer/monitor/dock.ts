/** The monitor's place on the page: opens and closes, and shows one tab at a time. */
import { find, findAll } from "../dom.ts";

const TABS = ["signals", "health", "latency", "neurons", "protocols", "world"] as const;
export type Tab = (typeof TABS)[number];

export class Dock {
  readonly #dock = find("#monitor", HTMLElement);
  readonly #opener = find("#open-monitor", HTMLButtonElement);
  readonly #tabs = findAll("#monitor [role=tab]", HTMLButtonElement);
  readonly #changed: () => void;
  #tab: Tab = TABS[0];

  /** `changed` hears of every opening, closing and turning. */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.#opener.addEventListener("click", () => this.toggle());
    find("#close-monitor", HTMLButtonElement).addEventListener("click", () => this.toggle());
    for (const tab of this.#tabs) {
      tab.addEventListener("click", () => this.#turn(named(tab.dataset["tab"])));
      tab.addEventListener("keydown", (event) => this.#step(event));
    }
    for (const button of findAll("[data-opens]", HTMLButtonElement)) {
      button.addEventListener("click", () => this.open(named(button.dataset["opens"])));
    }
    this.#select(TABS[0]);
  }

  /** The tab in sight, if any. */
  get shown(): Tab | undefined {
    return this.#dock.hidden || document.hidden ? undefined : this.#tab;
  }

  toggle(): void {
    this.#show(this.#dock.hidden !== false);
  }

  open(tab: Tab): void {
    this.#show(true);
    this.#turn(tab);
  }

  #show(isShown: boolean): void {
    this.#dock.hidden = !isShown;
    document.body.dataset["monitor"] = isShown ? "open" : "closed";
    this.#opener.setAttribute("aria-expanded", String(isShown));
    this.#changed();
  }

  #turn(tab: Tab): void {
    this.#select(tab);
    this.#changed();
  }

  #select(tab: Tab): void {
    this.#tab = tab;
    this.#dock.dataset["tab"] = tab;
    for (const button of this.#tabs) {
      const isIt = button.dataset["tab"] === tab;
      button.setAttribute("aria-selected", String(isIt));
      button.tabIndex = isIt ? 0 : -1;
    }
    for (const name of TABS) find(`#pane-${name}`, HTMLElement).hidden = name !== tab;
  }

  /** The arrow keys go from tab to tab. */
  #step(event: KeyboardEvent): void {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (TABS.indexOf(this.#tab) + by + TABS.length) % TABS.length;
    this.#turn(TABS[next] ?? this.#tab);
    this.#tabs.find((tab) => tab.dataset["tab"] === this.#tab)?.focus();
  }
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

const named = (name: string | undefined): Tab => TABS.find((tab) => tab === name) ?? TABS[0];
