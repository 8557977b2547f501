/**
 * Progress of long work on stderr: a bar where a person watches, a line now and then elsewhere.
 */
import type { Options } from "cli-progress";
import progress, { SingleBar } from "cli-progress";

export const barStyle = {
  stream: process.stderr,
  barsize: 24,
  barCompleteChar: "█",
  barIncompleteChar: "░",
  hideCursor: true,
  clearOnComplete: false,
  etaBuffer: 100,
  noTTYOutput: true,
  notTTYSchedule: 10_000,
  gracefulExit: false,
  formatTime: timeLeft,
};

/** An estimate is a number; until there is one, the library has a word for it. */
function timeLeft(seconds: unknown, options: Options, roundTo: number): string {
  return typeof seconds === "number" ? progress.Format.TimeFormat(seconds, options, roundTo) : "–";
}

/** Of runs of different length: the bar shows the work that is done, and beside it the runs. */
export function runProgress(runs: number, work: number) {
  const bar = new SingleBar({
    ...barStyle,
    format: "{bar} {percentage} % | {ended}/{runs} runs | {eta_formatted} left",
  });
  let [ended, done, said] = [0, 0, ""];
  bar.start(work, 0, { ended, runs });
  return {
    ended(more: number): void {
      ended++;
      done += more;
      bar.update(done, { ended, runs });
    },
    /** A line above the bar, unless it is what was said last. */
    news(text: string): void {
      if (text === said || !bar.isActive) return;
      said = text;
      process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${text}\n` : `${text}\n`);
      if (process.stderr.isTTY) bar.render();
    },
    stop: (): void => bar.stop(),
  };
}

/** Of repetitions that are all alike. */
export function repetitionProgress(repetitions: number) {
  const bar = new SingleBar({
    ...barStyle,
    format: "{bar} {percentage} % | {value}/{total} repetitions | {eta_formatted} left",
  });
  bar.start(repetitions, 0);
  return { ended: (): void => bar.increment(), stop: (): void => bar.stop() };
}

/** Of the epochs of one run, with its error. */
export function epochProgress(epochs: number) {
  const bar = new SingleBar({
    ...barStyle,
    format: "{bar} {percentage} % | {value}/{total} epochs | error {error} | {eta_formatted} left",
  });
  bar.start(epochs, 0, { error: "–" });
  return {
    ended: (error: number): void => bar.increment(1, { error: error.toPrecision(4) }),
    stop: (): void => bar.stop(),
  };
}

/** Of batches, with the bits that a word costs. */
export function captionProgress() {
  const bar = new SingleBar({
    ...barStyle,
    format:
      "{bar} {percentage} % | {value}/{total} batches | {bits} bits per word | {eta_formatted} left",
  });
  return {
    update({ done, total, bits }: { done: number; total: number; bits: number }): void {
      const figures = { bits: bits.toFixed(3) };
      if (bar.isActive) bar.update(done, figures);
      else bar.start(total, done, figures);
    },
    stop: (): void => bar.stop(),
  };
}

export interface TrainingFigures {
  readonly loss: number;
  /** Tracking error in practice [mm]. */
  readonly practiceMm: number;
  /** Error of the best weights so far without disturbance [mm]. */
  readonly bestMm: number;
}

/** Of a training run, with how well it goes. */
export function trainingProgress(total: number, begun: number) {
  const figures = "loss {loss} | practice {practiceMm} mm | best {bestMm} mm";
  const bar = new SingleBar({
    ...barStyle,
    format: `{bar} {percentage} % | {value}/{total} | ${figures} | {eta_formatted} left`,
  });
  bar.start(total, begun, { loss: "–", practiceMm: "–", bestMm: "–" });
  return {
    update(done: number, { loss, practiceMm, bestMm }: TrainingFigures): void {
      bar.update(done, {
        loss: loss.toFixed(3),
        practiceMm: practiceMm.toFixed(1),
        bestMm: bestMm < Number.MAX_VALUE ? bestMm.toFixed(2) : "–",
      });
    },
    stop: (): void => bar.stop(),
  };
}
