/**
 * Learns the plotter's geometry from a test sheet: dots were wished at known places, and somebody measured
 * where they are.
 *
 *   dot = forward(q; l₁, l₂),  q_i = (1 + γ_i) (a_i − q₀ᵢ) + q₀ᵢ + o_i
 *
 * a are the angles at the dot: by the potentiometers where there are some, which then count as true (γ = 0, and
 * only o is found), else those that were asked for. By Gauss–Newton from the plan's measures, held to
 * it with the weight of what is plausible: links to 1 mm, offsets to 2°, gains to 3 %.
 */
import { Matrix, solve } from "ml-matrix";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";
import type { TwoLinkGeometry } from "../../plant/plotter/two-link-pen-arm.ts";
import { twoLinkPenArm } from "../../plant/plotter/two-link-pen-arm.ts";

export interface SheetDot {
  /** Angles at the dot [rad]. */
  readonly angles: readonly [number, number];
  /** Where the dot is [m]. */
  readonly x: number;
  readonly y: number;
}

export interface SheetFit {
  /** The linkage with the links that it seems to have. */
  readonly geometry: TwoLinkGeometry;
  readonly arm: PenArm;
  /** o [rad] and γ, of both joints. */
  readonly offsets: readonly [number, number];
  readonly gains: readonly [number, number];
  /** Of the dots, after the fit: root mean square [m]. */
  readonly residual: number;
}

export interface SheetOptions {
  readonly geometry: TwoLinkGeometry;
  /** q₀ of both joints [rad]. */
  readonly centres: readonly [number, number];
  /** Whether `angles` were felt by potentiometers. */
  readonly felt: boolean;
}

/** l₁, l₂, o₁, o₂, γ₁, γ₂: how far each may plausibly be from the plan. */
const PLAUSIBLE = [1e-3, 1e-3, 0.035, 0.035, 0.03, 0.03] as const;
/** Angles that were felt leave less room: potentiometers are centred to half a degree. */
const PLAUSIBLE_FELT = [1e-3, 1e-3, 0.009, 0.009, 1e-6, 1e-6] as const;
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
  const armFor = (p: readonly number[]): PenArm =>
    twoLinkPenArm({ ...geometry, l1: geometry.l1 + p[0], l2: geometry.l2 + p[1] });

  /** Where the dots would be less where they are, and how implausible that is: all in standard deviations. */
  const residuals = (p: readonly number[]): number[] => {
    const arm = armFor(p);
    const q = new Float64Array(2);
    const tip = new Float64Array(2);
    const off: number[] = [];
    for (const { angles, x, y } of dots) {
      for (let i = 0; i < 2; i++) {
        q[i] = (1 + p[4 + i]) * (angles[i] - centres[i]) + centres[i] + p[2 + i];
      }
      arm.forward(tip, q);
      off.push((tip[0] - x) / RULER, (tip[1] - y) / RULER);
    }
    for (let k = 0; k < count; k++) off.push(p[k] / plausible[k]);
    return off;
  };

  let p: number[] = plausible.map(() => 0);
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
    residual: Math.sqrt(squares / dots.length),
  };
}
