/** The arm as it truly is: two solid links, their joints, and the pen in its hand. */
import {
  CircleGeometry,
  type Color,
  ConeGeometry,
  CylinderGeometry,
  ExtrudeGeometry,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  type Object3D,
  RingGeometry,
  ShapeGeometry,
} from "three";
import type { Moment } from "../wire/timeline.ts";
import { disposeTree, type Lengths, LINK, Limbs, RADII } from "./limbs.ts";
import { linkShape } from "./link-shape.ts";
import { layer, palette } from "./palette.ts";

const BEVEL = 0.0018;
/** Top of the upper arm over its lower face [m]. */
const TOP = LINK.height + BEVEL;
/** How far the pen is lifted between strokes [m]. */
const PEN_LIFT = 0.006;
/** Where the shadow falls, as if the light came from the upper left [m]. */
const SHADOW_AT = [0.007, -0.009, 0.0006] as const;

export class ArmFigure {
  readonly root: Object3D;
  readonly #limbs: Limbs;
  readonly #shadow: Limbs;
  readonly #pen: Mesh;
  readonly #nib: MeshBasicMaterial;

  constructor(lengths: Lengths) {
    this.#limbs = new Limbs(lengths);
    this.#shadow = new Limbs(lengths);
    this.root = this.#limbs.root;
    this.#pen = new Mesh(
      new CylinderGeometry(0.004, 0.004, 0.024, 20).rotateX(Math.PI / 2),
      new MeshLambertMaterial({ color: palette.ink }),
    );
    this.#nib = new MeshBasicMaterial({ color: palette.ink });
    this.#buildBody(lengths);
    this.#buildShadow(lengths);
  }

  update(moment: Pick<Moment, "shoulder" | "elbow" | "phase">): void {
    this.#limbs.pose(moment.shoulder, moment.elbow);
    this.#shadow.pose(moment.shoulder, moment.elbow);
    this.#pen.position.z = 0.018 + (moment.phase === 3 ? 0 : PEN_LIFT);
  }

  dispose(): void {
    disposeTree(this.root);
  }

  #buildBody([upper, fore]: Lengths): void {
    const { shoulder, elbow, hand } = this.#limbs;
    shoulder.add(link(upper, RADII.shoulder, RADII.elbow, LINK.upperAt));
    elbow.add(link(fore, RADII.fore, RADII.hand, LINK.foreAt));
    shoulder.add(joint(RADII.shoulder * 0.6, LINK.upperAt + TOP));
    elbow.add(joint(RADII.elbow * 0.58, LINK.upperAt + TOP));
    const nib = new Mesh(new ConeGeometry(0.004, 0.006, 20).rotateX(-Math.PI / 2), this.#nib);
    nib.position.z = -0.015;
    this.#pen.add(nib);
    hand.add(this.#pen);
    this.root.add(base());
  }

  #buildShadow([upper, fore]: Lengths): void {
    const material = new MeshBasicMaterial({ color: "#03050b", transparent: true, opacity: 0.34 });
    material.depthWrite = false;
    const over = (mesh: Mesh): Mesh => {
      mesh.renderOrder = layer.shadow;
      return mesh;
    };
    const { shoulder, elbow, root } = this.#shadow;
    shoulder.add(
      over(
        new Mesh(new ShapeGeometry(linkShape(upper, RADII.shoulder, RADII.elbow), 16), material),
      ),
    );
    elbow.add(
      over(new Mesh(new ShapeGeometry(linkShape(fore, RADII.fore, RADII.hand), 16), material)),
    );
    root.position.set(...SHADOW_AT);
    this.root.add(root);
  }
}

function link(length: number, from: number, to: number, at: number): Mesh {
  const geometry = new ExtrudeGeometry(linkShape(length, from - BEVEL, to - BEVEL), {
    depth: LINK.height - BEVEL,
    bevelSize: BEVEL,
    bevelThickness: BEVEL,
    bevelSegments: 2,
    curveSegments: 14,
  });
  const mesh = new Mesh(geometry, new MeshLambertMaterial({ color: palette.body }));
  mesh.position.z = at;
  const inlay = new Mesh(
    new ShapeGeometry(linkShape(length, from * 0.72, to * 0.62), 24),
    new MeshLambertMaterial({ color: palette.inlay }),
  );
  inlay.position.z = TOP + 0.0002;
  mesh.add(inlay);
  return mesh;
}

/** The cap of a joint: a dark disc with a bright rim. */
function joint(radius: number, at: number): Mesh {
  const cap = disc(radius, palette.bodyDark);
  cap.position.z = at + 0.0006;
  const rim = new Mesh(
    new RingGeometry(radius * 0.36, radius * 0.5, 32),
    new MeshBasicMaterial({ color: palette.body }),
  );
  rim.position.z = 0.0004;
  cap.add(rim);
  return cap;
}

const disc = (radius: number, color: Color): Mesh =>
  new Mesh(new CircleGeometry(radius, 40), new MeshLambertMaterial({ color }));

/** What the shoulder is fixed to. */
function base(): Mesh {
  const mesh = new Mesh(
    new CylinderGeometry(0.034, 0.038, 0.013, 48).rotateX(Math.PI / 2),
    new MeshLambertMaterial({ color: palette.base }),
  );
  mesh.position.z = 0.0065;
  return mesh;
}
