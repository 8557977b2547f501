/**
 * The monitor as a whole. It asks the server for what is in sight and nothing else, and draws when
 * something has come, at most once per screen refresh.
 */
import type { ClientMessage } from "../../bridge/protocol/client-message.ts";
import type { LiveSettings } from "../../bridge/protocol/live-settings.ts";
import type { MonitorFrame } from "../../bridge/protocol/monitor-frame.ts";
import type { Health, Movement } from "../../bridge/protocol/monitor-message.ts";
import type { Hello } from "../../bridge/protocol/server-message.ts";
import type { Watched } from "../../bridge/protocol/watched.ts";
import { find } from "../dom.ts";
import type { Moment } from "../wire/timeline.ts";
import { AlarmPanel } from "./alarm-panel.ts";
import { Dock, type Tab } from "./dock.ts";
import { HealthPane } from "./health-pane.ts";
import { LatencyPane, type PageDelays } from "./latency-pane.ts";
import { NeuronsPane } from "./neurons-pane.ts";
import type { Pane } from "./pane.ts";
import { ProtocolsPane } from "./protocols-pane.ts";
import { RecentRise } from "./recent-rise.ts";
import { Recordings } from "./recordings.ts";
import { savePicture, saveText } from "./save.ts";
import { SignalsPane } from "./signals-pane.ts";
import { TimeControls } from "./time-controls.ts";
import { TimeWindow } from "./time-window.ts";
import { Vitals } from "./vitals.ts";
import { WorldPane } from "./world-pane.ts";

const LOOK_MS = 250;
const RECENT_S = 10;
/** Rates are measured over half a second and more: one that has just been set is not to be held against them. */
const RATE_SETTLES_MS = 2000;

export class Monitor {
  readonly protocols: ProtocolsPane;
  readonly #recordings = new Recordings();
  readonly #window = new TimeWindow();
  readonly #vitals = new Vitals();
  readonly #overruns = new RecentRise(RECENT_S);
  readonly #alarms = new AlarmPanel((raised) => this.#vitals.takeAlarms(raised));
  readonly #signals: SignalsPane;
  readonly #health = new HealthPane();
  readonly #latency: LatencyPane;
  readonly #neurons: NeuronsPane;
  readonly #world: WorldPane;
  readonly #panes: Readonly<Record<Tab, Pane>>;
  readonly #dock: Dock;
  readonly #controls: TimeControls;
  readonly #tell: (message: ClientMessage) => void;
  #watched = "";
  #hasForces = false;
  #ataxia = Number.NaN;
  #rateHz = Number.NaN;
  #rateSettlesMs = 0;
  #handle = 0;
  #lookedMs = 0;

  constructor(tell: (message: ClientMessage) => void, pageDelays: () => PageDelays) {
    this.#tell = tell;
    const moved = (): void => {
      this.#controls.show();
      this.#request();
    };
    const pane = (tab: Tab): HTMLElement => find(`#pane-${tab}`, HTMLElement);
    this.#signals = new SignalsPane(pane("signals"), this.#recordings, this.#window, moved);
    this.#neurons = new NeuronsPane(pane("neurons"), this.#window);
    this.#latency = new LatencyPane(pageDelays, () => this.#request());
    this.protocols = new ProtocolsPane(tell, () => this.#request());
    this.#world = new WorldPane(tell);
    this.#panes = {
      signals: this.#signals,
      health: this.#health,
      latency: this.#latency,
      neurons: this.#neurons,
      protocols: this.protocols,
      world: this.#world,
    };
    this.#controls = new TimeControls(this.#window, () => this.#recordings.newest, moved);
    this.#dock = new Dock(() => this.#turned());
    find("#save-csv", HTMLButtonElement).addEventListener("click", () => this.#saveCsv());
    find("#save-png", HTMLButtonElement).addEventListener("click", () => this.#savePng());
    document.addEventListener("visibilitychange", () => this.#turned());
  }

  toggle(): void {
    this.#dock.toggle();
  }

  pause(): void {
    if (this.#dock.shown !== undefined) this.#controls.toggle();
  }

  /** A server has answered; `isNew` if it is another than before. */
  greet(hello: Hello, isNew: boolean): void {
    if (isNew) {
      this.#recordings.clear();
      this.#health.clear();
    }
    this.#neurons.build(hello.units);
    this.protocols.build(hello);
    this.#world.build(hello);
    this.bind(hello.settings);
    this.#watched = "";
    this.#watch();
  }

  bind(settings: LiveSettings): void {
    this.#world.bind(settings);
    if (settings.rateHz === this.#rateHz) return;
    this.#rateHz = settings.rateHz;
    this.#rateSettlesMs = performance.now() + RATE_SETTLES_MS;
  }

  /** Forces are to be seen in the scene, whether the monitor is open or not. */
  set hasForces(hasForces: boolean) {
    this.#hasForces = hasForces;
    this.#watch();
  }

  takeFrame(frame: MonitorFrame): void {
    this.#recordings.takeFrame(frame);
    this.#neurons.take(frame);
    this.#request();
  }

  takeHealth(health: Health): void {
    this.#ataxia = health.ataxia ?? Number.NaN;
    this.#recordings.takeHealth(health);
    this.#vitals.takeHealth(health);
    this.#health.take(health);
    this.#latency.take(health);
    this.#world.takeCortex(health.cortex);
    this.#request();
  }

  takeMovement(movement: Movement): void {
    this.#health.takeMovement(movement);
  }

  /** Looks after the alarms; called with every picture of the arm. */
  look(moment: Moment, nowMs: number): void {
    if (nowMs - this.#lookedMs < LOOK_MS) return;
    this.#lookedMs = nowMs;
    const { time, missed, trackingErrorMm, predictionErrorMm, rateHz } = moment;
    const recent = this.#overruns.note(time, missed);
    this.#vitals.takeOverruns(missed, recent);
    const values = {
      tracking: trackingErrorMm,
      prediction: predictionErrorMm,
      ataxia: this.#ataxia,
      slow:
        nowMs < this.#rateSettlesMs ? Number.NaN : Math.max(0, 100 * (1 - rateHz / this.#rateHz)),
      overruns: recent,
    };
    this.#alarms.look(values, time);
  }

  /** There is no server. */
  lose(): void {
    this.#watched = "";
    this.#ataxia = Number.NaN;
    this.#vitals.clear();
  }

  #turned(): void {
    const { shown } = this.#dock;
    this.#controls.isShown = shown === "signals" || shown === "neurons";
    find("#save-csv", HTMLButtonElement).hidden = this.#shown?.csv === undefined;
    find("#save-png", HTMLButtonElement).hidden = this.#shown?.plates === undefined;
    this.#watch();
    this.#request();
  }

  get #shown(): Pane | undefined {
    const { shown } = this.#dock;
    return shown === undefined ? undefined : this.#panes[shown];
  }

  #watch(): void {
    const wanted = new Set<Watched>(document.hidden ? [] : ["health"]);
    for (const each of this.#shown?.watches ?? []) wanted.add(each);
    if (this.#hasForces && !document.hidden) wanted.add("signals");
    const what = [...wanted].sort();
    if (what.join() === this.#watched) return;
    this.#watched = what.join();
    this.#tell({ op: "watch", what });
  }

  #request(): void {
    if (this.#handle !== 0 || this.#shown === undefined) return;
    this.#handle = requestAnimationFrame((nowMs) => {
      this.#handle = 0;
      this.#shown?.draw(nowMs);
    });
  }

  #saveCsv(): void {
    const text = this.#shown?.csv?.();
    if (text !== undefined) saveText(`purkinje-${this.#dock.shown}.csv`, text);
  }

  #savePng(): void {
    const plates = this.#shown?.plates?.() ?? [];
    if (plates.length > 0) savePicture(`purkinje-${this.#dock.shown}.png`, plates);
  }
}
