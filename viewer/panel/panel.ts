/**
 * The controls. They hold no state: what they show is what the server last said, except for a moment
 * after a change, when they show what was asked for; if the server does not agree, they go back.
 */
import type { SettingsPatch } from "../../bridge/protocol/client-message.ts";
import { DEMOS } from "../../bridge/protocol/demos.ts";
import type { LiveSettings } from "../../bridge/protocol/server-message.ts";
import { find, findAll, setText } from "../dom.ts";
import { Throttle } from "../wire/throttle.ts";
import { Slider } from "./slider.ts";

/** At most ten messages a second while a slider moves. */
const SLIDER_MS = 100;
const AGREE_MS = 900;

export class Panel {
  readonly #send: (patch: SettingsPatch) => void;
  readonly #shown: (settings: LiveSettings) => void;
  readonly #cerebellum = find("#cerebellum", HTMLButtonElement);
  readonly #cerebellumState = find("#cerebellum-state", HTMLElement);
  readonly #cerebellumNote = find("#cerebellum-note", HTMLElement);
  readonly #olive = find("#olive", HTMLButtonElement);
  readonly #demos = findAll("[data-demo]", HTMLButtonElement);
  readonly #delay: Slider;
  readonly #noise: Slider;
  readonly #rate: Slider;
  #truth: LiveSettings | undefined;
  #returning: ReturnType<typeof setTimeout> | undefined;

  /** `send` tells the server, `shown` hears of every setting that is shown. */
  constructor(send: (patch: SettingsPatch) => void, shown: (settings: LiveSettings) => void) {
    this.#send = send;
    this.#shown = shown;
    this.#cerebellum.addEventListener("click", () => this.toggleCerebellum());
    this.#olive.addEventListener("click", () => {
      if (this.#truth !== undefined) this.#ask({ olive: !isOn(this.#olive) });
    });
    for (const button of this.#demos) {
      button.addEventListener("click", () => {
        const demo = DEMOS.find((each) => each === button.dataset["demo"]);
        if (demo !== undefined) this.#ask({ demo });
      });
    }
    const delays = new Throttle<number>(SLIDER_MS, (delayMs) => this.#ask({ delayMs }));
    const noises = new Throttle<number>(SLIDER_MS, (noise) => this.#ask({ noise }));
    const rates = new Throttle<number>(SLIDER_MS, (rateHz) => this.#ask({ rateHz }));
    this.#delay = new Slider("delay", formatDelay, (ms) => delays.offer(ms));
    this.#noise = new Slider("noise", formatNoise, (factor) => noises.offer(factor));
    this.#rate = new Slider("loop-rate", formatRate, (hertz) => rates.offer(hertz));
  }

  toggleCerebellum(): void {
    if (this.#truth !== undefined) this.#ask({ cerebellum: !isOn(this.#cerebellum) });
  }

  /** The server has spoken. */
  bind(settings: LiveSettings): void {
    this.#truth = settings;
    clearTimeout(this.#returning);
    this.#show(settings);
  }

  #ask(patch: SettingsPatch): void {
    const truth = this.#truth;
    if (truth === undefined) return;
    this.#show({ ...truth, ...stripped(patch) });
    clearTimeout(this.#returning);
    this.#returning = setTimeout(() => this.#truth && this.#show(this.#truth), AGREE_MS);
    this.#send(patch);
  }

  #show(settings: LiveSettings): void {
    const { cerebellum, olive, delayMs, noise, demo, rateHz } = settings;
    this.#cerebellum.setAttribute("aria-checked", String(cerebellum));
    this.#olive.setAttribute("aria-checked", String(olive));
    const late = formatDelay(delayMs);
    setText(this.#cerebellumState, cerebellum ? "Intact" : "Lesioned");
    setText(
      this.#cerebellumNote,
      cerebellum ? `Makes up for senses ${late} late.` : `Left alone with senses ${late} late.`,
    );
    this.#delay.show(delayMs);
    this.#noise.show(noise);
    this.#rate.show(rateHz);
    for (const button of this.#demos) {
      button.setAttribute("aria-pressed", String(button.dataset["demo"] === demo));
    }
    this.#shown(settings);
  }
}

const isOn = (button: Element): boolean => button.getAttribute("aria-checked") === "true";

/** The number and its unit stay on one line. */
const formatDelay = (ms: number): string => `${Math.round(ms)}\u00a0ms`;
const formatNoise = (factor: number): string => `${factor.toFixed(1)}×`;
const formatRate = (hertz: number): string => hertz.toLocaleString("en");

/** The patch without what it leaves open. */
function stripped(patch: SettingsPatch): Partial<LiveSettings> {
  const { cerebellum, olive, delayMs, noise, demo, rateHz } = patch;
  return {
    ...(cerebellum !== undefined && { cerebellum }),
    ...(olive !== undefined && { olive }),
    ...(delayMs !== undefined && { delayMs }),
    ...(noise !== undefined && { noise }),
    ...(demo !== undefined && { demo }),
    ...(rateHz !== undefined && { rateHz }),
  };
}
