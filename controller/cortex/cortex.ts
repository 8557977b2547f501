/**
 * The cortex: an LSTM that turns a wish and a felt state into joint torques.
 *
 *   h, c ← LSTM([x; h], c)         τ = τ_max ⊙ tanh(W_out h + b_out)
 *
 * Shapes: x [INPUTS], h and c [hidden], τ [2]. What x holds is said in cortical-input.ts.
 */
import type { Vec } from "../../plant/vec.ts";
import type { Kernels, Offset } from "../kernels/kernels.ts";
import type { Parameters } from "../parameters.ts";
import { allocateParameters, tensor } from "../parameters.ts";
import { INPUTS } from "./cortical-input.ts";
import { JOINTS, TORQUE_MAX } from "./torque.ts";

export const cortexShapes = (hidden: number) =>
  ({
    lstmWeight: [4 * hidden, INPUTS + hidden],
    lstmBias: [4 * hidden],
    outWeight: [JOINTS, hidden],
    outBias: [JOINTS],
  }) as const;

export type CortexWeights = Parameters<ReturnType<typeof cortexShapes>>;

export const allocateCortex = (kernels: Kernels, hidden: number): CortexWeights =>
  allocateParameters(kernels, cortexShapes(hidden));

/** Fresh weights: uniform ± 1/√fan-in, forget gates open (bias 1; Gers et al. 2000). */
export function initialiseCortex(
  kernels: Kernels,
  weights: CortexWeights,
  uniform: () => number,
): void {
  const hidden = weights.shapes.outWeight[1];
  const bound = 1 / Math.sqrt(hidden);
  for (const name of ["lstmWeight", "outWeight"] as const) {
    const W = tensor(kernels, weights, name);
    const width = name === "outWeight" ? 0.1 * bound : bound;
    for (let i = 0; i < W.length; i++) W[i] = width * (2 * uniform() - 1);
  }
  tensor(kernels, weights, "lstmBias")
    .fill(0)
    .fill(1, hidden, 2 * hidden);
  tensor(kernels, weights, "outBias").fill(0);
}

/** Where a cortex keeps its activity: before a step that of the one before, after it its own. */
interface CorticalActivity {
  /** [x; h], [INPUTS + hidden]. */
  readonly XH: Offset;
  /** [hidden] */
  readonly c: Offset;
  /** [4 hidden] */
  readonly gates: Offset;
  /** [hidden] */
  readonly tanhC: Offset;
}

export interface Cortex {
  /** Weights as they are used: change them between two steps and the next step has them. */
  readonly weights: CortexWeights;
  /** h after the last step [hidden]: borrowed. */
  readonly hidden: ArrayLike<number>;
  readonly activity: CorticalActivity;
  /** torque [2] ← the command for input `x` [INPUTS]. Real-time safe. */
  act(torque: Vec, x: Vec): void;
  /** Forgets what went before: h ← 0, c ← 0. */
  reset(): void;
}

/** A cortex that runs, one sample at a time. */
export function makeCortex(kernels: Kernels, weights: CortexWeights): Cortex {
  const hidden = weights.shapes.outWeight[1];
  const width = INPUTS + hidden;
  const XH = kernels.allocate(width);
  const hNext = kernels.allocate(hidden);
  const c = kernels.allocate(hidden);
  const gates = kernels.allocate(4 * hidden);
  const tanhC = kernels.allocate(hidden);
  const y = kernels.allocate(JOINTS);
  const input = kernels.view(XH, INPUTS);
  const output = kernels.view(y, JOINTS);
  const { lstmWeight, lstmBias, outWeight, outBias } = weights.at;

  return {
    weights,
    hidden: kernels.view(XH + INPUTS, hidden),
    activity: { XH, c, gates, tanhC },

    act(torque, x) {
      for (let i = 0; i < INPUTS; i++) input[i] = x[i];
      kernels.lstmForward(
        hNext,
        hidden,
        c,
        gates,
        tanhC,
        XH,
        c,
        lstmWeight,
        lstmBias,
        1,
        INPUTS,
        hidden,
      );
      kernels.copy(XH + INPUTS, hNext, hidden);
      kernels.affine(y, outWeight, hNext, outBias, JOINTS, hidden);
      kernels.tanh(y, JOINTS);
      for (let j = 0; j < JOINTS; j++) torque[j] = TORQUE_MAX[j] * output[j];
    },

    reset() {
      kernels.fill(XH, 0, width);
      kernels.fill(c, 0, hidden);
    },
  };
}
