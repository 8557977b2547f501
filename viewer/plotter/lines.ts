/** Any number of lines on the plane: blocks of segments that are only ever added to. */
import { Group } from "three";
import { Segments, type SegmentsLook } from "../scene/segments.ts";

/** A block is one draw call; a new one costs half a megabyte. */
const BLOCK = 16_384;

export class Lines {
  readonly root = new Group();
  readonly #look: Omit<SegmentsLook, "capacity">;
  #blocks: Segments[] = [];
  /** Segments in the last block. */
  #filled = BLOCK;

  constructor(look: Omit<SegmentsLook, "capacity">) {
    this.#look = look;
  }

  /** Adds a segment, born at `born`, `along` [m] after the beginning of its line. */
  push(ax: number, ay: number, bx: number, by: number, born = 0, along = 0): void {
    let block = this.#blocks.at(-1);
    if (block === undefined || this.#filled === BLOCK) {
      block = new Segments({ ...this.#look, capacity: BLOCK });
      this.#blocks.push(block);
      this.root.add(block.mesh);
      this.#filled = 0;
    }
    block.push(ax, ay, bx, by, born, along);
    this.#filled += 1;
  }

  /** Sets what time it is and how much of the plane a pixel shows [m]. */
  tune(now: number, pixel: number): void {
    for (const block of this.#blocks) block.tune(now, pixel);
  }

  clear(): void {
    for (const { mesh } of this.#blocks) {
      mesh.removeFromParent();
      mesh.geometry.dispose();
      mesh.material.dispose();
    }
    this.#blocks = [];
    this.#filled = BLOCK;
  }
}
