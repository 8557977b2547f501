/** What the plotter stands on: the part of the plane that its pen reaches, and the sheet of paper. */
import {
  BufferAttribute,
  BufferGeometry,
  Color,
  Group,
  Mesh,
  MeshBasicMaterial,
  PlaneGeometry,
} from "three";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";
import type { Rectangle } from "../../plant/plotter/reach.ts";
import { type Look, order } from "./look.ts";

/** Height of a row of the reach, and distance between the places in it that are looked at [m]. */
const ROW = 2.5e-4;
const COLUMN = 1e-3;
/** The paper's shadow, from its faint rim inwards. */
const SHADOWS = [0.07, 0.09, 0.11];
const SHADOW_STEP = 0.0005;

export class Table {
  readonly root = new Group();

  constructor(arm: PenArm, paper: Rectangle, { reach, paper: white }: Look) {
    const area = new Mesh(rowsOf(arm), flat(reach));
    area.renderOrder = order.reach;
    this.root.add(area);
    for (const [i, opacity] of SHADOWS.entries()) {
      const shadow = sheet(paper, SHADOW_STEP * (SHADOWS.length - i), order.shadow);
      shadow.material = flat(new Color("#000000"));
      shadow.material.opacity = opacity;
      this.root.add(shadow);
    }
    const top = sheet(paper, 0, order.paper);
    top.material = flat(white);
    this.root.add(top);
  }
}

/** A rectangle as large as the paper, `shift` [m] away from the light. */
function sheet(
  { x, y, width, height }: Rectangle,
  shift: number,
  renderOrder: number,
): Mesh<PlaneGeometry, MeshBasicMaterial> {
  const mesh = new Mesh(new PlaneGeometry(width, height), flat(new Color()));
  mesh.position.set(x + width / 2 + shift, y + height / 2 - shift, 0);
  mesh.renderOrder = renderOrder;
  return mesh;
}

function flat(color: Color): MeshBasicMaterial {
  return new MeshBasicMaterial({ color, depthWrite: false, transparent: true });
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
