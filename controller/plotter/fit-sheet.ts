/**
 * Learns the plotter's geometry from a test sheet: dots were wished at known places and marked twice, from either side, and
 * somebody measured the middle of the two marks, and how far they are apart (sheet-misfit.ts).
 *
 *   p = argmin  Σ (off(p) / ruler)²  +  Σ ((pₖ − likelyₖ) / plausibleₖ)²
 *
 * by Gauss–Newton, with steps that are halved until they help. The second sum holds p to the plan, with the tolerances of a
 * workshop: links to 1 mm, offsets to 2°, gains to 3 %, play 1° ± 1°. The dots determine all of p, but one direction of it less
 * well than those tolerances do: an outer link with both offsets and its gain on a brachiograph, the distance of the servos with
 * all links on a pantograph. There the plan decides, and it matters little, for the dots would hardly move. (What no dots can
 * tell is a ruler that is wrong: with it all lengths grow.) Potentiometers, where there are some, count as true: gains and play
 * are then no matter of the sheet. (A curve for each servo's potentiometer was tried and draws no better: 0.30 mm with and
 * without, on machines 1 to 16.)
 */
import { inverse, Matrix, solve } from "ml-matrix";
import { lengthsOf, withLengths } from "../../plant/plotter/linkage-lengths.ts";
import type { Linkage } from "../../plant/plotter/machines.ts";
import { penArmOf } from "../../plant/plotter/machines.ts";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";
import type { Deviations, SheetDot } from "./sheet-misfit.ts";
import { sheetMisfit } from "./sheet-misfit.ts";

export interface SheetFit {
  /** The linkage with the lengths that it seems to have. */
  readonly linkage: Linkage;
  readonly arm: PenArm;
  /** o [rad] and γ, of both joints. */
  readonly offsets: readonly [number, number];
  readonly gains: readonly [number, number];
  /** b [rad]; zero where no distance was measured. */
  readonly play: readonly [number, number];
  /** Of the dots' middles, after the fit: root mean square [m]. */
  readonly residual: number;
  /** Standard deviations that are left of the lengths [m]: near 1 mm where the dots say nothing. */
  readonly spreads: readonly number[];
}

export interface SheetOptions {
  /** As it was meant to be built. */
  readonly linkage: Linkage;
  /** q₀ of both joints [rad]. */
  readonly centres: readonly [number, number];
  /** Whether the dots' angles were felt by potentiometers. */
  readonly felt: boolean;
}

/** A length [m]. */
const LENGTH = 1e-3;
/** o₁, o₂, γ₁, γ₂, b₁, b₂: how far each may plausibly be from the plan. */
const PLAUSIBLE = [0.035, 0.035, 0.03, 0.03, 0.0175, 0.0175] as const;
/** Angles that were felt leave less room: potentiometers are centred to half a degree, and see play. */
const PLAUSIBLE_FELT = [0.009, 0.009, 1e-6, 1e-6, 1e-6, 1e-6] as const;
/** What play is likely to be, where it shows [rad]. */
const PLAY = 0.0175;
/** How well a person measures [m]. */
const RULER = 3e-4;
const ITERATIONS = 20;
const HALVINGS = 12;
/** Steps smaller than this, in standard deviations, change nothing. */
const DONE = 1e-9;

/** Undefined where the linkage, as it is planned, could not have taken the angles of the dots. */
export function fitSheet(dots: readonly SheetDot[], options: SheetOptions): SheetFit | undefined {
  if (dots.length < 4) throw new RangeError(`expected 4 dots or more, found ${dots.length}`);
  const { linkage, felt } = options;
  const plan = lengthsOf(linkage);
  const n = plan.length;
  const plausible = [...plan.map(() => LENGTH), ...(felt ? PLAUSIBLE_FELT : PLAUSIBLE)];
  const showsPlay = !felt && dots.some(({ apart }) => apart !== undefined);
  const likely = plausible.map((_, k) => (k >= n + 4 && showsPlay ? PLAY : 0));
  const misfit = sheetMisfit(dots, options, showsPlay);

  /** All that is to be small, and its slopes, in standard deviations. */
  const weigh = (p: Deviations) => {
    const found = misfit(p);
    if (!found) return undefined;
    const off = found.off.map((value) => value / RULER);
    const slopes = found.slopes.map((row) => row.map((slope, k) => (slope * plausible[k]) / RULER));
    for (const [k, spread] of plausible.entries()) {
      off.push((p[k] - likely[k]) / spread);
      slopes.push(plausible.map((_, other) => (other === k ? 1 : 0)));
    }
    const cost = off.reduce((sum, value) => sum + value * value, 0);
    return { off, slopes: new Matrix(slopes), cost, marks: found.off };
  };

  let p: Deviations = likely;
  let best = weigh(p);
  if (!best) return undefined;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const step = solve(best.slopes, new Matrix(best.off.map((value) => [-value]))).to1DArray();
    let next: typeof best | undefined;
    let there = p;
    for (let part = 1; part > 2 ** -HALVINGS; part /= 2) {
      there = p.map((value, k) => value + part * step[k] * plausible[k]);
      next = weigh(there);
      if (next && next.cost <= best.cost) break;
    }
    if (!next || next.cost > best.cost) break;
    [p, best] = [there, next];
    if (Math.max(...step.map(Math.abs)) < DONE) break;
  }

  const squares = best.marks.slice(0, 2 * dots.length).reduce((sum, off) => sum + off * off, 0);
  const left = inverse(best.slopes.transpose().mmul(best.slopes)).diagonal();
  const real = withLengths(
    linkage,
    plan.map((length, k) => length + p[k]),
  );
  const [o1, o2, g1, g2, b1, b2] = p.slice(n);
  return {
    linkage: real,
    arm: penArmOf(real),
    offsets: [o1, o2],
    gains: [g1, g2],
    play: showsPlay ? [Math.max(0, b1), Math.max(0, b2)] : [0, 0],
    residual: Math.sqrt(squares / dots.length),
    spreads: plan.map((_, k) => plausible[k] * Math.sqrt(left[k])),
  };
}
