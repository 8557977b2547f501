/** The field with which adaptation was first shown, in the same protocol as the curl field. */
import { saddleField } from "../../perturbations/perturbation.ts";
import type { Experiment } from "../experiment.ts";
import { FIELD_TARGETS, FIELD_VIEWS, fieldMethod, performInField } from "../field-adaptation.ts";

export const saddle: Experiment = {
  name: "saddle",
  about: "reaches in the saddle field of Shadmehr & Mussa-Ivaldi (1994)",
  method: [
    "The force is B v with B = (−10.1, −11.2; −11.2, 11.1) N·s/m, in hand coordinates: it brakes one direction of movement and drives another.",
    ...fieldMethod,
  ],
  perform: (laboratory, seed) => performInField(laboratory, seed, [saddleField()]),
  targets: FIELD_TARGETS,
  views: FIELD_VIEWS,
};
