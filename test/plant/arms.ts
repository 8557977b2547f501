/** The arms that every statement about bodies is tried on, and the table that they come from. */
import type { Arm } from "../../plant/arm/arm.ts";
import { armNames, presetArm } from "../../plant/arm/presets.ts";

const nijhofKouwenhoven = {
  l: [0.309, 0.333],
  m: [1.82, 1.43],
  c: [0.135, 0.165],
  I: [0.051, 0.057],
  joint: false,
} as const;

/** As printed: lengths and centres [m], masses [kg], inertias [kg·m²] about centre or joint. */
export const published = {
  "li-todorov": { l: [0.3, 0.33], m: [1.4, 1.0], c: [0.11, 0.16], I: [0.025, 0.045], joint: true },
  "nijhof-kouwenhoven": nijhofKouwenhoven,
  arm26: nijhofKouwenhoven,
  "motornet-two-dof": {
    l: [0.309, 0.26],
    m: [1.864572, 1.534315],
    c: [0.180496, 0.181479],
    I: [0.013193, 0.020062],
    joint: false,
  },
  "jneurosci-2009": {
    l: [0.31, 0.34],
    m: [1.93, 1.52],
    c: [0.155, 0.17],
    I: [0.04, 0.06],
    joint: false,
  },
} as const;

export const arms: readonly Arm[] = armNames.map((name) => presetArm(name));

const anywhere = { min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };

/** The same arm with joints that turn without end. */
export const unstopped = (arm: Arm): Arm => ({ ...arm, shoulder: anywhere, elbow: anywhere });

/** The same arm without stops and without friction. */
export const free = (arm: Arm): Arm => ({ ...unstopped(arm), b11: 0, b12: 0, b21: 0, b22: 0 });
