/**
 * The test sheet: dots at known places. Each is marked twice, once from either side, so that play shows as a distance; what is
 * measured is the middle of the two, and how far they are apart.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { SheetFit } from "../../controller/plotter/fit-sheet.ts";
import { fitSheet } from "../../controller/plotter/fit-sheet.ts";
import type { SheetDot } from "../../controller/plotter/sheet-misfit.ts";
import type { Linkage } from "../../plant/plotter/machines.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import { APPROACH, sheetPlaces } from "../../plant/plotter/sheet-places.ts";
import type { Machine } from "../machine/machine.ts";
import { UserError } from "../user-error.ts";
import type { Hand, Pair } from "./hand.ts";
import { SILENT } from "./hand.ts";

/** A dot that was marked: where it was wished [m], and the angles there, felt or asked for [rad]. */
const MarkedDot = z.strictObject({
  place: z.tuple([z.number(), z.number()]),
  angles: z.tuple([z.number(), z.number()]),
  /** By how much the joints moved to come to its first mark [rad]; to the second they came the other way. */
  approach: z.tuple([z.number(), z.number()]),
});
export const MarkedSheet = z.strictObject({ felt: z.boolean(), dots: z.array(MarkedDot) });
export type MarkedSheet = z.infer<typeof MarkedSheet>;

/** What was measured of a dot [mm]: the middle of its marks, and their distance if that was. */
export type Measured = readonly [number, number] | readonly [number, number, number];

const middle = [z.number(), z.number()] as const;
/** By number of the dot; null for one that was not measured. */
const Points = z.array(
  z.union([z.tuple(middle), z.tuple([...middle, z.number().min(0).max(30)]), z.null()]),
);

/** Fewer measured dots than this are not enough. */
const ENOUGH = 6;
/** [s] */
const SETTLE = 0.2;
const FEEL = 0.15;
/** More than this cannot be explained by any links and offsets [m]. */
const PLAUSIBLE = 2e-3;

/** The dots' places [m]. Throws if there is no room for them. */
export function dotPlaces({ arm }: PlotterConfig): readonly Pair[] {
  const places = sheetPlaces(arm);
  if (places.length >= ENOUGH) return places;
  throw new UserError("No test sheet fits into what the arm reaches.");
}

/** Marks the sheet; `marked` is called whenever the pen has left a dot. */
export async function drawSheet(
  hand: Hand,
  { arm, joints }: PlotterConfig,
  places: readonly Pair[],
  marked: (dot: number) => void,
): Promise<MarkedSheet> {
  const q = new Float64Array(2);
  const anglesAt = (x: number, y: number): Pair => {
    arm.inverse(q, x, y);
    return [q[0] ?? Number.NaN, q[1] ?? Number.NaN];
  };
  const dots: MarkedSheet["dots"] = [];
  const felt = joints.every(({ pot }) => pot);
  for (const [number, [x, y]] of places.entries()) {
    const sum = [0, 0] satisfies [number, number];
    const [fromFirst, fromSecond] = anglesAt(x - APPROACH, y - APPROACH);
    const [toFirst, toSecond] = anglesAt(x, y);
    const approach: Pair = [toFirst - fromFirst, toSecond - fromSecond];
    for (const side of [-APPROACH, APPROACH]) {
      await hand.moveTo(anglesAt(x + side, y + side));
      await hand.rest(SETTLE);
      await hand.moveTo(anglesAt(x, y));
      await hand.rest(SETTLE);
      const angles = await hand.feel(FEEL);
      if (felt && !angles) throw new UserError(SILENT);
      const [first, second] = angles ?? anglesAt(x, y);
      sum[0] += first / 2;
      sum[1] += second / 2;
      await hand.dot();
      marked(number);
    }
    dots.push({ place: [x, y], angles: [sum[0], sum[1]], approach: [...approach] });
  }
  return { felt, dots };
}

/** What measured `points` [mm] say about the machine that marked `sheet`. */
export function fitPoints(
  { felt, dots }: MarkedSheet,
  points: readonly (Measured | null)[],
  { config, linkage }: Machine,
): SheetFit {
  if (points.length > dots.length) {
    throw new UserError(
      `Expected ${dots.length} points, one for each dot, found ${points.length}.`,
    );
  }
  const measured: SheetDot[] = [];
  for (const [i, { angles, approach }] of dots.entries()) {
    const point = points[i];
    if (!point) continue;
    const [x, y, apart] = point;
    measured.push({
      angles,
      approach,
      x: x / 1000,
      y: y / 1000,
      apart: apart === undefined ? undefined : apart / 1000,
    });
  }
  if (measured.length < ENOUGH) {
    throw new UserError(`Expected ${ENOUGH} measured dots or more, found ${measured.length}.`);
  }
  const centres = [config.joints[0].centre, config.joints[1].centre] as const;
  const fit = fitSheet(measured, { linkage, centres, felt });
  if (!fit) {
    throw new UserError(
      `The ${linkage.name} cannot take the angles that were felt at the dots: look at the potentiometers' wires. Nothing was stored.`,
    );
  }
  if (fit.residual < PLAUSIBLE) return fit;
  throw new UserError(
    `No links and offsets explain the measured points: ${(1000 * fit.residual).toFixed(1)} mm are left. Are x and y in mm from ${originOf(linkage)}, x to the right, y away from the machine, in the order of the dots? Nothing was stored.`,
  );
}

/** Where places are measured from, for people. */
export const originOf = ({ name }: Linkage): string =>
  name === "brachiograph"
    ? "the axis of the shoulder"
    : "the middle between the axes of the servos";

/** Measured points from a file: [[x, y, apart], [x, y], null, …] in mm. */
export function readPoints(path: string): readonly (Measured | null)[] {
  const found = (why: string): UserError =>
    new UserError(
      `Expected the measured points in ${path} as [[x, y, apart], [x, y], null, …] in mm, in the order of the dots: ${why}`,
    );
  try {
    const parsed = Points.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (parsed.success) return parsed.data;
    throw found(z.prettifyError(parsed.error));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw found(cause instanceof Error ? cause.message : String(cause));
  }
}
