/**
 * One number for how ataxic a reach is: 0 for the intact brain, and 1 for each doubling of what is
 * wrong, on the average of five ways to be wrong.
 *
 *   A = ⅕ Σ max(0, log₂(x_i / r_i))
 *
 * x: end-point error (dysmetria), time-aligned error along the path, detour (path ratio − 1), jerk
 * (the root of the dimensionless jerk), shaking of the hand where it should hold still. r: what nine in
 * ten reaches of the shipped brain stay below, 100 ms late and with the usual noise, so that ordinary
 * variability counts as nothing. Ratios, because the five have different units and grow by factors; a
 * mean, because any of them may be spared: pure delay spares the end point, tremor spares little.
 *
 * Limits: r is for reaches of about 10 cm in 0.6 s at 100 samples a second, and for one brain; A orders
 * states of this model and is no clinical scale. A detour or a tremor that does not grow is not told
 * from another of the same size by a healthy but disturbed arm: A says how bad, not why.
 */
export interface ReachFeatures {
  /** [mm] */
  readonly endpointMm: number;
  /** [mm] */
  readonly pathRmsMm: number;
  /** 1 where the path is straight. */
  readonly pathRatio: number;
  /** Log dimensionless jerk; NaN where it could not be told, and then the index does without. */
  readonly ldlj: number;
  /** Velocity across the way in 2–12 Hz while the hand should hold still, root mean square [mm/s]. */
  readonly shakeMmPerS: number;
}

/** r: 90th percentiles over 576 reaches of the shipped brain, seeds 5000 to 5008. */
const ORDINARY: ReachFeatures = {
  endpointMm: 1.29,
  pathRmsMm: 2.44,
  pathRatio: 1.03,
  ldlj: -8.55,
  shakeMmPerS: 4.43,
};

/** Doublings beyond the ordinary, each way to be wrong by itself. */
export function ataxiaParts(reach: ReachFeatures): ReachFeatures {
  const doublings = (value: number, ordinary: number): number =>
    Math.max(0, Math.log2(value / ordinary));
  return {
    endpointMm: doublings(reach.endpointMm, ORDINARY.endpointMm),
    pathRmsMm: doublings(reach.pathRmsMm, ORDINARY.pathRmsMm),
    pathRatio: doublings(reach.pathRatio - 1, ORDINARY.pathRatio - 1),
    // A logarithm already, of a square.
    ldlj: Math.max(0, (ORDINARY.ldlj - reach.ldlj) / (2 * Math.LN2)),
    shakeMmPerS: doublings(reach.shakeMmPerS, ORDINARY.shakeMmPerS),
  };
}

export function ataxiaIndex(reach: ReachFeatures): number {
  const { ldlj, ...parts } = ataxiaParts(reach);
  const others = parts.endpointMm + parts.pathRmsMm + parts.pathRatio + parts.shakeMmPerS;
  return Number.isNaN(ldlj) ? others / 4 : (others + ldlj) / 5;
}
