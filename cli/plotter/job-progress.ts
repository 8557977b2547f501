/**
 * How far a drawing is, on stderr: a bar where a person watches, a line now and then elsewhere.
 */
import { SingleBar } from "cli-progress";
import { duration } from "../drawing/plan-report.ts";
import { barStyle } from "../training/progress-bar.ts";
import type { PassStatus } from "./pilot/pilot-order.ts";

/** Between two looks [s]. */
const EVERY = 0.2;

/** `before`: strokes that were drawn earlier, of `strokes`. `seconds`: how long what is left takes. */
export function jobProgress(name: string, strokes: number, before: number, seconds: number) {
  const bar = new SingleBar({
    ...barStyle,
    format: `${name} {bar} {percentage} % | stroke {done}/${strokes} | {left} left{state}`,
  });
  const figures = { done: before, left: duration(seconds), state: "" };
  bar.start(Math.max(1, seconds), 0, figures);
  let lookedAt = Number.NEGATIVE_INFINITY;
  return {
    look({ done, secondsLeft, state, factor, offset }: PassStatus, now: number): void {
      if (now - lookedAt < EVERY && state !== "over") return;
      lookedAt = now;
      const marks = [
        ...(state === "playing" || state === "over" ? [] : [state]),
        ...(factor === 1 ? [] : [`speed × ${factor.toFixed(2)}`]),
        ...(offset === 0
          ? []
          : [`pen ${offset > 0 ? "+" : "−"}${Math.abs(100 * offset).toFixed(0)} %`]),
      ];
      bar.update(Math.max(0, seconds - secondsLeft), {
        done: before + done,
        left: duration(secondsLeft),
        state: marks.map((mark) => ` | ${mark}`).join(""),
      });
    },
    /** A line above the bar. */
    say(text: string): void {
      process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}\n` : `${text}\n`);
      if (process.stderr.isTTY) bar.render();
    },
    stop: (): void => bar.stop(),
  };
}
