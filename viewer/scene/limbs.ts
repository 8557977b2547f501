/** The joints of an arm as nested groups: what hangs in them moves as the arm does. */
import { Group, Mesh, type Object3D } from "three";

export type Lengths = readonly [upper: number, fore: number];

/** Radii of the links at shoulder, elbow and hand [m]. */
export const RADII = { shoulder: 0.023, elbow: 0.018, fore: 0.0165, hand: 0.01 } as const;

/** Heights of the links' lower faces over the plane, and their thickness [m]. */
export const LINK = { upperAt: 0.0165, foreAt: 0.0075, height: 0.0065 } as const;

export class Limbs {
  readonly root = new Group();
  readonly shoulder = new Group();
  readonly elbow = new Group();
  readonly hand = new Group();

  constructor([upper, fore]: Lengths) {
    this.elbow.position.x = upper;
    this.hand.position.x = fore;
    this.elbow.add(this.hand);
    this.shoulder.add(this.elbow);
    this.root.add(this.shoulder);
  }

  pose(shoulder: number, elbow: number): void {
    this.shoulder.rotation.z = shoulder;
    this.elbow.rotation.z = elbow;
  }
}

/** Frees the buffers of everything below `root`. */
export function disposeTree(root: Object3D): void {
  root.traverse((thing) => {
    if (!(thing instanceof Mesh)) return;
    thing.geometry.dispose();
    for (const material of [thing.material].flat()) material.dispose();
  });
  root.removeFromParent();
}
