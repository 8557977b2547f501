/**
 * What the neurons of a rig do, as a row of the ring of units.
 */
import type { UnitGroup } from "../../bridge/shared/unit-ring.ts";
import { mossyFibreCount } from "../../controller/cerebellum/mossy-fibres.ts";
import type { Cortex } from "../../controller/cortex/cortex.ts";
import type { Rig } from "../../sim/experiments/rig.ts";

/** The groups of units for a cortex of so many and its commands, with at most so many granule cells. */
export const unitGroups = (cortex: number, granules: number, commands: number): UnitGroup[] => [
  { name: "cortex", count: cortex, low: -1, high: 1 },
  { name: "mossy fibres", count: mossyFibreCount(commands), low: -2, high: 2 },
  { name: "granule cells", count: granules, low: 0, high: 2 },
  { name: "Purkinje cells", count: 4, low: -2, high: 2 },
  { name: "olive", count: 4, low: -1, high: 1 },
  { name: "adaptive command", count: 2, low: -2.5, high: 2.5 },
];

/** How many granule cells there are among the groups. */
export const granulesAmong = (groups: readonly UnitGroup[]): number =>
  groups.find(({ name }) => name === "granule cells")?.count ?? 0;

/** Writes what the units did last into `row`; real-time safe. */
export function recordUnits(
  row: Float32Array,
  cortex: Cortex,
  { brain, forwardModel, plant }: Rig,
  granules: number,
): () => void {
  const { hidden } = cortex;
  const mossy = hidden.length;
  const mossyFibres = mossyFibreCount(plant.commands);
  const granule = mossy + mossyFibres;
  const purkinje = granule + granules;

  return () => {
    const { fibres, said, oliveError, cells } = forwardModel;
    const share = brain.adaptiveCommand?.torque;
    for (let i = 0; i < mossy; i++) row[i] = hidden[i] ?? 0;
    for (let i = 0; i < mossyFibres; i++) row[mossy + i] = fibres[i] ?? 0;
    const present = cells.inputs - mossyFibres;
    for (let i = 0; i < granules; i++) {
      row[granule + i] = i < present ? (fibres[mossyFibres + i] ?? 0) : 0;
    }
    for (let i = 0; i < 4; i++) row[purkinje + i] = said[i] ?? 0;
    for (let i = 0; i < 4; i++) row[purkinje + 4 + i] = brain.olive ? (oliveError[i] ?? 0) : 0;
    for (let j = 0; j < 2; j++) {
      row[purkinje + 8 + j] = brain.adaptive && share !== undefined ? (share[j] ?? 0) : 0;
    }
  };
}
