/** The tab of protocols: starts an experiment before everyone's eyes, and follows it. */
import type { ClientMessage } from "../../bridge/protocol/client-message.ts";
import type {
  ProtocolEnded,
  ProtocolState,
  TrialReport,
} from "../../bridge/protocol/protocol-message.ts";
import type { Hello } from "../../bridge/protocol/server-message.ts";
import { find, findAll, make, setText } from "../dom.ts";
import { LearningCurve } from "./learning-curve.ts";
import type { Pane } from "./pane.ts";
import type { Plate } from "./save.ts";
import { written } from "./strip-chart.ts";

export class ProtocolsPane implements Pane {
  readonly watches = [] as const;
  readonly #curve = new LearningCurve(
    find("#learning-curve", HTMLElement),
    find("#learning-keys", HTMLElement),
  );
  readonly #list = find("#protocol-list", HTMLElement);
  readonly #start = find("#protocol-start", HTMLButtonElement);
  readonly #title = find("#protocol-title", HTMLElement);
  readonly #status = find("#protocol-status", HTMLElement);
  readonly #outcome = find("#protocol-outcome", HTMLElement);
  readonly #speeds = findAll("[data-speed]", HTMLButtonElement);
  readonly #changed: () => void;
  #chosen = "";
  #speed = 1;
  #running: string | null = null;

  constructor(tell: (message: ClientMessage) => void, changed: () => void) {
    this.#changed = changed;
    this.#start.addEventListener("click", () => {
      if (this.#running !== null) tell({ op: "protocol", action: "stop" });
      else tell({ op: "protocol", action: "start", name: this.#chosen, speed: this.#speed });
    });
    for (const button of this.#speeds) {
      button.addEventListener("click", () => {
        this.#speed = Number(button.dataset["speed"]);
        this.#dress();
      });
    }
  }

  build({ protocols }: Hello): void {
    if (!protocols.some(({ name }) => name === this.#chosen))
      this.#chosen = protocols[0]?.name ?? "";
    this.#list.replaceChildren(
      ...protocols.map(({ name, about }) => {
        const button = make("button", { type: "button", "data-protocol": name });
        button.append(make("b", {}, name), make("span", {}, about));
        button.addEventListener("click", () => {
          this.#chosen = name;
          this.#dress();
        });
        return button;
      }),
    );
    this.#dress();
  }

  takeState({ name, speed }: ProtocolState): void {
    if (name !== null && this.#running === null) {
      this.#curve.clear();
      this.#outcome.replaceChildren();
      setText(this.#title, name);
      setText(this.#status, `Under way, ${speed === 1 ? "as fast as life" : `at ${speed}×`}.`);
    }
    this.#running = name;
    this.#dress();
  }

  takeTrial(trial: TrialReport): void {
    this.#curve.add(trial);
    const { condition, phase, index, trials, value, measure, unit } = trial;
    setText(this.#title, trial.protocol);
    setText(
      this.#status,
      `${condition}, ${phase}: trial ${index + 1} of ${trials}. ${measure} ${written(value ?? Number.NaN)} ${unit}`,
    );
    this.#changed();
  }

  takeEnd({ how, why, targets }: ProtocolEnded): void {
    const met = targets.filter((target) => target.met).length;
    const words = {
      done: targets.length === 0 ? "Done." : `Done: ${met} of ${targets.length} targets met.`,
      stopped: "Stopped.",
      failed: why ?? "Failed.",
    };
    setText(this.#status, words[how]);
    this.#outcome.replaceChildren(
      ...targets.map(({ meaning, wanted, found, met: isMet }) =>
        make(
          "li",
          { "data-met": String(isMet) },
          make("i", { "aria-label": isMet ? "met" : "missed" }, isMet ? "✓" : "✗"),
          make("span", {}, meaning),
          make("b", {}, written(found ?? Number.NaN)),
          make("small", {}, wanted),
        ),
      ),
    );
    this.#changed();
  }

  draw(): void {
    this.#curve.draw();
  }

  csv(): string {
    return this.#curve.csv();
  }

  plates(): readonly Plate[] {
    return this.#curve.plates;
  }

  #dress(): void {
    const isRunning = this.#running !== null;
    setText(this.#start, isRunning ? "Stop" : "Start");
    this.#start.dataset["running"] = String(isRunning);
    this.#start.disabled = this.#chosen === "";
    for (const button of this.#speeds) {
      button.setAttribute("aria-pressed", String(Number(button.dataset["speed"]) === this.#speed));
    }
    for (const button of this.#list.querySelectorAll("button")) {
      const { protocol } = button.dataset;
      button.setAttribute("aria-pressed", String(protocol === (this.#running ?? this.#chosen)));
      button.disabled = isRunning && protocol !== this.#running;
    }
  }
}
