/** A force on the hand as an arrow that begins there and is as long as the force is strong. */
import { BufferAttribute, BufferGeometry, type Color, Mesh, MeshBasicMaterial } from "three";
import { layer } from "./palette.ts";

/** Length of the arrow of one newton [m], and of the longest. */
const SCALE = 0.012;
const LONGEST = 0.16;
/** Weaker forces are not worth an arrow [N]. */
const LEAST = 0.15;
/** It begins beside the hand's mark [m]. */
const BESIDE = 0.024;
const SHAFT = 0.0032;
const HEAD = { length: 0.015, width: 0.0085 } as const;
/** Above the arm [m]. */
const HEIGHT = 0.03;

export class ForceArrow {
  readonly mesh: Mesh<BufferGeometry, MeshBasicMaterial>;
  readonly #corners = new BufferAttribute(new Float32Array(3 * 7), 3);
  #x = 0;
  #y = 0;

  constructor(color: Color) {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", this.#corners);
    geometry.setIndex([0, 1, 2, 0, 2, 3, 4, 5, 6]);
    const look = { color, transparent: true, opacity: 0.92, depthTest: false };
    this.mesh = new Mesh(geometry, new MeshBasicMaterial(look));
    this.mesh.position.z = HEIGHT;
    this.mesh.renderOrder = layer.force;
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
  }

  /** Shows the force (x, y) [N]; says how far the tip has moved by that [m]. */
  set(x: number, y: number): number {
    const moved = SCALE * Math.hypot(x - this.#x, y - this.#y);
    this.#x = x;
    this.#y = y;
    const force = Math.hypot(x, y);
    this.mesh.visible = force > LEAST;
    if (this.mesh.visible) this.#shape(x / force, y / force, Math.min(LONGEST, SCALE * force));
    return moved;
  }

  moveTo(x: number, y: number): void {
    this.mesh.position.set(x, y, HEIGHT);
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.mesh.removeFromParent();
  }

  /** Shaft and head along (ux, uy). */
  #shape(ux: number, uy: number, length: number): void {
    const neck = BESIDE + Math.max(0, length - HEAD.length);
    const tip = neck + HEAD.length;
    const put = (i: number, along: number, across: number): void => {
      this.#corners.setXYZ(i, along * ux - across * uy, along * uy + across * ux, 0);
    };
    put(0, BESIDE, -SHAFT / 2);
    put(1, neck, -SHAFT / 2);
    put(2, neck, SHAFT / 2);
    put(3, BESIDE, SHAFT / 2);
    put(4, neck, -HEAD.width);
    put(5, tip, 0);
    put(6, neck, HEAD.width);
    this.#corners.needsUpdate = true;
  }
}
