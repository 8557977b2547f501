/** The tasks of the paper by name, captions apart: they have a form of their own. */

import { digitDiscrimination } from "../../tasks/sequence/digit-discrimination.ts";
import { digitDrawing } from "../../tasks/sequence/digit-drawing.ts";
import { digitLineDrawing } from "../../tasks/sequence/digit-line-drawing.ts";
import type { DigitImages } from "../../tasks/sequence/digit-rows.ts";
import { lineDrawing } from "../../tasks/sequence/line-drawing.ts";
import type { SequenceTask } from "../../tasks/sequence/sequence-task.ts";
import { targetReaching } from "../../tasks/sequence/target-reaching.ts";
import type { SequenceTaskSpec } from "./run-spec.ts";

/** Images to learn from, and others to be judged by, if there are any. */
export interface Digits {
  readonly training: DigitImages;
  readonly test?: DigitImages | undefined;
}

export function paperTask(spec: SequenceTaskSpec, digits?: Digits): SequenceTask {
  if (spec.name === "line-drawing") return lineDrawing({ noise: spec.noise ?? 0 });
  if (spec.name === "target-reaching") return targetReaching();
  if (digits === undefined) throw new Error(`${spec.name} needs digits, and none were given`);
  const makers = {
    "digit-line-drawing": digitLineDrawing,
    "digit-drawing": digitDrawing,
    "digit-discrimination": digitDiscrimination,
  };
  return makers[spec.name](digits.training, digits.test ? { heldOut: digits.test } : {});
}
