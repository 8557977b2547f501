/** The tab of rasters: what the units of the brain do, on the same time as the charts. */
import type { MonitorFrame } from "../../bridge/protocol/monitor-frame.ts";
import { SIGNALS } from "../../bridge/protocol/monitor-frame.ts";
import { make } from "../dom.ts";
import { toCsv } from "./csv.ts";
import { paceMs } from "./pace.ts";
import type { Pane } from "./pane.ts";
import { Raster, type UnitGroup } from "./raster.ts";
import type { Plate } from "./save.ts";
import type { TimeWindow } from "./time-window.ts";
import { UnitTape } from "./unit-tape.ts";

export class NeuronsPane implements Pane {
  // Signals as well: they say when each record was.
  readonly watches = ["units", "signals"] as const;
  readonly #host: HTMLElement;
  readonly #window: TimeWindow;
  #groups: readonly UnitGroup[] = [];
  #rasters: readonly Raster[] = [];
  #tape = new UnitTape(0);
  #drawnMs = Number.NEGATIVE_INFINITY;

  constructor(host: HTMLElement, window: TimeWindow) {
    this.#host = host;
    this.#window = window;
  }

  /** Makes room for the units that the server has. */
  build(groups: readonly UnitGroup[]): void {
    this.#groups = groups;
    this.#tape = new UnitTape(groups.reduce((sum, { count }) => sum + count, 0));
    this.#rasters = groups
      .map((group) => {
        const label = `${group.name}: activity of ${group.count} units over time`;
        const canvas = make("canvas", { role: "img", "aria-label": label });
        const title = make("h3", {}, group.name, make("small", {}, String(group.count)));
        const scale = make(
          "small",
          { class: "scale" },
          number(group.low),
          make("i"),
          number(group.high),
        );
        scale.dataset["signed"] = String(group.low < 0);
        const figure = make(
          "figure",
          { class: "raster" },
          make("figcaption", {}, title, scale),
          canvas,
        );
        figure.style.setProperty("--rows", String(Math.sqrt(group.count)));
        return { figure, raster: new Raster(canvas, group) };
      })
      .map(({ figure, raster }, i) => {
        if (i === 0) this.#host.replaceChildren();
        this.#host.append(figure);
        return raster;
      });
  }

  take(frame: MonitorFrame): void {
    const { records, units, signals } = frame;
    if (records === 0 || units.length !== records * this.#tape.units) return;
    const size = signals.length / records;
    for (let r = 0; r < records; r++) {
      const ago = signals[r * size + SIGNALS.indexOf("ago")] ?? (records - 1 - r) * 0.01;
      const record = units.subarray(r * this.#tape.units, (r + 1) * this.#tape.units);
      const at = this.#tape.add(frame.time - ago, record);
      let offset = 0;
      this.#rasters.forEach((raster, i) => {
        const count = this.#groups[i]?.count ?? 0;
        raster.paint(at, record.subarray(offset, offset + count));
        offset += count;
      });
    }
  }

  draw(nowMs: number): void {
    const { span, isHeld } = this.#window;
    const width = this.#rasters[0]?.canvas.clientWidth ?? 1;
    if (!isHeld && nowMs - this.#drawnMs < paceMs(span, width)) return;
    this.#drawnMs = nowMs;
    const { from, to } = this.#window.range(this.#tape.newest);
    const seen = this.#tape.stretch(from, to);
    const share = (time: number): number => (time - from) / (to - from);
    for (const raster of this.#rasters) {
      raster.show(seen.first, seen.count, share(seen.from), share(seen.to));
    }
  }

  /** Every record in sight, with all units on the scale of their group. */
  csv(): string {
    const { from, to } = this.#window.range(this.#tape.newest);
    const [first, last] = [this.#tape.indexAt(from), this.#tape.indexAt(to + 1e-9)];
    const units = this.#groups.flatMap(({ name, count, low, high }) =>
      Array.from({ length: count }, (_, i) => ({ name: `${name} ${i}`, low, high })),
    );
    const rows = Array.from({ length: last - first }, (_, i) => {
      const record = this.#tape.record(first + i);
      const values = units.map(({ low, high }, k) => low + ((high - low) * (record[k] ?? 0)) / 255);
      return [this.#tape.time(first + i), ...values];
    });
    return toCsv(["time", ...units.map(({ name }) => name)], rows);
  }

  plates(): readonly Plate[] {
    return this.#rasters.map(({ canvas }, i) => ({ title: this.#groups[i]?.name ?? "", canvas }));
  }
}

const number = (value: number): string => String(value).replace("-", "−");
