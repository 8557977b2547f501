/**
 * How long the kernels take for what the project does with them: a training step, and one tick.
 *
 * Run with `npx vitest bench --run bench/kernels.bench.ts`. The SIMD kernels and their twin stand
 * side by side, so the summary shows the ratio.
 */
import { bench, describe } from "vitest";
import { loadKernels } from "../cli/load-kernels.ts";
import type { Kernels, Offset } from "../controller/kernels/kernels.ts";

const engines = [
  loadKernels({ megabytes: 16 }),
  loadKernels({ megabytes: 16, prefer: "typescript" }),
];
const options = { time: 1000, warmupTime: 200 };

function random(k: Kernels, n: number, size: number): Offset {
  const at = k.allocate(n);
  const view = k.view(at, n);
  for (let i = 0; i < n; i++) view[i] = size * Math.sin(i * i);
  return at;
}

/** A step of Adam on n weights, which leaves the gradients at zero. */
function descent(k: Kernels, w: Offset, g: Offset, n: number): () => void {
  const [m, v] = [k.allocate(n), k.allocate(n)];
  let step = 0;
  return () => {
    k.adam(w, g, m, v, n, 1e-4, 0.9, 0.999, 1e-8, ++step, 1);
    k.fill(g, 0, n);
  };
}

function lstmTraining(k: Kernels, steps: number, batch: number, inputs: number, hidden: number) {
  const cols = inputs + hidden;
  const units = batch * hidden;
  const weights = 4 * hidden * (cols + 1);
  const bias = 4 * hidden * cols;
  const w = random(k, weights, 0.2);
  const g = k.allocate(weights);
  const XH = Array.from({ length: steps + 1 }, () => random(k, batch * cols, 1));
  const c = XH.map(() => k.allocate(units));
  const gates = XH.map(() => k.allocate(4 * units));
  const tanhC = XH.map(() => k.allocate(units));
  const [dXH, dGates, dc] = [batch * cols, 4 * units, units].map((n) => k.allocate(n));
  const descend = descent(k, w, g, weights);
  const sizes = [batch, inputs, hidden] as const;
  return () => {
    for (let t = 0; t < steps; t++) {
      const to = XH[t + 1] + inputs;
      k.lstmForward(to, cols, c[t + 1], gates[t], tanhC[t], XH[t], c[t], w, w + bias, ...sizes);
    }
    k.fill(dc, 0, units);
    k.fill(dXH, 0.01, batch * cols);
    for (let t = steps - 1; t >= 0; t--) {
      const later = [dXH + inputs, cols, dc] as const;
      const kept = [gates[t], tanhC[t], XH[t], c[t], w] as const;
      k.lstmBackward(dXH, dc, g, g + bias, dGates, ...later, ...kept, ...sizes);
    }
    descend();
  };
}

function lstmTick(k: Kernels, inputs: number, hidden: number) {
  const cols = inputs + hidden;
  const W = random(k, 4 * hidden * cols, 0.2);
  const [b, XH] = [random(k, 4 * hidden, 0.2), random(k, cols, 1)];
  const [h, c, tanhC, gates] = [1, 1, 1, 4].map((n) => k.allocate(n * hidden));
  return () => k.lstmForward(h, hidden, c, gates, tanhC, XH, c, W, b, 1, inputs, hidden);
}

function perceptronTraining(k: Kernels, batch: number, inputs: number, hidden: number) {
  const weights = 2 * hidden * inputs;
  const parameters = weights + hidden + inputs;
  const w = random(k, parameters, 0.2);
  const g = k.allocate(parameters);
  const [W1, b1, W2, b2] = [0, weights, weights / 2, weights + hidden];
  const X = random(k, batch * inputs, 1);
  const [Y, dH, H] = [inputs, hidden, hidden].map((n) => k.allocate(batch * n));
  const descend = descent(k, w, g, parameters);
  return () => {
    k.dense(H, X, w + W1, w + b1, batch, hidden, inputs);
    k.relu(H, batch * hidden);
    k.dense(Y, H, w + W2, w + b2, batch, inputs, hidden);
    k.denseBackward(dH, g + W2, g + b2, Y, H, w + W2, batch, inputs, hidden);
    k.reluBackward(dH, H, batch * hidden);
    k.denseBackward(-1, g + W1, g + b1, dH, X, w + W1, batch, hidden, inputs);
    descend();
  };
}

describe("LSTM 10→50, 10 steps of 50 samples: forward, back, Adam", () => {
  for (const k of engines) bench(k.name, lstmTraining(k, 10, 50, 10, 50), options);
});

describe("perceptron 50→400→50, 50 samples: forward, back, Adam", () => {
  for (const k of engines) bench(k.name, perceptronTraining(k, 50, 50, 400), options);
});

describe("LSTM 64→64, one step of one sample", () => {
  for (const k of engines) bench(k.name, lstmTick(k, 64, 64), options);
});
