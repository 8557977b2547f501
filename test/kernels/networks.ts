/**
 * The two networks of this project on bare kernels: gradients of a loss that is linear in what they
 * give, so that its own gradient is a constant `slopes`.
 */
import type { Kernels, Offset } from "../../controller/kernels/kernels.ts";

function place(kernels: Kernels, values: ArrayLike<number>): Offset {
  const at = kernels.allocate(values.length);
  kernels.view(at, values.length).set(values);
  return at;
}

const contents = (kernels: Kernels, at: Offset, n: number) =>
  Float64Array.from(kernels.view(at, n));

export interface Sequence {
  readonly steps: number;
  readonly batch: number;
  readonly inputs: number;
  readonly hidden: number;
  /** [steps × batch × inputs] */
  readonly x: Float64Array;
  /** [4 hidden × (inputs + hidden)] */
  readonly W: Float64Array;
  readonly b: Float64Array;
  /** What the loss weighs h with, at every step: [steps × batch × hidden]. */
  readonly slopes: Float64Array;
}

/** Loss Σ h ⊙ slopes of an LSTM from rest, by truncating nothing: back through all its steps. */
export function lstmGradients(k: Kernels, net: Sequence) {
  const { steps, batch, inputs, hidden, x, slopes } = net;
  const cols = inputs + hidden;
  const units = batch * hidden;
  const W = place(k, net.W);
  const b = place(k, net.b);
  const XH = Array.from({ length: steps + 1 }, () => k.allocate(batch * cols));
  const c = XH.map(() => k.allocate(units));
  const gates = XH.map(() => k.allocate(4 * units));
  const tanhC = XH.map(() => k.allocate(units));
  let loss = 0;
  for (let t = 0; t < steps; t++) {
    const row = k.view(XH[t], batch * cols);
    for (let s = 0; s < batch; s++) {
      const from = (t * batch + s) * inputs;
      row.set(x.subarray(from, from + inputs), s * cols);
    }
    const to = XH[t + 1] + inputs;
    k.lstmForward(to, cols, c[t + 1], gates[t], tanhC[t], XH[t], c[t], W, b, batch, inputs, hidden);
    const h = k.view(to, batch * cols - inputs);
    for (let i = 0; i < units; i++) {
      loss += h[Math.floor(i / hidden) * cols + (i % hidden)] * slopes[t * units + i];
    }
  }

  const dW = k.allocate(net.W.length);
  const db = k.allocate(net.b.length);
  const dXH = k.allocate(batch * cols);
  const dGates = k.allocate(4 * units);
  const dc = k.allocate(units);
  const dh = k.allocate(units);
  const dx = new Float64Array(x.length);
  for (let t = steps - 1; t >= 0; t--) {
    const [later, now] = [k.view(dXH, batch * cols), k.view(dh, units)];
    for (let i = 0; i < units; i++) {
      const passed = later[Math.floor(i / hidden) * cols + inputs + (i % hidden)];
      now[i] = slopes[t * units + i] + passed;
    }
    const kept = [gates[t], tanhC[t], XH[t], c[t], W] as const;
    k.lstmBackward(dXH, dc, dW, db, dGates, dh, hidden, dc, ...kept, batch, inputs, hidden);
    for (let s = 0; s < batch; s++) {
      dx.set(later.subarray(s * cols, s * cols + inputs), (t * batch + s) * inputs);
    }
  }
  return { loss, dx, dW: contents(k, dW, net.W.length), db: contents(k, db, net.b.length) };
}

export interface Perceptron {
  readonly batch: number;
  /** Widths of input, hidden layer and output. */
  readonly widths: readonly [number, number, number];
  readonly x: Float64Array;
  readonly weights: readonly [Float64Array, Float64Array];
  readonly biases: readonly [Float64Array, Float64Array];
  readonly slopes: Float64Array;
}

/** Loss Σ y ⊙ slopes of W₂ relu(W₁ x + b₁) + b₂. */
export function perceptronGradients(
  k: Kernels,
  { batch, widths, x, weights, biases, slopes }: Perceptron,
) {
  const [inputs, hidden, outputs] = widths;
  const [W1, W2] = weights.map((W) => place(k, W));
  const [b1, b2] = biases.map((b) => place(k, b));
  const X = place(k, x);
  const H = k.allocate(batch * hidden);
  const Y = k.allocate(batch * outputs);
  k.dense(H, X, W1, b1, batch, hidden, inputs);
  k.relu(H, batch * hidden);
  k.dense(Y, H, W2, b2, batch, outputs, hidden);

  const dY = place(k, slopes);
  const dH = k.allocate(batch * hidden);
  const dX = k.allocate(batch * inputs);
  const [dW1, dW2] = weights.map((W) => k.allocate(W.length));
  const [db1, db2] = biases.map((b) => k.allocate(b.length));
  k.denseBackward(dH, dW2, db2, dY, H, W2, batch, outputs, hidden);
  k.reluBackward(dH, H, batch * hidden);
  k.denseBackward(dX, dW1, db1, dH, X, W1, batch, hidden, inputs);
  return {
    y: contents(k, Y, slopes.length),
    dX: contents(k, dX, x.length),
    dW: [contents(k, dW1, weights[0].length), contents(k, dW2, weights[1].length)],
    db: [contents(k, db1, hidden), contents(k, db2, outputs)],
  };
}
