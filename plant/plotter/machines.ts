/**
 * Plotters that people build, with the measures that they build them to.
 */

import type { FiveBarGeometry } from "./five-bar-pen-arm.ts";
import { fiveBarPenArm } from "./five-bar-pen-arm.ts";
import type { PenArm } from "./pen-arm.ts";
import type { TwoLinkGeometry } from "./two-link-pen-arm.ts";
import { twoLinkPenArm } from "./two-link-pen-arm.ts";

const degrees = (...angles: number[]): Float64Array =>
  Float64Array.from(angles, (angle) => (angle * Math.PI) / 180);

/**
 * BrachioGraph as its instructions have it (github.com/evildmp/BrachioGraph, 2024): links of 8 cm,
 * servos with half a turn, parked with the inner arm to the left and the outer one straight up. The
 * elbow keeps 25° away from straight and from folded, where a little of the pen is much of the servo.
 */
export const brachiographGeometry: TwoLinkGeometry = {
  l1: 0.08,
  l2: 0.08,
  elbow: -1,
  lowest: degrees(90, -155),
  highest: degrees(270, -25),
  home: [-0.08, 0.08],
  paperFrom: 0.025,
};

const brachiograph = (): PenArm => twoLinkPenArm(brachiographGeometry);

/** A five-bar machine with servos that stand 3 cm apart, large enough for A6. */
export const pantographGeometry: FiveBarGeometry = {
  proximal: [0.08, 0.08],
  distal: [0.11, 0.11],
  half: 0.015,
  opening: Math.PI / 6,
  lowest: degrees(60, -60),
  highest: degrees(240, 120),
  home: [0, 0.09],
  paperFrom: 0.03,
};

const pantograph = (): PenArm => fiveBarPenArm(pantographGeometry);

/** A linkage and its measures: plain data, that can go to a thread or a page. */
export type Linkage =
  | { readonly name: "brachiograph"; readonly geometry: TwoLinkGeometry }
  | { readonly name: "pantograph"; readonly geometry: FiveBarGeometry };

export const penArmOf = (linkage: Linkage): PenArm =>
  linkage.name === "brachiograph"
    ? twoLinkPenArm(linkage.geometry)
    : fiveBarPenArm(linkage.geometry);

/** As people build it. */
export const planOf = (name: MachineName): Linkage =>
  name === "brachiograph"
    ? { name, geometry: brachiographGeometry }
    : { name, geometry: pantographGeometry };

const makers = { brachiograph, pantograph } as const;

export type MachineName = keyof typeof makers;
export const machineNames = [
  "brachiograph",
  "pantograph",
] as const satisfies readonly MachineName[];

export const makeMachine = (name: MachineName): PenArm => makers[name]();
