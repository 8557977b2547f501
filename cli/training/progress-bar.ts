/**
 * Progress of long work on stderr: a bar where a person watches, a line now and then elsewhere.
 */
import { SingleBar } from "cli-progress";

function makeBar(figures: string): SingleBar {
  return new SingleBar({
    format: `{bar} {percentage} % | {value}/{total} ${figures}| {eta_formatted} left`,
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
  });
}

/** Of `total` things that are all alike. */
export function progressBar(total: number, things: string) {
  const bar = makeBar(`${things} `);
  bar.start(total, 0);
  return {
    update: (done: number): void => bar.update(done),
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
  const bar = makeBar("| loss {loss} | practice {practiceMm} mm | best {bestMm} mm ");
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
