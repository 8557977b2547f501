/** A few curves over the last seconds, drawn by uPlot, with their names and values above. */
import uPlot from "uplot";
import { make, setText } from "../dom.ts";
import { clockText } from "./clock-text.ts";
import { colours, FONT } from "./colours.ts";
import type { Columns } from "./columns.ts";
import { extent } from "./extent.ts";
import { findGaps } from "./gaps.ts";
import type { Plate } from "./save.ts";
import type { TimeWindow } from "./time-window.ts";
import { YRange } from "./y-range.ts";

export interface Curve<Name extends string> {
  readonly signal: Name;
  readonly label: string;
  readonly colour: string;
  readonly isThin?: boolean;
}

export interface ChartLook<Name extends string> {
  readonly title: string;
  readonly unit: string;
  /** The scale never shows less than this. */
  readonly least: readonly [number, number];
  readonly curves: readonly Curve<Name>[];
}

/** Numbers that change more often cannot be read [ms]. */
const TEXT_MS = 250;
const TICK_FONT = `10px ${FONT}`;

export class StripChart<Name extends string> {
  readonly #look: ChartLook<Name>;
  readonly #columns: Columns<Name>;
  readonly #window: TimeWindow;
  readonly #plot: uPlot;
  readonly #numbers: readonly HTMLElement[];
  #writtenMs = Number.NEGATIVE_INFINITY;

  /** `moved` hears that the visitor has changed the window. */
  constructor(
    host: HTMLElement,
    look: ChartLook<Name>,
    columns: Columns<Name>,
    window: TimeWindow,
    moved: () => void,
  ) {
    this.#look = look;
    this.#columns = columns;
    this.#window = window;
    const keys = make("div", { class: "keys" });
    const area = make("div", { class: "area" });
    const title = make("h3", {}, look.title, make("small", {}, look.unit));
    host.append(make("figure", { class: "chart" }, make("figcaption", {}, title, keys), area));
    this.#plot = new uPlot(this.#options(moved), [new Float64Array(0)], area);
    this.#plot.setData(this.#data(0, 0), false);
    this.#numbers = look.curves.map((curve, i) => this.#key(keys, curve, i + 1));
    this.#plot.over.addEventListener("wheel", (event) => this.#wheel(event, moved), {
      passive: false,
    });
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = area;
      if (width > 0 && height > 0) this.#plot.setSize({ width, height });
    }).observe(area);
  }

  get plate(): Plate {
    const { title, unit, curves } = this.#look;
    return {
      title: unit === "" ? title : `${title} [${unit}]`,
      canvas: this.#plot.ctx.canvas,
      keys: curves,
    };
  }

  get width(): number {
    return this.#plot.width;
  }

  draw(newest: number, nowMs: number): void {
    const { from, to } = this.#window.range(newest);
    // One record more on either side: curves go on to the edges.
    const first = Math.max(0, this.#columns.indexAt(from) - 1);
    const last = Math.min(this.#columns.count, this.#columns.indexAt(to) + 1);
    this.#plot.batch(() => {
      this.#plot.setData(this.#data(first, last), false);
      this.#plot.setScale("x", { min: from, max: to });
    });
    if (nowMs - this.#writtenMs < TEXT_MS) return;
    this.#writtenMs = nowMs;
    this.#write();
  }

  #data(from: number, to: number): uPlot.AlignedData {
    const values = this.#look.curves.map(({ signal }) => this.#columns.values(signal, from, to));
    return [this.#columns.times(from, to), ...values];
  }

  /** Values at the cursor, or else the newest in sight. */
  #write(): void {
    const { data, cursor } = this.#plot;
    const i = cursor.idx ?? data[0].length - 1;
    this.#numbers.forEach((element, k) => {
      setText(element, written(data[k + 1]?.[i] ?? Number.NaN));
    });
  }

  #key(host: HTMLElement, { label, colour }: Curve<Name>, series: number): HTMLElement {
    const number = make("b", {}, "–");
    const key = make(
      "button",
      { type: "button", "aria-pressed": "true" },
      make("i"),
      label,
      number,
    );
    key.style.setProperty("--colour", colour);
    key.addEventListener("click", () => {
      const isShown = key.getAttribute("aria-pressed") !== "true";
      key.setAttribute("aria-pressed", String(isShown));
      this.#plot.setSeries(series, { show: isShown });
    });
    host.append(key);
    return number;
  }

  #wheel(event: WheelEvent, moved: () => void): void {
    if (!event.ctrlKey && !event.shiftKey && event.deltaY === 0) return;
    event.preventDefault();
    const at = this.#plot.posToVal(event.clientX - this.#plot.rect.left, "x");
    this.#window.zoom(Math.exp(0.0015 * event.deltaY), at, this.#columns.newest);
    moved();
  }

  #options(moved: () => void): uPlot.Options {
    const range = new YRange(this.#look.least);
    const axis = { stroke: colours.faint, font: TICK_FONT, ticks: { show: false } } as const;
    const grid = { stroke: colours.grid, width: 1 };
    return {
      width: 100,
      height: 60,
      legend: { show: false },
      padding: [6, 6, 0, 0],
      scales: {
        x: { time: false },
        y: { range: (plot) => range.around(...extent(plot)) },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 18,
          gap: 2,
          space: 60,
          // Before the loop went live there is no time.
          values: (_, at) => at.map((s) => (s < 0 ? "" : clockText(s, isWhole(at) ? 0 : 1))),
        },
        { ...axis, grid, size: 38, gap: 3, space: 24, values: (_, at) => at.map(tick) },
      ],
      series: [
        {},
        ...this.#look.curves.map(({ label, colour, isThin }) => ({
          label,
          stroke: colour,
          width: isThin ? 1 : 1.5,
          points: { show: false },
          gaps: findGaps,
        })),
      ],
      cursor: {
        y: false,
        sync: { key: "monitor" },
        drag: { x: true, y: false, setScale: false },
        points: { size: 5 },
        bind: {
          dblclick: () => () => {
            this.#window.follow();
            moved();
            return null;
          },
        },
      },
      hooks: {
        setCursor: [() => this.#write()],
        setSelect: [
          (plot) => {
            const { left, width } = plot.select;
            if (width < 4) return;
            this.#window.hold(plot.posToVal(left, "x"), plot.posToVal(left + width, "x"));
            plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            moved();
          },
        ],
      },
    };
  }
}

const isWhole = (values: readonly number[]): boolean => values.every(Number.isInteger);

/** A thousand and more as 15k: the axis is narrow. */
const tick = (value: number): string =>
  (Math.abs(value) < 1000 ? String(value) : `${value / 1000}k`).replace("-", "−");

/** Three digits that mean something. */
export function written(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const size = Number.isInteger(value) ? 100 : Math.abs(value);
  const text = value.toFixed(size < 9.995 ? 2 : size < 99.95 ? 1 : 0);
  return text.replace("-", "−");
}
