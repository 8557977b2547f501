/** Gradients against those that TensorFlow.js finds by itself, in single precision. */
import type * as TensorFlow from "@tensorflow/tfjs";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { lstmGradients, type Perceptron, perceptronGradients, type Sequence } from "./networks.ts";
import { both, noise } from "./twins.ts";

let tf: typeof TensorFlow;

beforeAll(async () => {
  for (const method of ["warn", "info", "log"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
  tf = await import("@tensorflow/tfjs");
  await tf.setBackend("cpu");
  tf.zeros([1]).dispose();
  vi.restoreAllMocks();
}, 60_000);

const near = { atol: 2e-5, rtol: 2e-5 };

describe.each(both)("$name", (kernels) => {
  test.each([
    { steps: 3, batch: 1, inputs: 3, hidden: 5 },
    { steps: 5, batch: 7, inputs: 2, hidden: 9 },
    { steps: 4, batch: 6, inputs: 6, hidden: 16 },
  ])("LSTM, back through $steps steps of $batch samples", ({ steps, batch, inputs, hidden }) => {
    const some = noise(17 * steps + batch);
    const net: Sequence = {
      steps,
      batch,
      inputs,
      hidden,
      x: some(steps * batch * inputs),
      W: some(4 * hidden * (inputs + hidden)),
      b: some(4 * hidden),
      slopes: some(steps * batch * hidden),
    };
    const expected = lstmByTensorFlow(net);
    const received = lstmGradients(kernels, net);
    expect([received.loss]).toBeNear([expected.loss], near);
    expect(received.dx).toBeNear(expected.dx, near);
    expect(received.dW).toBeNear(expected.dW, near);
    expect(received.db).toBeNear(expected.db, near);
  });

  test.each([
    { batch: 1, widths: [5, 11, 3] as const },
    { batch: 6, widths: [7, 30, 5] as const },
  ])("perceptron of widths $widths on $batch samples", ({ batch, widths }) => {
    const some = noise(batch);
    const [inputs, hidden, outputs] = widths;
    const net: Perceptron = {
      batch,
      widths,
      x: some(batch * inputs),
      weights: [some(hidden * inputs), some(outputs * hidden)],
      biases: [some(hidden), some(outputs)],
      slopes: some(batch * outputs),
    };
    const expected = perceptronByTensorFlow(net);
    const received = perceptronGradients(kernels, net);
    expect(received.y).toBeNear(expected.y, near);
    expect(received.dX).toBeNear(expected.dX, near);
    for (const i of [0, 1]) {
      expect(received.dW[i]).toBeNear(expected.dW[i], near);
      expect(received.db[i]).toBeNear(expected.db[i], near);
    }
  });
});

const numbers = (tensor: TensorFlow.Tensor) => Float64Array.from(tensor.dataSync());

function lstmByTensorFlow({ steps, batch, inputs, hidden, x, W, b, slopes }: Sequence) {
  const g = tf.tensor3d(Float32Array.from(slopes), [steps, batch, hidden]);
  const { value, grads } = tf.valueAndGrads((xs, weights, bias) => {
    let h: TensorFlow.Tensor = tf.zeros([batch, hidden]);
    let c: TensorFlow.Tensor = tf.zeros([batch, hidden]);
    let loss = tf.scalar(0);
    const inputAt = tf.unstack(xs);
    const slopeAt = tf.unstack(g);
    for (let t = 0; t < steps; t++) {
      const a = tf.concat([inputAt[t], h], 1).matMul(weights, false, true).add(bias);
      const [i, f, candidate, o] = tf.split(a, 4, 1);
      c = tf
        .sigmoid(f)
        .mul(c)
        .add(tf.sigmoid(i).mul(tf.tanh(candidate)));
      h = tf.sigmoid(o).mul(tf.tanh(c));
      loss = loss.add(h.mul(slopeAt[t]).sum());
    }
    return loss;
  })([
    tf.tensor3d(Float32Array.from(x), [steps, batch, inputs]),
    tf.tensor2d(Float32Array.from(W), [4 * hidden, inputs + hidden]),
    tf.tensor1d(Float32Array.from(b)),
  ]);
  const [dx, dW, db] = grads.map(numbers);
  return { loss: value.dataSync()[0], dx, dW, db };
}

function perceptronByTensorFlow({ batch, widths, x, weights, biases, slopes }: Perceptron) {
  const [inputs, hidden, outputs] = widths;
  const g = tf.tensor2d(Float32Array.from(slopes), [batch, outputs]);
  const net = (
    X: TensorFlow.Tensor,
    W1: TensorFlow.Tensor,
    b1: TensorFlow.Tensor,
    W2: TensorFlow.Tensor,
    b2: TensorFlow.Tensor,
  ) => X.matMul(W1, false, true).add(b1).relu().matMul(W2, false, true).add(b2);
  const at = [
    tf.tensor2d(Float32Array.from(x), [batch, inputs]),
    tf.tensor2d(Float32Array.from(weights[0]), [hidden, inputs]),
    tf.tensor1d(Float32Array.from(biases[0])),
    tf.tensor2d(Float32Array.from(weights[1]), [outputs, hidden]),
    tf.tensor1d(Float32Array.from(biases[1])),
  ] as const;
  const [dX, dW1, db1, dW2, db2] = tf
    .grads((X, W1, b1, W2, b2) => net(X, W1, b1, W2, b2).mul(g).sum())([...at])
    .map(numbers);
  return { y: numbers(net(...at)), dX, dW: [dW1, dW2], db: [db1, db2] };
}
