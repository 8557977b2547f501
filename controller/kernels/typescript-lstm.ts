/**
 * One step of an LSTM and the way back through it (Hochreiter & Schmidhuber 1997, with the forget
 * gate of Gers, Schmidhuber & Cummins 2000).
 *
 *   (i, f, g, o) = (σ, σ, tanh, σ)(W [x; h] + b)
 *   c′ = f ⊙ c + i ⊙ g                             dc′ ← dc′ + dh′ ⊙ o ⊙ (1 − tanh² c′)
 *   h′ = o ⊙ tanh c′                               dc  = dc′ ⊙ f
 *
 * Derivatives before the activations, from those after them: σ′ = σ (1 − σ), tanh′ = 1 − tanh².
 * Shapes: W [4H × (I + H)], b [4H], gates [batch × 4H], c and h [batch × H].
 */
import type { Kernels } from "./kernels.ts";
import type { Layers } from "./typescript-layers.ts";

export function lstm(
  memory: Float64Array,
  { dense, denseBackward }: Layers,
): Pick<Kernels, "lstmForward" | "lstmBackward"> {
  return {
    lstmForward(hNext, hStride, cNext, gates, tanhC, XH, c, W, b, batch, inputs, hidden) {
      dense(gates, XH, W, b, batch, 4 * hidden, inputs + hidden);
      for (let s = 0; s < batch; s++) {
        for (let j = 0; j < hidden; j++) {
          const at = gates + s * 4 * hidden + j;
          const unit = s * hidden + j;
          const i = sigmoid(memory[at]);
          const f = sigmoid(memory[at + hidden]);
          const g = Math.tanh(memory[at + 2 * hidden]);
          const o = sigmoid(memory[at + 3 * hidden]);
          const state = f * memory[c + unit] + i * g;
          const squashed = Math.tanh(state);
          memory[at] = i;
          memory[at + hidden] = f;
          memory[at + 2 * hidden] = g;
          memory[at + 3 * hidden] = o;
          memory[cNext + unit] = state;
          memory[tanhC + unit] = squashed;
          memory[hNext + s * hStride + j] = o * squashed;
        }
      }
    },

    lstmBackward(
      dXH,
      dc,
      dW,
      db,
      dGates,
      dhNext,
      hStride,
      dcNext,
      gates,
      tanhC,
      XH,
      c,
      W,
      batch,
      inputs,
      hidden,
    ) {
      for (let s = 0; s < batch; s++) {
        for (let j = 0; j < hidden; j++) {
          const at = s * 4 * hidden + j;
          const unit = s * hidden + j;
          const i = memory[gates + at];
          const f = memory[gates + at + hidden];
          const g = memory[gates + at + 2 * hidden];
          const o = memory[gates + at + 3 * hidden];
          const squashed = memory[tanhC + unit];
          const dh = memory[dhNext + s * hStride + j];
          const dState = memory[dcNext + unit] + dh * o * (1 - squashed * squashed);
          memory[dGates + at] = dState * g * i * (1 - i);
          memory[dGates + at + hidden] = dState * memory[c + unit] * f * (1 - f);
          memory[dGates + at + 2 * hidden] = dState * i * (1 - g * g);
          memory[dGates + at + 3 * hidden] = dh * squashed * o * (1 - o);
          memory[dc + unit] = dState * f;
        }
      }
      denseBackward(dXH, dW, db, dGates, XH, W, batch, 4 * hidden, inputs + hidden);
    },
  };
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
