/** Where the hand is going, to be dragged; and the small dot where it should be by now. */
import { CircleGeometry, Group, Mesh, MeshBasicMaterial, PlaneGeometry, RingGeometry } from "three";
import type { Moment } from "../wire/timeline.ts";
import { layer, palette } from "./palette.ts";

export type Grip = "free" | "hover" | "held";

/** After a drag the target waits here for the server to agree, but not for longer [ms]. */
const AGREE_MS = 600;
const AGREE_DISTANCE = 0.002;

export class Target {
  readonly root = new Group();
  readonly #mark = new Group();
  readonly #desired: Mesh;
  readonly #halo: Mesh<CircleGeometry, MeshBasicMaterial>;
  #grip: Grip = "free";
  #x = 0;
  #y = 0;
  /** Until when the local position counts [ms]. */
  #localUntil = Number.NEGATIVE_INFINITY;

  constructor() {
    const flat = (color = palette.target, opacity = 1): MeshBasicMaterial =>
      new MeshBasicMaterial({ color, opacity, transparent: true, depthTest: false });
    const line = flat();
    this.#halo = new Mesh(new CircleGeometry(0.024, 48), flat());
    this.#mark.add(this.#halo);
    this.#halo.visible = false;
    this.#mark.add(new Mesh(new RingGeometry(0.0118, 0.0138, 48), line));
    this.#mark.add(new Mesh(new CircleGeometry(0.002, 20), line));
    for (const turn of [0, 1, 2, 3]) {
      const tick = new Mesh(new PlaneGeometry(0.006, 0.002).translate(0.0175, 0, 0), line);
      tick.rotation.z = (turn * Math.PI) / 2;
      this.#mark.add(tick);
    }
    this.#desired = new Mesh(new RingGeometry(0.0026, 0.004, 28), flat(palette.target, 0.8));
    this.root.add(this.#mark, this.#desired);
    this.root.traverse((thing) => {
      thing.renderOrder = layer.target;
    });
  }

  /** The mark is in the way of somebody who draws. */
  set isMarked(isMarked: boolean) {
    this.#mark.visible = isMarked;
  }

  get x(): number {
    return this.#x;
  }

  get y(): number {
    return this.#y;
  }

  set grip(grip: Grip) {
    this.#grip = grip;
    this.#halo.visible = grip !== "free";
    this.#halo.material.opacity = grip === "held" ? 0.12 : 0.07;
    this.#mark.scale.setScalar({ free: 1, hover: 1.15, held: 1.25 }[grip]);
  }

  get grip(): Grip {
    return this.#grip;
  }

  /** Puts the target at (x, y) ahead of the server's word. */
  place(x: number, y: number, nowMs: number): void {
    this.#x = x;
    this.#y = y;
    this.#localUntil = nowMs + AGREE_MS;
  }

  update(moment: Moment, nowMs: number): void {
    const { targetX, targetY, desiredX, desiredY, phase } = moment;
    if (this.#grip !== "held") {
      const agrees = Math.hypot(targetX - this.#x, targetY - this.#y) < AGREE_DISTANCE;
      if (agrees || nowMs > this.#localUntil) {
        this.#localUntil = Number.NEGATIVE_INFINITY;
        this.#x = targetX;
        this.#y = targetY;
      }
    }
    this.#mark.position.set(this.#x, this.#y, 0);
    this.#desired.position.set(desiredX, desiredY, 0);
    this.#desired.visible = phase !== 0;
  }
}
