/** What the page remembers of the loop: signals at every decision, and its health twice a second. */
import { type MonitorFrame, SIGNALS, type Signal } from "../../bridge/protocol/monitor-frame.ts";
import type { Health } from "../../bridge/protocol/monitor-message.ts";
import { Columns } from "./columns.ts";

/** Ten minutes at 100 decisions a second: the longest window there is to choose. */
const DECISIONS = 60_000;
const REPORTS = 1200;

const HEALTH_SIGNALS = [
  "ataxia",
  "endpointMm",
  "pathRmsMm",
  "pathRatio",
  "ldlj",
  "shakeMmPerS",
] as const;
export type HealthSignal = (typeof HEALTH_SIGNALS)[number];

export class Recordings {
  readonly signals = new Columns<Signal>(SIGNALS, DECISIONS);
  readonly health = new Columns<HealthSignal>(HEALTH_SIGNALS, REPORTS);

  /** Time of the newest record of any kind [s]; NaN before the first. */
  get newest(): number {
    const { signals, health } = this;
    if (Number.isNaN(health.newest)) return signals.newest;
    return Number.isNaN(signals.newest) ? health.newest : Math.max(signals.newest, health.newest);
  }

  takeFrame({ time, records, signals }: MonitorFrame): void {
    if (records === 0 || signals.length === 0) return;
    const size = signals.length / records;
    for (let at = 0; at < signals.length; at += size) {
      const ago = signals[at] ?? 0;
      this.signals.add(time - ago, (name) => signals[at + SIGNALS.indexOf(name)] ?? Number.NaN);
    }
  }

  takeHealth({ time, ataxia, parts }: Health): void {
    this.health.add(time, (name) => (name === "ataxia" ? ataxia : parts?.[name]) ?? Number.NaN);
  }

  clear(): void {
    this.signals.clear();
    this.health.clear();
  }
}
