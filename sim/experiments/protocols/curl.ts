/**
 * Reaching in a force field, first felt, then expected (Shadmehr & Mussa-Ivaldi 1994, J Neurosci
 * 14:3208): null, field with catch trials, field with all weights frozen, washout.
 */
import type { Perturbation } from "../../perturbations/perturbation.ts";
import { curlField } from "../../perturbations/perturbation.ts";
import type { Experiment } from "../experiment.ts";
import { FIELD_TARGETS, FIELD_VIEWS, fieldMethod, performInField } from "../field-adaptation.ts";

/** 13 N·s/m, as in ModelDB 261466. */
const FIELD: readonly Perturbation[] = [curlField(13)];

export const curl: Experiment = {
  name: "curl",
  about: "reaches in a curl field of 13 N·s/m: adaptation, after-effect, what is stored, lesion",
  method: [
    "The force is at right angles to the hand's velocity, 13 N·s/m, and pushes to the right of it.",
    ...fieldMethod,
  ],
  perform: (laboratory, seed) => performInField(laboratory, seed, FIELD),
  targets: FIELD_TARGETS,
  views: FIELD_VIEWS,
};
