/**
 * The six muscles of Nijhof & Kouwenhoven (2000), in the numbers of MotorNet's Arm26 (Codol et al.
 * 2024): one pair across the shoulder, one across the elbow, one across both. Full entries:
 * docs/references.md.
 */
import type { MuscleSetParameters } from "./muscle-set.ts";

export const arm26Muscles: MuscleSetParameters = {
  posture: [Math.PI / 2, 0],
  muscles: [
    {
      name: "pectoralis",
      force: 838,
      optimum: 0.134,
      tendon: 0.039,
      path: { length: 0.151, shoulder: [-0.03, 0], elbow: [0, 0] },
    },
    {
      name: "deltoid",
      force: 1207,
      optimum: 0.14,
      tendon: 0.066,
      path: { length: 0.2322, shoulder: [0.03, 0], elbow: [0, 0] },
    },
    {
      name: "brachioradialis",
      force: 1422,
      optimum: 0.092,
      tendon: 0.172,
      path: { length: 0.2859, shoulder: [0, 0], elbow: [-0.014, -0.004] },
    },
    {
      name: "triceps lateralis",
      force: 1549,
      optimum: 0.093,
      tendon: 0.187,
      path: { length: 0.2355, shoulder: [0, 0], elbow: [0.025, -0.0022] },
    },
    {
      name: "biceps",
      force: 414,
      optimum: 0.137,
      tendon: 0.204,
      path: { length: 0.3329, shoulder: [-0.03, 0], elbow: [-0.016, -0.0057] },
    },
    {
      name: "triceps longus",
      force: 603,
      optimum: 0.127,
      tendon: 0.217,
      path: { length: 0.2989, shoulder: [0.03, 0], elbow: [0.03, -0.0032] },
    },
  ],
};
