/** A translucent arm where somebody believes the arm to be, with a mark around its hand. */
import {
  type Color,
  type Group,
  LessDepth,
  Mesh,
  MeshBasicMaterial,
  RingGeometry,
  ShapeGeometry,
} from "three";
import { disposeTree, type Lengths, LINK, Limbs, RADII } from "./limbs.ts";
import { linkContour, linkShape } from "./link-shape.ts";

export interface GhostLook {
  readonly colour: Color;
  readonly order: number;
  /** How far below the middle of the true arm [m]: of two ghosts only one can be on top. */
  readonly below: number;
  /** How much wider than the true arm [m]. Right beliefs: a positive rim shows, a negative hides. */
  readonly rim: number;
  /** The mark around the hand: told apart without colour too. */
  readonly mark: "ring" | "diamond";
}

const CONTOUR = 0.0013;

export class Ghost {
  readonly root: Group;
  readonly #limbs: Limbs;
  readonly #line: MeshBasicMaterial;
  readonly #fill: MeshBasicMaterial;

  constructor([upper, fore]: Lengths, look: GhostLook) {
    this.#limbs = new Limbs([upper, fore]);
    this.root = this.#limbs.root;
    // The links write depth, and the forearm is lower: where they overlap, only one is seen.
    const common = { color: look.colour, transparent: true, depthFunc: LessDepth } as const;
    this.#fill = new MeshBasicMaterial({ ...common, opacity: 0.13 });
    this.#line = new MeshBasicMaterial({ ...common, opacity: 0.85 });
    const { shoulder, elbow, hand } = this.#limbs;
    const s = RADII.shoulder + look.rim;
    const e = RADII.elbow + look.rim;
    const f = RADII.fore + look.rim;
    const h = RADII.hand + look.rim;
    const middle = 0.5 * LINK.height - look.below;
    shoulder.add(...this.#link(upper, [s, e], LINK.upperAt + middle));
    elbow.add(...this.#link(fore, [f, h], LINK.foreAt + middle));
    const [radius, segments] = look.mark === "ring" ? [0.021, 48] : [0.027, 4];
    const mark = new Mesh(new RingGeometry(radius - 0.0022, radius, segments), this.#line);
    mark.position.z = 0.0015 - look.below;
    hand.add(mark);
    this.root.traverse((thing) => {
      thing.renderOrder = look.order;
    });
  }

  set visible(visible: boolean) {
    this.root.visible = visible;
  }

  update(shoulder: number, elbow: number): void {
    this.#limbs.pose(shoulder, elbow);
  }

  dispose(): void {
    disposeTree(this.root);
  }

  #link(length: number, [from, to]: readonly [number, number], at: number): Mesh[] {
    const inner = [from - CONTOUR, to - CONTOUR] as const;
    const fill = new Mesh(new ShapeGeometry(linkShape(length, ...inner), 20), this.#fill);
    const line = new Mesh(new ShapeGeometry(linkContour(length, inner, CONTOUR), 20), this.#line);
    fill.position.z = at;
    line.position.z = at;
    return [fill, line];
  }
}
