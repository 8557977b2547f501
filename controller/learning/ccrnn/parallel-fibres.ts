/**
 * Learning in the synapses of parallel fibres on Purkinje cells, as far as one batch can teach them.
 *
 *   ΔW = argmin Σ ‖d̂ + ΔW g − d̄‖² + ρ Σ‖g‖² · ‖ΔW‖²        sums over samples and states of the batch
 *
 *   with E = D̄ − D̂ [n × S] and G [n × (N + 1)], whose last column is 1 for the bias, κ = ρ tr GᵀG:
 *   ΔWᵀ = Gᵀ (G Gᵀ + κ I)⁻¹ E        n × n, where the batch has fewer states than fibres
 *       = (Gᵀ G + κ I)⁻¹ Gᵀ E        (N + 1) × (N + 1), where it has more; both are the same
 *
 * This is affine projection (Ozeki & Umeda 1984, Electron. Commun. Jpn. 67-A), the delta rule that
 * looks at many examples at once, for the adaptive filter that Fujita (1982, Biol. Cybern. 45) took
 * the cerebellum for. What a batch does not speak of stays as it was learned from earlier ones.
 *
 * Rows that stand for several samples are multiplied by √share, which is the same as repeating them.
 */
import type { Kernels, Real } from "../../kernels/kernels.ts";
import { solveCholesky } from "./cholesky.ts";
import type { GranularNetwork } from "./granular-network.ts";
import type { LearnerConfig } from "./learner-config.ts";
import { stateWidth } from "./learner-config.ts";
import type { Synapses } from "./synapses.ts";

interface Lesson {
  /** Rows of states. */
  readonly first: number;
  readonly count: number;
  /** Samples that a row stands for. */
  readonly shareOf: (row: number) => number;
  /** The rows of `network.D` are scale · share · (d̂ − d̄). */
  readonly scale: number;
}

interface FibreOptions {
  readonly kernels: Kernels;
  readonly config: LearnerConfig;
  readonly network: GranularNetwork;
  readonly cerebellum: Synapses;
  /** Most rows of a lesson. */
  readonly rows: number;
}

export function parallelFibres({ kernels, config, network, cerebellum, rows }: FibreOptions) {
  const { cerebellum: built, cerebellarRule: rule } = config;
  if (built === "none" || rule.kind !== "projection") {
    throw new RangeError("there are no parallel fibres that learn by projection");
  }
  const { granules: N, layers } = built;
  const fibres = N + 1;
  const S = stateWidth(config.cortex);
  const most = Math.min(rows, fibres);
  const at = {
    G: kernels.allocate(rows * fibres),
    E: kernels.allocate(rows * S),
    square: kernels.allocate(most * most),
    change: kernels.allocate(fibres * S),
  };
  const G = kernels.view(at.G, rows * fibres);
  const E = kernels.view(at.E, rows * S);
  const square = kernels.view(at.square, most * most);
  const change = kernels.view(at.change, fibres * S);
  const left = new Float64Array(most * most);
  const right = new Float64Array(most * S);
  const activity = kernels.view(network.parallelFibres, rows * N);
  const D = kernels.view(network.D, rows * S);
  const W = kernels.view(cerebellum.weights.at[`W${layers}`], S * N);
  const b = kernels.view(cerebellum.weights.at[`b${layers}`], S);

  /** Fills G and E; gives tr GᵀG. */
  const take = ({ first, count, shareOf, scale }: Lesson): number => {
    let trace = 0;
    for (let r = 0; r < count; r++) {
      const row = first + r;
      const root = Math.sqrt(shareOf(row));
      for (let j = 0; j < N; j++) {
        const g = root * activity[row * N + j];
        G[r * fibres + j] = g;
        trace += g * g;
      }
      G[r * fibres + N] = root;
      trace += root * root;
      for (let i = 0; i < S; i++) E[r * S + i] = -D[row * S + i] / (scale * root);
    }
    return trace;
  };

  /** B [n × S] ← (square [n × n] + κ I)⁻¹ B, in doubles whatever the kernels have. */
  const solve = (B: Real, n: number, ridge: number): void => {
    for (let k = 0; k < n * n; k++) left[k] = square[k];
    for (let i = 0; i < n; i++) left[i * n + i] += ridge;
    for (let k = 0; k < n * S; k++) right[k] = B[k];
    solveCholesky(left, right, n, S);
    for (let k = 0; k < n * S; k++) B[k] = right[k];
  };

  return {
    learn(lesson: Lesson): void {
      const n = lesson.count;
      const ridge = rule.ridge * take(lesson);
      kernels.fill(at.square, 0, Math.min(n, fibres) ** 2);
      kernels.fill(at.change, 0, fibres * S);
      if (n <= fibres) {
        kernels.addProductBt(at.square, at.G, at.G, n, n, fibres);
        solve(E, n, ridge);
        kernels.addProductAt(at.change, at.G, at.E, fibres, S, n);
      } else {
        kernels.addProductAt(at.square, at.G, at.G, fibres, fibres, n);
        kernels.addProductAt(at.change, at.G, at.E, fibres, S, n);
        solve(change, fibres, ridge);
      }
      for (let j = 0, k = 0; j < N; j++) for (let i = 0; i < S; i++, k++) W[i * N + j] += change[k];
      for (let i = 0; i < S; i++) b[i] += change[N * S + i];
    },
  };
}
