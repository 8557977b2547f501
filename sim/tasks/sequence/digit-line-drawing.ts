/**
 * Online line drawing: digit d, read row by row, says where to draw a straight line to meanwhile.
 *
 *   yₜ = t/27 · 10 (sin 2πd/10, cos 2πd/10),   t = 0 … 27
 *
 * The output begins before the digit is known, so its first steps can be right only on average.
 * "ld-seqMNIST" of Pemberton et al. (2021); "online LD visuomotor" of Boven et al. (2023).
 */
import { DIGIT_SIDE, type DigitImages, type DigitTaskOptions, digitTask } from "./digit-rows.ts";
import { placeTrajectory, straightLine } from "./polyline.ts";
import type { SequenceTask } from "./sequence-task.ts";

const RADIUS = 10;

export function digitLineDrawing(images: DigitImages, options?: DigitTaskOptions): SequenceTask {
  const lines = Array.from({ length: 10 }, (_, digit) =>
    straightLine([0, 0], digitLineEnd(digit), DIGIT_SIDE),
  );
  return digitTask(
    {
      name: "digit-line-drawing",
      outputWidth: 2,
      kind: "values",
      targetsOf(digits) {
        const values = new Float32Array(DIGIT_SIDE * digits.length * 2);
        for (const [i, digit] of digits.entries()) {
          placeTrajectory(values, digits.length, i, lines[digit]);
        }
        return { kind: "values", values, width: 2 };
      },
    },
    images,
    options,
  );
}

/** Where the line of `digit` ends. */
export function digitLineEnd(digit: number): readonly [number, number] {
  const angle = (2 * Math.PI * digit) / 10;
  return [RADIUS * Math.sin(angle), RADIUS * Math.cos(angle)];
}
