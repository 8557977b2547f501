/**
 * BP(λ) as it is written down, online and forward in time, for one sample of a tanh cortex: the
 * eligibility trace of every weight of the cerebellum is a matrix, pushed on by the Jacobian.
 *
 *   J_t = ∂a_{t+1}/∂a_t
 *   δ_t = J_tᵀ (∂L_{t+1}/∂a_{t+1} + γ d̂_{t+1}) − d̂_t           d̂_T = 0
 *   e_t = γ λ J_{t−1} e_{t−1} + ∂d̂_t/∂θ                          Δθ = Σ_t e_tᵀ δ_t
 */
export interface TraceTask {
  /** States a_0 … a_T, [T + 1] of [S]. */
  readonly states: readonly (readonly number[])[];
  /** ∂L/∂a of the outputs at a_0 … a_T. */
  readonly slopes: readonly (readonly number[])[];
  /** Recurrent weights [S × S]. */
  readonly Wh: Float64Array;
  /** d̂(a), and ∂d̂/∂θ, [S] of [parameters]. */
  readonly predict: (a: readonly number[]) => readonly number[];
  readonly jacobian: (a: readonly number[]) => readonly (readonly number[])[];
  readonly lambda: number;
  readonly gamma: number;
}

/** Δθ, [parameters]. */
export function tracedUpdate(task: TraceTask): number[] {
  const { states, slopes, Wh, predict, jacobian, lambda, gamma } = task;
  const S = states[0].length;
  const last = states.length - 1;
  const J = (t: number, i: number, j: number): number =>
    (1 - states[t + 1][i] ** 2) * Wh[i * S + j];
  const said = states.map((a, t) => (t === last ? a.map(() => 0) : predict(a)));
  const update: number[] = jacobian(states[0])[0].map(() => 0);
  let trace = jacobian(states[0]).map((row) => row.map(() => 0));

  for (let t = 0; t < last; t++) {
    const fresh = jacobian(states[t]);
    const before = trace;
    trace = fresh.map((row, i) =>
      row.map((value, p) => {
        let pushed = 0;
        if (t > 0) for (let j = 0; j < S; j++) pushed += J(t - 1, i, j) * before[j][p];
        return value + gamma * lambda * pushed;
      }),
    );
    for (let j = 0; j < S; j++) {
      let delta = -said[t][j];
      for (let i = 0; i < S; i++) delta += J(t, i, j) * (slopes[t + 1][i] + gamma * said[t + 1][i]);
      for (let p = 0; p < update.length; p++) update[p] += trace[j][p] * delta;
    }
  }
  return update;
}
