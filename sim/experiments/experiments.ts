/** All experiments, in the order in which they are listed. */
import type { Experiment } from "./experiment.ts";
import { curl } from "./protocols/curl.ts";
import { delay } from "./protocols/delay.ts";
import { drawing } from "./protocols/drawing.ts";
import { lesions } from "./protocols/lesions.ts";
import { onlineCortex } from "./protocols/online-cortex.ts";
import { perturbations } from "./protocols/perturbations.ts";
import { prediction } from "./protocols/prediction.ts";
import { reaching } from "./protocols/reaching.ts";
import { recovery } from "./protocols/recovery.ts";
import { rotation } from "./protocols/rotation.ts";
import { saddle } from "./protocols/saddle.ts";
import { savings } from "./protocols/savings.ts";
import { senses } from "./protocols/senses.ts";

export const experiments: readonly Experiment[] = [
  reaching,
  perturbations,
  prediction,
  delay,
  senses,
  curl,
  saddle,
  savings,
  recovery,
  drawing,
  rotation,
  lesions,
  onlineCortex,
];
