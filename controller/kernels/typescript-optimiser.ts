/**
 * Adam (Kingma & Ba 2015, Algorithm 1), and the squared norm by which gradients are clipped.
 *
 *   m ← β₁ m + (1 − β₁) g          v ← β₂ v + (1 − β₂) g²
 *   w ← w − α m̂ / (√v̂ + ε)         m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
 */
import type { Kernels } from "./kernels.ts";

export function optimiser(memory: Float64Array): Pick<Kernels, "sumOfSquares" | "adam"> {
  return {
    sumOfSquares(x, n) {
      let sum = 0;
      for (let i = x; i < x + n; i++) sum += memory[i] * memory[i];
      return sum;
    },

    adam(w, g, m, v, n, rate, beta1, beta2, epsilon, step, scale) {
      const correction1 = 1 - beta1 ** step;
      const correction2 = 1 - beta2 ** step;
      for (let i = 0; i < n; i++) {
        const gradient = scale * memory[g + i];
        const mean = beta1 * memory[m + i] + (1 - beta1) * gradient;
        const square = beta2 * memory[v + i] + (1 - beta2) * gradient * gradient;
        memory[m + i] = mean;
        memory[v + i] = square;
        const bound = Math.sqrt(square / correction2) + epsilon;
        memory[w + i] -= (rate * (mean / correction1)) / bound;
      }
    },
  };
}
