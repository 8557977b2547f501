/** What the plotter stands on: the part of the plane that its pen reaches, and the sheet of paper. */
import {
  BufferAttribute,
  BufferGeometry,
  Group,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
} from "three";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";
import type { Rectangle } from "../../plant/plotter/reach.ts";
import { reachOf } from "../../plant/plotter/reach.ts";
import { type Look, order } from "./look.ts";

/** Height of a row of the reach, and distance between the places in it that are looked at [m]. */
const ROW = 2.5e-4;
const COLUMN = 1e-3;
/** Without a sheet of its own the paper is the largest rectangle of a postcard's shape. */
const POSTCARD = [148, 105] as const;
const SHADOW = 0.0016;

export class Table {
  readonly root = new Group();
  readonly sheet: Rectangle;

  constructor(arm: PenArm, paper: Rectangle | null, look: Look) {
    const largest = reachOf(arm).largest(...POSTCARD);
    this.sheet = paper ?? largest ?? { x: 0, y: arm.paperFrom, width: 0.1, height: 0.07 };
    const reach = new Mesh(rowsOf(arm), flat(look.reach));
    reach.renderOrder = order.reach;
    const shadow = this.#rectangle(look, SHADOW);
    shadow.material.color.set("#000000");
    shadow.material.opacity = 0.22;
    this.root.add(reach, shadow, this.#rectangle(look, 0));
  }

  #rectangle(look: Look, shift: number): Mesh<PlaneGeometry, MeshBasicMaterial> {
    const { x, y, width, height } = this.sheet;
    const mesh = new Mesh(new PlaneGeometry(width, height), flat(look.paper));
    mesh.position.set(x + width / 2 + shift, y + height / 2 - shift, 0);
    mesh.renderOrder = order.paper;
    return mesh;
  }
}

function flat(color: Look["paper"]): MeshBasicMaterial {
  return new MeshBasicMaterial({ color: color.clone(), depthWrite: false, transparent: true });
}

/** The reach as rows, each as long as it goes on. */
function rowsOf(arm: PenArm): BufferGeometry {
  const q = new Float64Array(2);
  const isIn = (x: number, y: number): boolean => y >= arm.paperFrom && arm.inverse(q, x, y);
  const edge = (outside: number, inside: number, y: number): number => {
    let [out, within] = [outside, inside];
    for (let i = 0; i < 5; i++) {
      const middle = (out + within) / 2;
      if (isIn(middle, y)) within = middle;
      else out = middle;
    }
    return within;
  };
  const corners: number[] = [];
  for (let y = arm.paperFrom; y <= arm.span; y += ROW) {
    let from: number | undefined;
    for (let x = -arm.span; x <= arm.span + COLUMN; x += COLUMN) {
      const inside = isIn(x, y);
      if (inside) from ??= edge(x - COLUMN, x, y);
      else if (from !== undefined) {
        const to = edge(x, x - COLUMN, y);
        const far = y + ROW;
        corners.push(from, y, 0, to, y, 0, to, far, 0, from, y, 0, to, far, 0, from, far, 0);
        from = undefined;
      }
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(new Float32Array(corners), 3));
  return geometry;
}
