/** What each trial of a protocol has come to, a curve for each condition, growing as trials end. */
import uPlot from "uplot";
import type { TrialReport } from "../../bridge/protocol/protocol-message.ts";
import { make } from "../dom.ts";
import { CYCLE, colours, FONT } from "./colours.ts";
import { toCsv } from "./csv.ts";
import type { Plate } from "./save.ts";
import { YRange } from "./y-range.ts";

export class LearningCurve {
  readonly #area: HTMLElement;
  readonly #keys: HTMLElement;
  readonly #trials: TrialReport[] = [];
  /** Values by condition, in the order of trials. */
  readonly #curves = new Map<string, (number | null)[]>();
  #plot: uPlot | undefined;
  #isNew = false;

  constructor(area: HTMLElement, keys: HTMLElement) {
    this.#area = area;
    this.#keys = keys;
    new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = area;
      if (width > 0 && height > 0) this.#plot?.setSize({ width, height });
    }).observe(area);
  }

  get plates(): readonly Plate[] {
    const [first] = this.#trials;
    if (first === undefined || this.#plot === undefined) return [];
    const title = `${first.protocol}: ${first.measure} [${first.unit}]`;
    const keys = [...this.#curves.keys()].map((label, i) => ({ label, colour: colourOf(i) }));
    return [{ title, canvas: this.#plot.ctx.canvas, keys }];
  }

  add(trial: TrialReport): void {
    this.#trials.push(trial);
    const curve = this.#curves.get(trial.condition) ?? [];
    while (curve.length < trial.index) curve.push(null);
    curve[trial.index] = trial.value;
    if (!this.#curves.has(trial.condition)) {
      this.#curves.set(trial.condition, curve);
      this.#plot?.destroy();
      this.#plot = undefined;
    }
    this.#isNew = true;
  }

  clear(): void {
    this.#trials.length = 0;
    this.#curves.clear();
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#keys.replaceChildren();
  }

  draw(): void {
    if (!this.#isNew || this.#area.clientWidth === 0) return;
    this.#isNew = false;
    const curves = [...this.#curves.values()];
    const length = Math.max(0, ...curves.map((curve) => curve.length));
    const data: uPlot.AlignedData = [
      Array.from({ length }, (_, i) => i + 1),
      ...curves.map((curve) => Array.from({ length }, (_, i) => curve[i] ?? null)),
    ];
    if (this.#plot === undefined) this.#plot = this.#build(data);
    else this.#plot.setData(data);
  }

  csv(): string {
    const rows = this.#trials.map(
      ({ protocol, condition, phase, index, value, measure, unit }) =>
        [protocol, condition, phase, index, value, measure, unit] as const,
    );
    return toCsv(["protocol", "condition", "phase", "trial", "value", "measure", "unit"], rows);
  }

  #build(data: uPlot.AlignedData): uPlot {
    const names = [...this.#curves.keys()];
    this.#keys.replaceChildren(
      ...names.map((name, i) => {
        const key = make("span", {}, make("i"), name);
        key.style.setProperty("--colour", colourOf(i));
        return key;
      }),
    );
    const range = new YRange([0, 0]);
    const axis = { stroke: colours.faint, font: `10px ${FONT}`, ticks: { show: false } } as const;
    const longest = Math.max(1, ...this.#trials.map(({ trials }) => trials));
    return new uPlot(
      {
        width: this.#area.clientWidth,
        height: this.#area.clientHeight,
        legend: { show: false },
        padding: [14, 8, 0, 0],
        scales: {
          x: { time: false, range: () => [0.5, longest + 0.5] },
          y: { range: (_, low, high) => range.around(low ?? Number.NaN, high ?? Number.NaN) },
        },
        axes: [
          { ...axis, grid: { show: false }, size: 18, gap: 2 },
          { ...axis, grid: { stroke: colours.grid, width: 1 }, size: 40, gap: 3 },
        ],
        series: [
          {},
          ...names.map((label, i) => ({
            label,
            stroke: colourOf(i),
            width: 1.5,
            points: { show: true, size: 4, fill: colourOf(i), width: 0 },
          })),
        ],
        cursor: { y: false, drag: { x: false, y: false } },
        hooks: { drawAxes: [(plot) => this.#markPhases(plot)] },
      },
      data,
      this.#area,
    );
  }

  /** A line with a name where each phase begins. */
  #markPhases(plot: uPlot): void {
    const { ctx, bbox } = plot;
    const seen = new Set<string>();
    ctx.save();
    ctx.font = `${10 * uPlot.pxRatio}px ${FONT}`;
    ctx.textAlign = "left";
    for (const { phase, index } of this.#trials) {
      if (seen.has(phase)) continue;
      seen.add(phase);
      const x = plot.valToPos(index + 0.5, "x", true);
      ctx.fillStyle = colours.grid;
      ctx.fillRect(
        x,
        bbox.top - 12 * uPlot.pxRatio,
        uPlot.pxRatio,
        bbox.height + 12 * uPlot.pxRatio,
      );
      ctx.fillStyle = colours.faint;
      ctx.fillText(phase, x + 4 * uPlot.pxRatio, bbox.top - 3 * uPlot.pxRatio);
    }
    ctx.restore();
  }
}

const colourOf = (i: number): string => CYCLE[i % CYCLE.length] ?? colours.hand;
