/** Everything on the stage that belongs to one arm and its workspace, built from the hello. */
import { Group } from "three";
import type { Hello } from "../../bridge/protocol/server-message.ts";
import { forwardKinematics, inverseKinematics } from "../../plant/arm/kinematics.ts";
import type { Circle } from "../stroke.ts";
import type { Moment } from "../wire/timeline.ts";
import { ArmFigure } from "./arm-figure.ts";
import { Forces } from "./forces.ts";
import { Ghost } from "./ghost.ts";
import type { Subject } from "./lens.ts";
import { layer, palette } from "./palette.ts";
import { Workspace } from "./workspace.ts";

export type GhostName = "senses" | "cerebellum";

const q = new Float64Array(2);
const hand = new Float64Array(2);

export class Figure {
  readonly root = new Group();
  readonly circle: Circle;
  readonly workspace: Workspace;
  readonly ghosts: Readonly<Record<GhostName, Ghost>>;
  readonly forces = new Forces();
  readonly #arm: ArmFigure;
  readonly #lengths: { readonly l1: number; readonly l2: number };
  readonly #hand = { x: 0, y: 0 };

  constructor({ arm, workspace }: Hello) {
    const [l1, l2] = arm.lengths;
    this.#lengths = { l1, l2 };
    const [x, y] = workspace.centre;
    this.circle = { x, y, radius: workspace.radius };
    this.workspace = new Workspace(this.circle);
    this.#arm = new ArmFigure(arm.lengths);
    this.ghosts = {
      senses: new Ghost(arm.lengths, {
        colour: palette.senses,
        order: layer.senses,
        below: 0.001,
        rim: -0.0015,
        mark: "ring",
      }),
      cerebellum: new Ghost(arm.lengths, {
        colour: palette.cerebellum,
        order: layer.cerebellum,
        below: 0,
        rim: 0.0036,
        mark: "diamond",
      }),
    };
    this.root.add(this.workspace.root, this.#arm.root);
    this.root.add(this.ghosts.senses.root, this.ghosts.cerebellum.root, this.forces.root);
  }

  /** Where the hand truly is, as of the last update. */
  get hand(): { readonly x: number; readonly y: number } {
    return this.#hand;
  }

  /** What the camera has to show: shoulder, workspace, and the room that the elbow needs. */
  get subject(): Subject {
    const { x, y, radius } = this.circle;
    let elbow = 0;
    for (let angle = 0; angle < 2 * Math.PI; angle += 0.2) {
      inverseKinematics(
        q,
        x + radius * Math.cos(angle),
        y + radius * Math.sin(angle),
        this.#lengths,
      );
      elbow = Math.max(elbow, this.#lengths.l1 * Math.cos(q[0] ?? 0));
    }
    const right = Math.max(x + radius + 0.02, elbow + 0.03);
    return { left: x - radius - 0.045, right, near: -0.035, far: y + radius + 0.02 };
  }

  /** Says how far the tip of a force's arrow has moved [m]. */
  update(moment: Moment): number {
    this.#arm.update(moment);
    this.ghosts.senses.update(moment.sensedShoulder, moment.sensedElbow);
    this.ghosts.cerebellum.update(moment.predictedShoulder, moment.predictedElbow);
    q[0] = moment.shoulder;
    q[1] = moment.elbow;
    forwardKinematics(hand, q, this.#lengths);
    this.#hand.x = hand[0] ?? 0;
    this.#hand.y = hand[1] ?? 0;
    return this.forces.update(this.#hand, q, this.#lengths);
  }

  dispose(): void {
    this.workspace.dispose();
    this.#arm.dispose();
    this.ghosts.senses.dispose();
    this.ghosts.cerebellum.dispose();
    this.forces.dispose();
    this.root.removeFromParent();
  }
}
