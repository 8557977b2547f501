/**
 * Granule cells: many, each listening to four mossy fibres (Marr 1969; Albus 1971), fixed for life.
 *
 *   g = max(0, A m − θ)        A [cells × fibres], four entries a row ~ N(0, 1)/2;  θ ~ U(−0.8, 0.8)
 */
import type { ReadonlyVec, Vec } from "../../plant/vec.ts";

const CLAWS = 4;

export interface GranuleLayer {
  readonly cells: number;
  /** Index of the fibre that each claw holds, and its weight, [cells × 4]; thresholds [cells]. */
  readonly fibres: Int32Array;
  readonly weights: Float64Array;
  readonly thresholds: Float64Array;
}

/** Random wiring, drawn from `random`. */
export function growGranules(
  cells: number,
  fibres: number,
  random: { uniform(): number; normal(): number },
): GranuleLayer {
  const layer: GranuleLayer = {
    cells,
    fibres: new Int32Array(cells * CLAWS),
    weights: new Float64Array(cells * CLAWS),
    thresholds: new Float64Array(cells),
  };
  for (let k = 0; k < cells * CLAWS; k++) {
    layer.fibres[k] = Math.floor(fibres * random.uniform());
    layer.weights[k] = random.normal() / 2;
  }
  for (let i = 0; i < cells; i++) layer.thresholds[i] = 1.6 * random.uniform() - 0.8;
  return layer;
}

/** g[from … from + cells] ← the cells' rates for the mossy fibres `m`. Real-time safe. */
export function fireGranules(g: Vec, from: number, m: ReadonlyVec, layer: GranuleLayer): void {
  for (let i = 0, k = 0; i < layer.cells; i++) {
    let sum = -layer.thresholds[i];
    for (let c = 0; c < CLAWS; c++, k++) sum += layer.weights[k] * m[layer.fibres[k]];
    g[from + i] = Math.max(0, sum);
  }
}
