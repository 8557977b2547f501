/**
 * Learns the plotter's geometry from a test sheet: dots were wished at known places and marked twice, from either side, and
 * somebody measured the middle of the two marks, and how far they are apart.
 *
 *   q± = q₀ + (1 + γ) (a − q₀) + o ∓ ½ b d
 *   middle = ½ (forward(q₊) + forward(q₋))                distance = |forward(q₊) − forward(q₋)|
 *
 * a are the angles at the dot: by the potentiometers where there are some, which then count as true (only o and the links are
 * found), else those that were asked for. d is the direction in which a joint came to the first mark: it stops short by half of
 * its play b, on the other way by the other half. By Gauss–Newton from the plan's measures, held to it with the weight of
 * what is plausible: links to 1 mm, offsets to 2°, gains to 3 %, play 1° ± 1°. (A curve for each servo's potentiometer was tried
 * and draws no better: 0.30 mm with and without, on machines 1 to 16.)
 */
import { Matrix, solve } from "ml-matrix";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";
import type { TwoLinkGeometry } from "../../plant/plotter/two-link-pen-arm.ts";
import { twoLinkPenArm } from "../../plant/plotter/two-link-pen-arm.ts";

export interface SheetDot {
  /** Angles at the dot, the mean of both marks [rad]. */
  readonly angles: readonly [number, number];
  /** By how much the joints moved to come to the first mark [rad]; to the second they came the other way. */
  readonly approach: readonly [number, number];
  /** The middle of the marks [m]. */
  readonly x: number;
  readonly y: number;
  /** Between the marks [m]; undefined if nobody measured it. */
  readonly apart: number | undefined;
}

export interface SheetFit {
  /** The linkage with the links that it seems to have. */
  readonly geometry: TwoLinkGeometry;
  readonly arm: PenArm;
  /** o [rad] and γ, of both joints. */
  readonly offsets: readonly [number, number];
  readonly gains: readonly [number, number];
  /** b [rad]; zero where no distance was measured. */
  readonly play: readonly [number, number];
  /** Of the dots' middles, after the fit: root mean square [m]. */
  readonly residual: number;
}

export interface SheetOptions {
  readonly geometry: TwoLinkGeometry;
  /** q₀ of both joints [rad]. */
  readonly centres: readonly [number, number];
  /** Whether `angles` were felt by potentiometers. */
  readonly felt: boolean;
}

/** l₁, l₂, o₁, o₂, γ₁, γ₂, b₁, b₂: how far each may plausibly be from the plan. */
const PLAUSIBLE = [1e-3, 1e-3, 0.035, 0.035, 0.03, 0.03, 0.0175, 0.0175] as const;
/** Angles that were felt leave less room: potentiometers are centred to half a degree, and see play. */
const PLAUSIBLE_FELT = [1e-3, 1e-3, 0.009, 0.009, 1e-6, 1e-6, 1e-6, 1e-6] as const;
/** The first of the b. */
const FIRST_PLAY = 6;
/** What play is likely to be, where it shows [rad]. */
const PLAY = 0.0175;
/** A joint that moves less than this has not gone through all of its play [rad]. */
const THROUGH = 0.03;
/** How well a person measures [m]. */
const RULER = 3e-4;
const ITERATIONS = 20;

export function fitSheet(
  dots: readonly SheetDot[],
  { geometry, centres, felt }: SheetOptions,
): SheetFit {
  if (dots.length < 4) throw new RangeError(`expected 4 dots or more, found ${dots.length}`);
  const plausible = felt ? PLAUSIBLE_FELT : PLAUSIBLE;
  const count = plausible.length;
  const showsPlay = !felt && dots.some(({ apart }) => apart !== undefined);
  const likely = plausible.map((_, k) => (k >= FIRST_PLAY && showsPlay ? PLAY : 0));
  const armFor = (p: readonly number[]): PenArm =>
    twoLinkPenArm({ ...geometry, l1: geometry.l1 + p[0], l2: geometry.l2 + p[1] });

  /** Where the dots would be less where they are, and how implausible that is: all in standard deviations. */
  const residuals = (p: readonly number[]): number[] => {
    const arm = armFor(p);
    const q = new Float64Array(2);
    const [first, second] = [new Float64Array(2), new Float64Array(2)];
    const off: number[] = [];
    const mark = (tip: Float64Array, { angles, approach }: SheetDot, side: 1 | -1): void => {
      for (let i = 0; i < 2; i++) {
        const way = Math.min(1, Math.max(-1, approach[i] / THROUGH));
        const middle = (1 + p[4 + i]) * (angles[i] - centres[i]) + centres[i] + p[2 + i];
        q[i] = middle - 0.5 * side * way * p[FIRST_PLAY + i];
      }
      arm.forward(tip, q);
    };
    const apartOff: number[] = [];
    for (const dot of dots) {
      mark(first, dot, 1);
      mark(second, dot, -1);
      off.push((0.5 * (first[0] + second[0]) - dot.x) / RULER);
      off.push((0.5 * (first[1] + second[1]) - dot.y) / RULER);
      if (dot.apart === undefined || !showsPlay) continue;
      const apart = Math.hypot(first[0] - second[0], first[1] - second[1]);
      apartOff.push((apart - dot.apart) / RULER);
    }
    off.push(...apartOff);
    for (let k = 0; k < count; k++) off.push((p[k] - likely[k]) / plausible[k]);
    return off;
  };

  let p: number[] = [...likely];
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const at = residuals(p);
    const columns = plausible.map((spread, k) => {
      const step = 1e-3 * spread;
      const ahead = residuals(p.map((value, i) => (i === k ? value + step : value)));
      return ahead.map((value, i) => (value - at[i]) / step);
    });
    const J = new Matrix(columns).transpose();
    const change = solve(J, new Matrix(at.map((value) => [-value]))).to1DArray();
    p = p.map((value, k) => value + change[k]);
  }

  const off = residuals(p).slice(0, 2 * dots.length);
  const squares = off.reduce((sum, value) => sum + (value * RULER) ** 2, 0);
  return {
    geometry: { ...geometry, l1: geometry.l1 + p[0], l2: geometry.l2 + p[1] },
    arm: armFor(p),
    offsets: [p[2], p[3]],
    gains: [p[4], p[5]],
    play: showsPlay ? [Math.max(0, p[FIRST_PLAY]), Math.max(0, p[FIRST_PLAY + 1])] : [0, 0],
    residual: Math.sqrt(squares / dots.length),
  };
}
