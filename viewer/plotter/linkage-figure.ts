/** The linkage in its present posture: one two-link arm, or the two halves of a five-bar linkage. */
import { Group } from "three";
import type { FiveBarGeometry } from "../../plant/plotter/five-bar-pen-arm.ts";
import type { Linkage } from "../../plant/plotter/machines.ts";
import type { PenArm } from "../../plant/plotter/pen-arm.ts";
import type { TwoLinkGeometry } from "../../plant/plotter/two-link-pen-arm.ts";
import { ArmFigure } from "../scene/arm-figure.ts";

/** Upper arm of the figure that is drawn small [m]: its links are as thick as suits this length. */
const NATURAL = 0.36;

export class LinkageFigure {
  readonly root = new Group();
  readonly #arm: PenArm;
  readonly #pen = new Float64Array(2);
  readonly #halves: readonly Half[];

  constructor({ name, geometry }: Linkage, arm: PenArm) {
    this.#arm = arm;
    this.#halves = name === "brachiograph" ? single(geometry) : pair(geometry);
    for (const { figure } of this.#halves) this.root.add(figure.root);
  }

  /** Poses it at joint angles [rad], pen down or up; says where the pen is [m]. */
  pose(first: number, second: number, isDown: boolean): { x: number; y: number } {
    this.#arm.forward(this.#pen, Float64Array.of(first, second));
    const [x = 0, y = 0] = this.#pen;
    const [left, right] = this.#halves;
    left?.pose(first, { x, y }, isDown);
    right?.pose(second, { x, y }, isDown);
    return { x, y };
  }
}

const single = ({ l1, l2 }: TwoLinkGeometry): Half[] => [new Half(l1, l2, 0)];

const pair = ({ proximal, distal, half }: FiveBarGeometry): Half[] => [
  new Half(proximal[0], distal[0], -half),
  new Half(proximal[1], distal[1], half),
];

/** A servo at (at, 0) with an inner link, and an outer one that leads to the pen. */
class Half {
  readonly figure: ArmFigure;
  readonly #inner: number;
  readonly #at: number;

  constructor(inner: number, outer: number, at: number) {
    this.figure = new ArmFigure([NATURAL, (NATURAL * outer) / inner]);
    this.figure.root.scale.setScalar(inner / NATURAL);
    this.figure.root.position.x = at;
    this.#inner = inner;
    this.#at = at;
  }

  pose(angle: number, { x, y }: { x: number; y: number }, isDown: boolean): void {
    const outer = Math.atan2(
      y - this.#inner * Math.sin(angle),
      x - this.#at - this.#inner * Math.cos(angle),
    );
    this.figure.update({ shoulder: angle, elbow: outer - angle, phase: isDown ? 3 : 0 });
  }
}
