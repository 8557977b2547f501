import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { numericalGradient } from "../support/gradient.ts";
import { noise, twin } from "./twins.ts";

const seed = fc.integer({ min: 1, max: 1e6 });
const size = fc.integer({ min: 1, max: 4 });
const runs = { seed: 4, numRuns: 15 };
const near = { atol: 1e-7, rtol: 1e-6 };

/** A tensor of the twin, as its place and its contents. */
function tensor(values: Float64Array) {
  const at = twin.allocate(values.length);
  const view = twin.view(at, values.length);
  view.set(values);
  if (!(view instanceof Float64Array)) throw new TypeError("the twin computes in double");
  return { at, view };
}

const inner = (x: ArrayLike<number>, y: ArrayLike<number>) =>
  Array.from(x).reduce((sum, value, i) => sum + value * y[i], 0);

describe("the way back agrees with finite differences", () => {
  test.prop([seed, size, size, size], runs)("through a dense layer", (s, batch, rows, cols) => {
    const some = noise(s);
    const [X, W, b] = [batch * cols, rows * cols, rows].map((n) => tensor(some(n)));
    const [dX, dW, db] = [X, W, b].map(({ view }) => tensor(new Float64Array(view.length)));
    const Y = tensor(new Float64Array(batch * rows));
    const dY = tensor(some(batch * rows));
    const loss = () => {
      twin.dense(Y.at, X.at, W.at, b.at, batch, rows, cols);
      return inner(Y.view, dY.view);
    };
    twin.denseBackward(dX.at, dW.at, db.at, dY.at, X.at, W.at, batch, rows, cols);

    expect(dX.view).toBeNear(numericalGradient(loss, X.view), near);
    expect(dW.view).toBeNear(numericalGradient(loss, W.view), near);
    expect(db.view).toBeNear(numericalGradient(loss, b.view), near);
  });

  test.prop([seed, fc.integer({ min: 1, max: 20 })], runs)("through relu", (s, n) => {
    const x = tensor(noise(s)(n).map((value) => value + Math.sign(value) * 0.01));
    const y = tensor(new Float64Array(n));
    const slopes = noise(s + 1)(n);
    const dy = tensor(slopes);
    const loss = () => {
      twin.copy(y.at, x.at, n);
      twin.relu(y.at, n);
      return inner(y.view, slopes);
    };
    loss();
    twin.reluBackward(dy.at, y.at, n);
    expect(dy.view).toBeNear(numericalGradient(loss, x.view), near);
  });

  test.prop([seed, size, size, size], runs)("through an LSTM", (s, batch, inputs, hidden) => {
    const some = noise(s);
    const cols = inputs + hidden;
    const units = batch * hidden;
    const sizes = [batch * cols, units, 4 * hidden * cols, 4 * hidden];
    const [XH, c, W, b] = sizes.map((n) => tensor(some(n)));
    const [dXH, dc, dW, db] = sizes.map((n) => tensor(new Float64Array(n)));
    const [h, cNext, tanhC] = [1, 2, 3].map(() => tensor(new Float64Array(units)));
    const [gates, dGates] = [1, 2].map(() => tensor(new Float64Array(4 * units)));
    const [dh, dcNext] = [1, 2].map(() => tensor(some(units)));
    const forward = [h.at, hidden, cNext.at, gates.at, tanhC.at, XH.at, c.at, W.at, b.at] as const;
    const loss = () => {
      twin.lstmForward(...forward, batch, inputs, hidden);
      return inner(h.view, dh.view) + inner(cNext.view, dcNext.view);
    };
    loss();
    const backward = [dXH.at, dc.at, dW.at, db.at, dGates.at, dh.at, hidden, dcNext.at] as const;
    const kept = [gates.at, tanhC.at, XH.at, c.at, W.at] as const;
    twin.lstmBackward(...backward, ...kept, batch, inputs, hidden);

    expect(dXH.view).toBeNear(numericalGradient(loss, XH.view), near);
    expect(dc.view).toBeNear(numericalGradient(loss, c.view), near);
    expect(dW.view).toBeNear(numericalGradient(loss, W.view), near);
    expect(db.view).toBeNear(numericalGradient(loss, b.view), near);
  });
});
