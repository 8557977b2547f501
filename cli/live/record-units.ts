/**
 * What the neurons of a rig do, as a row of the ring of units.
 */
import type { UnitGroup } from "../../bridge/shared/unit-ring.ts";
import type { Cortex } from "../../controller/cortex/cortex.ts";
import type { Rig } from "../../sim/experiments/rig.ts";

/** The groups of units for so many of the cortex, mossy fibres, and at most so many granule cells. */
export const unitGroups = (cortex: number, mossy: number, granules: number): UnitGroup[] => [
  { name: "cortex", count: cortex, low: -1, high: 1 },
  { name: "mossy fibres", count: mossy, low: -2, high: 2 },
  { name: "granule cells", count: granules, low: 0, high: 2 },
  { name: "Purkinje cells", count: 4, low: -2, high: 2 },
  { name: "olive", count: 4, low: -1, high: 1 },
  { name: "adaptive command", count: 2, low: -2.5, high: 2.5 },
];

/** Writes what the units of these groups did last into `row`; real-time safe. */
export function recordUnits(
  row: Float32Array,
  groups: readonly UnitGroup[],
  { hidden }: Cortex,
  { brain, forwardModel }: Rig,
): () => void {
  const [, mossy = 0, granules = 0] = groups.map(({ count }) => count);
  const cortex = hidden.length;
  const granule = cortex + mossy;
  const purkinje = granule + granules;

  return () => {
    const { fibres, said, oliveError, cells } = forwardModel;
    const share = brain.adaptiveCommand?.torque;
    for (let i = 0; i < cortex; i++) row[i] = hidden[i] ?? 0;
    for (let i = 0; i < mossy; i++) row[cortex + i] = fibres[i] ?? 0;
    const present = cells.inputs - mossy;
    for (let i = 0; i < granules; i++) {
      row[granule + i] = i < present ? (fibres[mossy + i] ?? 0) : 0;
    }
    for (let i = 0; i < 4; i++) row[purkinje + i] = said[i] ?? 0;
    for (let i = 0; i < 4; i++) row[purkinje + 4 + i] = brain.olive ? (oliveError[i] ?? 0) : 0;
    for (let j = 0; j < 2; j++) {
      row[purkinje + 8 + j] = brain.adaptive && share !== undefined ? (share[j] ?? 0) : 0;
    }
  };
}
