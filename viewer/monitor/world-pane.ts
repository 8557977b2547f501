/** The tab of what can be done to the arm: lesions of its cerebellum, and the world it moves in. */
import type { ClientMessage, SettingsPatch } from "../../bridge/protocol/client-message.ts";
import {
  DELAY_MS_MAX,
  EMPTY_WORLD,
  LEARNERS,
  LESION_DIALS,
  type Learner,
  type LiveSettings,
  LOAD_MAX,
  NO_LESION,
  WORLD_DIALS,
} from "../../bridge/protocol/live-settings.ts";
import type { Health } from "../../bridge/protocol/monitor-message.ts";
import type { Hello } from "../../bridge/protocol/server-message.ts";
import { find, findAll, make, setText } from "../dom.ts";
import type { Slider } from "../panel/slider.ts";
import { addDial } from "./dial.ts";
import type { Pane } from "./pane.ts";

/** A push lasts so long: too short to be answered while it lasts. */
const PUSH_MS = 80;

type LesionDial = keyof typeof LESION_DIALS;
type WorldDial = keyof typeof WORLD_DIALS;

const percent = (share: number): string => `${Math.round(100 * share)}\u00a0%`;
const times = (factor: number): string => `${factor.toFixed(2)}×`;
const signed =
  (unit: string, digits = 0) =>
  (value: number): string =>
    `${value.toFixed(digits).replace("-", "−")}${unit}`;

const LESIONS: readonly [LesionDial, string, (value: number) => string][] = [
  ["purkinje", "Purkinje cells lost", percent],
  ["fibres", "Silent fibres", percent],
  ["horizon", "Horizon", times],
  ["inertia", "Believed inertia", times],
  ["noise", "Noise", times],
];

const WORLD: readonly [WorldDial, string, (value: number) => string][] = [
  ["curl", "Curl field", signed("\u00a0N·s/m")],
  ["saddle", "Saddle field", times],
  ["addedMass", "Mass in the hand", signed("\u00a0kg", 2)],
  ["limbMass", "Mass of the arm", times],
  ["rotation", "Cursor turned", signed("°")],
  ["gain", "Cursor’s gain", times],
];

export class WorldPane implements Pane {
  readonly watches = [] as const;
  readonly #send: (patch: SettingsPatch) => void;
  readonly #lesions: ReadonlyMap<LesionDial, Slider>;
  readonly #world: ReadonlyMap<WorldDial, Slider>;
  readonly #load: readonly [Slider, Slider];
  readonly #seen: Slider;
  readonly #adaptive = find("#adaptive", HTMLButtonElement);
  readonly #onlineCortex = find("#online-cortex", HTMLButtonElement);
  readonly #cortexNote = find("#cortex-note", HTMLElement);
  readonly #restoreCortex = find("#restore-cortex", HTMLButtonElement);
  readonly #learners = find("#learners", HTMLElement);
  readonly #presets = find("#lesion-presets", HTMLElement);
  #truth: LiveSettings | undefined;

  constructor(tell: (message: ClientMessage) => void) {
    this.#send = (patch) => tell({ op: "settings", ...patch });
    const lesionHost = find("#lesion-dials", HTMLElement);
    this.#lesions = new Map(
      LESIONS.map(([name, label, format]) => {
        const look = { ...LESION_DIALS[name], id: `lesion-${name}`, label, format };
        return [
          name,
          addDial(lesionHost, look, (value) => this.#send({ lesion: { [name]: value } })),
        ];
      }),
    );
    const worldHost = find("#world-dials", HTMLElement);
    this.#world = new Map(
      WORLD.map(([name, label, format]) => {
        const look = { ...WORLD_DIALS[name], id: `world-${name}`, label, format };
        return [
          name,
          addDial(worldHost, look, (value) => this.#send({ world: { [name]: value } })),
        ];
      }),
    );
    const load = (axis: 0 | 1, label: string): Slider => {
      const bounds = {
        min: -LOAD_MAX,
        max: LOAD_MAX,
        rest: 0,
        about: "a steady force on the hand",
      };
      const look = { ...bounds, id: `load-${axis}`, label, format: signed("\u00a0N", 1) };
      return addDial(worldHost, look, (value) => {
        const [x, y] = this.#truth?.world.load ?? [0, 0];
        this.#send({ world: { load: axis === 0 ? [value, y] : [x, value] } });
      });
    };
    this.#load = [load(0, "Load to the right"), load(1, "Load away")];
    const late = { min: 0, max: DELAY_MS_MAX, rest: 0, about: "age of what is seen of the cursor" };
    this.#seen = addDial(
      find("#sense-dials", HTMLElement),
      { ...late, id: "visual-delay", label: "Sight is late by", format: signed("\u00a0ms") },
      (visualDelayMs) => this.#send({ visualDelayMs }),
    );
    this.#adaptive.addEventListener("click", () => {
      if (this.#truth !== undefined) this.#send({ adaptive: !this.#truth.adaptive });
    });
    this.#onlineCortex.addEventListener("click", () => {
      if (this.#truth !== undefined) this.#send({ onlineCortex: !this.#truth.onlineCortex });
    });
    this.#restoreCortex.addEventListener("click", () => tell({ op: "restoreCortex" }));
    find("#world-rest", HTMLButtonElement).addEventListener("click", () => this.#rest());
    for (const button of findAll("[data-push]", HTMLButtonElement)) {
      const [x = 0, y = 0] = (button.dataset["push"] ?? "").split(",").map(Number);
      button.addEventListener("click", () => tell({ op: "push", force: [x, y], ms: PUSH_MS }));
    }
  }

  build({ learners, lesions }: Hello): void {
    this.#presets.replaceChildren(
      ...lesions.map(({ name, signature, cerebellum, olive, lesion }) => {
        const button = make("button", { type: "button", title: signature }, name);
        button.addEventListener("click", () => this.#send({ cerebellum, olive, lesion }));
        return button;
      }),
    );
    this.#learners.replaceChildren(
      ...learners.map(({ name, about }) => {
        const button = make("button", { type: "button", title: about, "data-learner": name }, name);
        button.addEventListener("click", () => isLearner(name) && this.#send({ learner: name }));
        return button;
      }),
    );
  }

  bind(settings: LiveSettings): void {
    this.#truth = settings;
    for (const [name, slider] of this.#lesions) slider.show(settings.lesion[name]);
    for (const [name, slider] of this.#world) slider.show(settings.world[name]);
    this.#load.forEach((slider, axis) => {
      slider.show(settings.world.load[axis === 0 ? 0 : 1]);
    });
    this.#seen.show(settings.visualDelayMs);
    this.#adaptive.setAttribute("aria-checked", String(settings.adaptive));
    this.#onlineCortex.setAttribute("aria-checked", String(settings.onlineCortex));
    for (const button of this.#learners.querySelectorAll("button")) {
      const isIt = button.dataset["learner"] === settings.learner;
      button.setAttribute("aria-pressed", String(isIt));
    }
  }

  /** How the cortex learns; null where it cannot. */
  takeCortex(cortex: Health["cortex"]): void {
    this.#onlineCortex.disabled = cortex === null;
    this.#restoreCortex.disabled = !(cortex !== null && cortex.reach > 0);
    setText(this.#cortexNote, cortex === null ? "cannot, with muscles" : progressOf(cortex));
  }

  draw(): void {
    // Its controls show what the server last said, and nothing in between.
  }

  #rest(): void {
    this.#send({ cerebellum: true, lesion: NO_LESION, world: EMPTY_WORLD });
  }
}

function progressOf({ reach, steps, rollbacks }: NonNullable<Health["cortex"]>): string {
  if (reach === 0) return "";
  const back = rollbacks === 0 ? "" : `, ${rollbacks}× taken back`;
  return `${steps.toLocaleString("en")} steps, ${percent(reach)} of the way${back}`;
}

const isLearner = (name: string): name is Learner => name in LEARNERS;
