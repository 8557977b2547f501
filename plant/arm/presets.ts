/**
 * Four human arms from the literature, as planar two-link chains, and one of them with muscles. Full
 * entries: docs/references.md.
 *
 * Ranges of motion are those of MotorNet's Arm26, 0–135° and 0–155°, throughout.
 */
import { arm26Muscles } from "../muscles/arm26.ts";
import type { Arm, ArmParameters } from "./arm.ts";
import { makeArm } from "./arm.ts";

const ranges = {
  shoulderRange: { min: 0, max: (135 * Math.PI) / 180 },
  elbowRange: { min: 0, max: (155 * Math.PI) / 180 },
};
const frictionless = [0, 0, 0, 0] as const;

/** Nijhof & Kouwenhoven (2000), in the numbers of MotorNet's Arm26 (Codol et al. 2024). */
const nijhofKouwenhoven = {
  upperArm: { length: 0.309, mass: 1.82, centre: 0.135, inertia: 0.051 },
  forearm: { length: 0.333, mass: 1.43, centre: 0.165, inertia: 0.057 },
  inertiaAbout: "centre",
  friction: frictionless,
  ...ranges,
} as const;

const presets = {
  /** Li & Todorov (2004), ICINCO, with their friction matrix. */
  "li-todorov": {
    upperArm: { length: 0.3, mass: 1.4, centre: 0.11, inertia: 0.025 },
    forearm: { length: 0.33, mass: 1.0, centre: 0.16, inertia: 0.045 },
    inertiaAbout: "joint",
    friction: [0.05, 0.025, 0.025, 0.05],
    ...ranges,
  },
  "nijhof-kouwenhoven": nijhofKouwenhoven,
  /** The same body with its six muscles. */
  arm26: { ...nijhofKouwenhoven, muscles: arm26Muscles },
  /** The default two-link arm of MotorNet (Codol et al. 2024). */
  "motornet-two-dof": {
    upperArm: { length: 0.309, mass: 1.864572, centre: 0.180496, inertia: 0.013193 },
    forearm: { length: 0.26, mass: 1.534315, centre: 0.181479, inertia: 0.020062 },
    inertiaAbout: "centre",
    friction: frictionless,
    ...ranges,
  },
  /**
   * J Neurosci (2009) 29:12606, Table 1: inertias about the centres of mass. The table says not
   * where these are; the middle of each segment is assumed. Its viscosity, 0.05 of a stiffness that
   * depends on muscle force, belongs to the muscles and is left out here.
   */
  "jneurosci-2009": {
    upperArm: { length: 0.31, mass: 1.93, centre: 0.155, inertia: 0.04 },
    forearm: { length: 0.34, mass: 1.52, centre: 0.17, inertia: 0.06 },
    inertiaAbout: "centre",
    friction: frictionless,
    ...ranges,
  },
} as const satisfies Record<string, ArmParameters>;

export type ArmName = keyof typeof presets;

export const armNames = Object.keys(presets) as ArmName[];

/** The preset called `name`; `viscosity` [N·m·s/rad] is added to both joints. */
export const presetArm = (name: ArmName, viscosity = 0): Arm =>
  makeArm(name, presets[name], viscosity);
