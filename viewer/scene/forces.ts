/**
 * The forces on the hand: the world's, and the one that the cerebellum's share of the command makes,
 *
 *   F = J⁻ᵀ τ,   J = ∂hand/∂q   [N; τ in N·m]
 *
 * which has no answer where the arm is straight: no arrow there.
 */
import { Group } from "three";
import { jacobian, type Lengths } from "../../plant/arm/kinematics.ts";
import { ForceArrow } from "./force-arrow.ts";
import { palette } from "./palette.ts";

/** Below this determinant [m²] the arm counts as straight. */
const STRAIGHT = 0.006;

export interface HandForces {
  /** Of the world [N]. */
  readonly forceX: number;
  readonly forceY: number;
  /** Of the cerebellum [N·m]. */
  readonly adaptiveShoulder: number;
  readonly adaptiveElbow: number;
}

const J = new Float64Array(4);
const NONE: HandForces = { forceX: 0, forceY: 0, adaptiveShoulder: 0, adaptiveElbow: 0 };

export class Forces {
  readonly root = new Group();
  readonly #world = new ForceArrow(palette.world);
  readonly #cerebellum = new ForceArrow(palette.cerebellum);
  #newest: HandForces = NONE;

  constructor() {
    this.root.add(this.#world.mesh, this.#cerebellum.mesh);
  }

  set(forces: HandForces | undefined): void {
    this.#newest = forces ?? NONE;
  }

  /** Puts the arrows at the hand of an arm with joint angles `q`; says how far a tip has moved [m]. */
  update(
    hand: { readonly x: number; readonly y: number },
    q: Float64Array,
    lengths: Lengths,
  ): number {
    const { forceX, forceY, adaptiveShoulder, adaptiveElbow } = this.#newest;
    jacobian(J, q, lengths);
    const [a = 0, b = 0, c = 0, d = 0] = J;
    const det = a * d - b * c;
    const scale = Math.abs(det) < STRAIGHT ? 0 : 1 / det;
    // J⁻ᵀ = (1 / det) ⎡ d −c ⎤
    //                 ⎣ −b a ⎦
    const x = scale * (d * known(adaptiveShoulder) - c * known(adaptiveElbow));
    const y = scale * (a * known(adaptiveElbow) - b * known(adaptiveShoulder));
    this.#world.moveTo(hand.x, hand.y);
    this.#cerebellum.moveTo(hand.x, hand.y);
    return Math.max(this.#world.set(known(forceX), known(forceY)), this.#cerebellum.set(x, y));
  }

  dispose(): void {
    this.#world.dispose();
    this.#cerebellum.dispose();
  }
}

const known = (value: number): number => (Number.isFinite(value) ? value : 0);
