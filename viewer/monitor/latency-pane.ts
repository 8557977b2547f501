/** The tab of latency: the way from sensor to pixel, and how long each stage of a tick takes. */
import type { Health } from "../../bridge/protocol/monitor-message.ts";
import { find } from "../dom.ts";
import { colours } from "./colours.ts";
import { toCsv } from "./csv.ts";
import type { Pane } from "./pane.ts";
import { drawRidges, STAGE_NAMES } from "./ridges.ts";
import type { Plate } from "./save.ts";
import { describeWaterfall, drawWaterfall, type Step } from "./waterfall.ts";

/** What only the page can know of the way [ms]. */
export interface PageDelays {
  readonly networkMs: number;
  readonly bufferMs: number;
  readonly decodeMs: number;
  readonly drawMs: number;
}

export class LatencyPane implements Pane {
  readonly watches = [] as const;
  readonly #waterfall = find("#waterfall", HTMLCanvasElement);
  readonly #ridges = find("#ridges", HTMLCanvasElement);
  readonly #pageDelays: () => PageDelays;
  #health: Health | undefined;
  #isNew = false;

  constructor(pageDelays: () => PageDelays, resized: () => void) {
    this.#pageDelays = pageDelays;
    const observer = new ResizeObserver(() => {
      this.#isNew = true;
      resized();
    });
    observer.observe(this.#ridges);
  }

  take(health: Health): void {
    this.#health = health;
    this.#isNew = true;
  }

  draw(): void {
    if (!this.#isNew || this.#health === undefined) return;
    this.#isNew = false;
    const steps = this.#steps(this.#health);
    drawWaterfall(this.#waterfall, steps);
    this.#waterfall.setAttribute("aria-label", describeWaterfall(steps));
    drawRidges(this.#ridges, this.#health.stages);
  }

  csv(): string {
    const stages = this.#health?.stages ?? [];
    const rows = stages.flatMap(({ stage, bins }) =>
      bins.map(([bound, count]) => [STAGE_NAMES[stage], bound, count]),
    );
    return toCsv(["stage", "from µs", "count"], rows);
  }

  plates(): readonly Plate[] {
    return [
      { title: "From sensor to pixel", canvas: this.#waterfall },
      { title: "Stages of a tick", canvas: this.#ridges },
    ];
  }

  #steps({ waterfall }: Health): Step[] {
    const { networkMs, bufferMs, decodeMs, drawMs } = this.#pageDelays();
    return [
      { name: "Nerves", ms: waterfall.senseMs, colour: colours.senses },
      { name: "Wait for the tick", ms: waterfall.waitMs, colour: colours.lesion },
      { name: "Tick", ms: waterfall.tickMs, colour: colours.cerebellum },
      { name: "To the server", ms: waterfall.ringMs, colour: colours.elbow },
      { name: "Network", ms: networkMs, colour: colours.wire },
      { name: "Decode", ms: decodeMs, colour: colours.olive },
      { name: "Playout buffer", ms: bufferMs, colour: colours.wire },
      { name: "Draw", ms: drawMs, colour: colours.hand },
    ];
  }
}
