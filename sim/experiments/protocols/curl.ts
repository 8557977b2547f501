/**
 * Reaching in a force field, first felt, then expected (Shadmehr & Mussa-Ivaldi 1994, J Neurosci
 * 14:3208): null, field with catch trials, field with all weights frozen, washout.
 */
import type { Perturbation } from "../../perturbations/perturbation.ts";
import { curlField } from "../../perturbations/perturbation.ts";
import type { Experiment } from "../experiment.ts";
import { FIELD_TARGETS, fieldMethod, performInField } from "../field-adaptation.ts";

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
  views: [
    {
      kind: "curves",
      caption:
        "**Largest deviation from the straight line**, by trial, with the field's push counted positive. Catch trials are left out.",
      x: "trial",
      y: { label: "deviation", unit: "mm" },
      curves: { learning: "learning", control: "no plasticity", lesioned: "cerebellum off" },
      marks: { "field on": 30, frozen: 230, "field off": 260 },
    },
    {
      kind: "paths",
      caption: "**Hand paths** of one seed, outwards.",
      paths: {
        first: "first in the field",
        last: "last in the field",
        catch: "catch trials",
        washout: "first after the field",
      },
    },
  ],
};
