/**
 * Centre-out reaching: from the middle of the workspace to eight targets on a circle and back, the
 * field's standard test (Georgopoulos et al. 1982).
 */
import { WORKSPACE } from "./workspace.ts";

/** Distance of the targets from the centre [m]. */
export const REACH = 0.1;
const TARGETS = 8;

/** The eight targets [m], spread so that neighbours in time are not neighbours in space. */
export function centreOutTargets(): [number, number][] {
  return Array.from({ length: TARGETS }, (_, i) => {
    const angle = (2 * Math.PI * ((3 * i) % TARGETS)) / TARGETS;
    return [
      WORKSPACE.centre[0] + REACH * Math.cos(angle),
      WORKSPACE.centre[1] + REACH * Math.sin(angle),
    ];
  });
}
