/**
 * Online digit drawing: draw digit d in the unit square while its image is read row by row.
 *
 * "dd-seqMNIST" of Pemberton et al. (2021); "online DD visuomotor" of Boven et al. (2023). Templates
 * are polylines; errors are small, the papers plot them × 100.
 */
import { DIGIT_SIDE, type DigitImages, type DigitTaskOptions, digitTask } from "./digit-rows.ts";
import { placeTrajectory, resampled } from "./polyline.ts";
import type { SequenceTask } from "./sequence-task.ts";

/** How each digit is drawn: (x, y) in the unit square. */
export const DIGIT_TEMPLATES: readonly (readonly (readonly [number, number])[])[] = [
  points("0 0 0 .5 1 1 1 .5 0", "1 .5 0 0 0 .5 1 1 1"),
  points(".25 .5 .5 .5", ".75 1 .5 0"),
  points("0 .5 1 .5 0 .5 1", "1 1 1 .5 0 0 0"),
  points("0 .5 1 1 .5 1 1 .5 0", "1 1 1 .5 .5 .5 0 0 0"),
  points("0 0 .5 1 .5 .5 .5 .5", "1 .5 .5 .5 .5 1 .5 0"),
  points("0 .5 1 .5 0 0 .5 1 1 .5 0", "1 1 1 1 1 .5 .5 .5 0 0 0"),
  points("0 0 0 .5 1 1 .5 0", "1 .5 0 0 0 .5 .5 .5"),
  points("0 .5 1 .5 0", "1 1 1 .5 0"),
  points("0 .5 1 .5 0 .5 1 .5 0", "1 .5 0 0 0 .5 1 1 1"),
  points("0 0 .5 1 1 .5 0 .5 1 1 1", "1 .5 .5 .5 1 1 1 1 1 .5 0"),
];

export function digitDrawing(images: DigitImages, options?: DigitTaskOptions): SequenceTask {
  const drawings = DIGIT_TEMPLATES.map((template) => resampled(template, DIGIT_SIDE));
  return digitTask(
    {
      name: "digit-drawing",
      outputWidth: 2,
      kind: "values",
      targetsOf(digits) {
        const values = new Float32Array(DIGIT_SIDE * digits.length * 2);
        for (const [i, digit] of digits.entries()) {
          placeTrajectory(values, digits.length, i, drawings[digit]);
        }
        return { kind: "values", values, width: 2 };
      },
    },
    images,
    options,
  );
}

function points(xs: string, ys: string): [number, number][] {
  const y = ys.split(" ").map(Number);
  return xs.split(" ").map((x, i) => [Number(x), y[i]]);
}
