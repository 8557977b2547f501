/**
 * Online visual discrimination: after the last row of the image, say which digit it was.
 *
 * "seqMNIST" of Pemberton et al. (2021); "online visual discrimination" of Boven et al. (2023). Only
 * the last step has an answer.
 */
import { DIGIT_SIDE, type DigitImages, type DigitTaskOptions, digitTask } from "./digit-rows.ts";
import type { SequenceTask } from "./sequence-task.ts";

const CLASSES = 10;

export function digitDiscrimination(images: DigitImages, options?: DigitTaskOptions): SequenceTask {
  return digitTask(
    {
      name: "digit-discrimination",
      outputWidth: CLASSES,
      kind: "classes",
      targetsOf(digits) {
        const labels = new Int32Array(DIGIT_SIDE * digits.length).fill(-1);
        labels.set(digits, (DIGIT_SIDE - 1) * digits.length);
        return { kind: "classes", labels, classes: CLASSES };
      },
    },
    images,
    options,
  );
}
