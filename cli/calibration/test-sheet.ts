/**
 * The test sheet: dots at known places. Each is marked twice, once from either side, so that play shows as a distance; what is
 * measured is the middle of the two, and how far they are apart.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { DOTS_MIN, MeasuredPoints } from "../../bridge/protocol/calibration-message.ts";
import type { SheetFit } from "../../controller/plotter/fit-sheet.ts";
import { fitSheet } from "../../controller/plotter/fit-sheet.ts";
import type { SheetDot } from "../../controller/plotter/sheet-misfit.ts";
import { lengthsOf } from "../../plant/plotter/linkage-lengths.ts";
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

/** [s] */
const SETTLE = 0.2;
const FEEL = 0.15;
/** More than this cannot be explained by any links and offsets [m]. */
const PLAUSIBLE = 2e-3;

/** The dots' places [m]. Throws if there is no room for them. */
export function dotPlaces({ arm }: PlotterConfig): readonly Pair[] {
  const places = sheetPlaces(arm);
  if (places.length >= DOTS_MIN) return places;
  throw new UserError("No test sheet fits into what the arm reaches.");
}

/** Farther from the plan than this no plotter is built: lengths [m], offsets [rad], gains. */
const LENGTH_OFF = 8e-3;
const OFFSET_OFF = 0.35;
const GAIN_OFF = 0.2;

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

/** What measured `points` [mm] say about the machine that marked `sheet`; throws if no machine explains them. */
export function fitPoints(
  sheet: MarkedSheet,
  points: readonly (Measured | null)[],
  machine: Machine,
): SheetFit {
  const fit = bestFit(sheet, points, machine);
  const why = whyImplausible(fit, machine);
  if (fit && why === undefined) return fit;
  throw new UserError(`${why} Nothing was stored.`);
}

/** Why a fit cannot be true. */
export function whyImplausible(
  fit: SheetFit | undefined,
  { linkage }: Machine,
): string | undefined {
  if (!fit) {
    return `The ${linkage.name} cannot take the angles that were felt at the dots: look at the potentiometers' wires.`;
  }
  if (fit.residual < PLAUSIBLE && isLikePlan(fit, linkage)) return undefined;
  return `No links and offsets near the plan explain the measured points: ${(1000 * fit.residual).toFixed(1)} mm are left. Are x and y in mm from ${originOf(linkage)}, x to the right, y away from the machine, in the order of the dots?`;
}

/** Points in another unit are explained by joints that hardly turn, on links that nobody would build. */
function isLikePlan({ linkage, offsets, gains }: SheetFit, plan: Linkage): boolean {
  const planned = lengthsOf(plan);
  return (
    lengthsOf(linkage).every(
      (length, k) => Math.abs(length - (planned[k] ?? Number.NaN)) < LENGTH_OFF,
    ) &&
    offsets.every((offset) => Math.abs(offset) < OFFSET_OFF) &&
    gains.every((gain) => Math.abs(gain) < GAIN_OFF)
  );
}

/** The same, however implausible it is; undefined where the linkage could not have taken the angles of the dots. */
export function bestFit(
  { felt, dots }: MarkedSheet,
  points: readonly (Measured | null)[],
  { config, linkage }: Machine,
): SheetFit | undefined {
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
  if (measured.length < DOTS_MIN) {
    throw new UserError(`Expected ${DOTS_MIN} measured dots or more, found ${measured.length}.`);
  }
  return fitSheet(measured, { linkage, centres: centresOf(config), felt });
}

/** q₀ of both joints [rad]. */
export const centresOf = ({ joints }: PlotterConfig): readonly [number, number] => [
  joints[0].centre,
  joints[1].centre,
];

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
    const parsed = MeasuredPoints.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (parsed.success) return parsed.data;
    throw found(z.prettifyError(parsed.error));
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw found(cause instanceof Error ? cause.message : String(cause));
  }
}
