/** The tab of strip charts: all over the same stretch of time, with one cursor through all of them. */
import { SIGNALS, type Signal } from "../../bridge/protocol/monitor-frame.ts";
import { colours } from "./colours.ts";
import { toCsv } from "./csv.ts";
import { paceMs } from "./pace.ts";
import type { Pane } from "./pane.ts";
import type { HealthSignal, Recordings } from "./recordings.ts";
import type { Plate } from "./save.ts";
import { type ChartLook, StripChart } from "./strip-chart.ts";
import type { TimeWindow } from "./time-window.ts";

const ERRORS: ChartLook<Signal> = {
  title: "Errors",
  unit: "mm",
  least: [0, 4],
  curves: [
    { signal: "trackingErrorMm", label: "Tracking", colour: colours.hand },
    { signal: "predictionErrorMm", label: "Prediction", colour: colours.cerebellum },
    { signal: "oliveErrorMm", label: "Olive", colour: colours.olive, isThin: true },
  ],
};

const COMMAND: ChartLook<Signal> = {
  title: "Command",
  unit: "N·m",
  least: [-0.5, 0.5],
  curves: [
    { signal: "shoulderTorque", label: "Shoulder", colour: colours.senses },
    { signal: "elbowTorque", label: "Elbow", colour: colours.elbow },
    {
      signal: "adaptiveShoulder",
      label: "Added S",
      colour: colours.cerebellum,
      isThin: true,
    },
    { signal: "adaptiveElbow", label: "Added E", colour: colours.lesion, isThin: true },
  ],
};

const ATAXIA: ChartLook<HealthSignal> = {
  title: "Ataxia",
  unit: "",
  least: [0, 1],
  curves: [
    { signal: "ataxia", label: "Index", colour: colours.hand },
    { signal: "endpointMm", label: "Aim", colour: colours.senses, isThin: true },
    { signal: "pathRmsMm", label: "Path", colour: colours.cerebellum, isThin: true },
    { signal: "pathRatio", label: "Detour", colour: colours.elbow, isThin: true },
    { signal: "ldlj", label: "Jerk", colour: colours.olive, isThin: true },
    { signal: "shakeMmPerS", label: "Tremor", colour: colours.lesion, isThin: true },
  ],
};

const FORCE: ChartLook<Signal> = {
  title: "Force on the hand",
  unit: "N",
  least: [-1, 1],
  curves: [
    { signal: "forceX", label: "To the right", colour: colours.world },
    { signal: "forceY", label: "Away", colour: colours.senses },
  ],
};

const TIMING: ChartLook<Signal> = {
  title: "Loop",
  unit: "µs",
  least: [0, 200],
  curves: [
    { signal: "lateMicros", label: "Late", colour: colours.lesion },
    { signal: "predictMicros", label: "Predict", colour: colours.cerebellum, isThin: true },
    { signal: "decideMicros", label: "Decide", colour: colours.elbow, isThin: true },
    { signal: "learnMicros", label: "Learn", colour: colours.olive, isThin: true },
  ],
};

const OVERRUNS: ChartLook<Signal> = {
  title: "Overruns",
  unit: "",
  least: [0, 5],
  curves: [{ signal: "overruns", label: "since the start", colour: colours.lesion }],
};

export class SignalsPane implements Pane {
  readonly watches = ["signals"] as const;
  readonly #recordings: Recordings;
  readonly #window: TimeWindow;
  readonly #charts: readonly (StripChart<Signal> | StripChart<HealthSignal>)[];
  #drawnMs = Number.NEGATIVE_INFINITY;

  /** `moved` hears that the visitor has changed the window. */
  constructor(host: HTMLElement, recordings: Recordings, window: TimeWindow, moved: () => void) {
    this.#recordings = recordings;
    this.#window = window;
    const chart = (look: ChartLook<Signal>) =>
      new StripChart(host, look, recordings.signals, window, moved);
    this.#charts = [
      chart(ERRORS),
      chart(COMMAND),
      new StripChart(host, ATAXIA, recordings.health, window, moved),
      chart(TIMING),
      chart(FORCE),
      chart(OVERRUNS),
    ];
  }

  draw(nowMs: number): void {
    const { span, isHeld } = this.#window;
    const width = this.#charts[0]?.width ?? 1;
    if (!isHeld && nowMs - this.#drawnMs < paceMs(span, width)) return;
    this.#drawnMs = nowMs;
    for (const chart of this.#charts) chart.draw(this.#recordings.newest, nowMs);
  }

  /** Every record in sight, with all signals. */
  csv(): string {
    const { signals } = this.#recordings;
    const { from, to } = this.#window.range(this.#recordings.newest);
    const [first, last] = [signals.indexAt(from), signals.indexAt(to + 1e-9)];
    const names = SIGNALS.filter((name) => name !== "ago");
    const columns = names.map((name) => signals.values(name, first, last));
    const times = signals.times(first, last);
    const rows = Array.from(times, (time, i) => [time, ...columns.map((c) => c[i] ?? null)]);
    return toCsv(["time", ...names], rows);
  }

  plates(): readonly Plate[] {
    return this.#charts.map(({ plate }) => plate);
  }
}
