/**
 * The cortex: an LSTM that turns a wish and a felt state into a command.
 *
 *   h, c ← LSTM([x; h], c)         u = m + s ⊙ tanh(W_out h + b_out)
 *
 * Shapes: h and c [hidden]; u, m and s [n]. What x holds is said in cortical-input.ts, what u, m and s
 * are in command-space.ts: torques of ± τ_max for two joints, or excitations of 0…1 for n muscles.
 */
import type { Vec } from "../../plant/vec.ts";
import type { Kernels, Offset } from "../kernels/kernels.ts";
import type { Parameters } from "../parameters.ts";
import { allocateParameters, tensor } from "../parameters.ts";
import type { CommandSpace } from "./command-space.ts";
import { TORQUES } from "./command-space.ts";
import { inputWidth } from "./cortical-input.ts";

/** For commands of so many numbers. */
export const cortexShapes = (hidden: number, commands: number) =>
  ({
    lstmWeight: [4 * hidden, inputWidth(commands) + hidden],
    lstmBias: [4 * hidden],
    outWeight: [commands, hidden],
    outBias: [commands],
  }) as const;

export type CortexWeights = Parameters<ReturnType<typeof cortexShapes>>;

export const allocateCortex = (
  kernels: Kernels,
  hidden: number,
  commands = TORQUES.size,
): CortexWeights => allocateParameters(kernels, cortexShapes(hidden, commands));

/** Fresh weights: uniform ± 1/√fan-in, forget gates open (bias 1; Gers et al. 2000), commands calm. */
export function initialiseCortex(
  kernels: Kernels,
  weights: CortexWeights,
  uniform: () => number,
  { calm }: CommandSpace = TORQUES,
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
  tensor(kernels, weights, "outBias").fill(calm);
}

/** Where a cortex keeps its activity: before a step that of the one before, after it its own. */
interface CorticalActivity {
  /** [x; h], [inputs + hidden]. */
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
  /** command ← the one for input `x`. Real-time safe. */
  act(command: Vec, x: Vec): void;
  /** Forgets what went before: h ← 0, c ← 0. */
  reset(): void;
}

/** A cortex that runs, one sample at a time, and commands torques unless told. */
export function makeCortex(
  kernels: Kernels,
  weights: CortexWeights,
  { size, middle, swing }: CommandSpace = TORQUES,
): Cortex {
  const [commands, hidden] = weights.shapes.outWeight;
  if (size !== commands) {
    throw new RangeError(`expected a cortex of ${size} commands, found one of ${commands}`);
  }
  const inputs = inputWidth(size);
  const width = inputs + hidden;
  const XH = kernels.allocate(width);
  const hNext = kernels.allocate(hidden);
  const c = kernels.allocate(hidden);
  const gates = kernels.allocate(4 * hidden);
  const tanhC = kernels.allocate(hidden);
  const y = kernels.allocate(size);
  const input = kernels.view(XH, inputs);
  const output = kernels.view(y, size);
  const { lstmWeight, lstmBias, outWeight, outBias } = weights.at;

  return {
    weights,
    hidden: kernels.view(XH + inputs, hidden),
    activity: { XH, c, gates, tanhC },

    act(command, x) {
      for (let i = 0; i < inputs; i++) input[i] = x[i];
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
        inputs,
        hidden,
      );
      kernels.copy(XH + inputs, hNext, hidden);
      kernels.affine(y, outWeight, hNext, outBias, size, hidden);
      kernels.tanh(y, size);
      for (let j = 0; j < size; j++) command[j] = middle[j] + swing[j] * output[j];
    },

    reset() {
      kernels.fill(XH, 0, width);
      kernels.fill(c, 0, hidden);
    },
  };
}
