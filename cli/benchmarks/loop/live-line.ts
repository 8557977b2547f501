/**
 * Lateness while it is measured, a line for each arm, in the manner of cyclictest: T the thread, P its
 * priority, I the period, C ticks; then the least, latest, mean and largest lateness, all in µs.
 */
import { readStatistics } from "../../../bridge/shared/loop-statistics.ts";

/** How often it is drawn on a terminal [ms]. */
const PERIOD = 250;

export interface Shown {
  readonly arms: readonly SharedArrayBuffer[];
  readonly rateHz: number;
  readonly thread: number | undefined;
  readonly priority: number;
}

/** Draws to a terminal on stderr, and nowhere else. Returns the way to stop. */
export function showLive(shown: Shown, out = process.stderr): () => void {
  if (!out.isTTY) return () => {};
  out.write("\n".repeat(shown.arms.length));
  const draw = (): void => {
    const lines = shown.arms.map((arm, i) => `\x1b[2K${liveLine(shown, arm, i)}\n`);
    out.write(`\x1b[${lines.length}A${lines.join("")}`);
  };
  draw();
  const timer = setInterval(draw, PERIOD);
  return () => {
    clearInterval(timer);
    draw();
  };
}

export function liveLine(
  { rateHz, thread, priority }: Omit<Shown, "arms">,
  statistics: SharedArrayBuffer,
  number: number,
): string {
  const { ticks, missed, lateMicros } = readStatistics(statistics);
  const cell = (value: number): string => value.toFixed(0).padStart(7);
  const { min, last, mean, max } = lateMicros;
  return [
    `T:${String(number).padStart(2)} (${thread ?? "?"}) P:${priority} I:${Math.round(1e6 / rateHz)}`,
    `C:${cell(ticks)} Min:${cell(min)} Act:${cell(last)} Avg:${cell(mean)} Max:${cell(max)}`,
    `Missed:${cell(missed)}`,
  ].join(" ");
}
