import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { both, expectSame, noise, perform } from "./twins.ts";

const seed = fc.integer({ min: 1, max: 1e6 });
const size = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 7, max: 40 }));
const runs = { seed: 3, numRuns: 50 };

describe("the SIMD LSTM gives what the specification gives", () => {
  test.prop([seed, size, size, size, fc.nat(9)], runs)(
    "forward",
    (s, batch, inputs, hidden, apart) => {
      const some = noise(s);
      const stride = hidden + apart;
      expectSame(
        {
          h: some(batch * stride),
          cNext: some(batch * hidden),
          gates: some(4 * batch * hidden),
          tanhC: some(batch * hidden),
          XH: some(batch * (inputs + hidden)),
          c: some(batch * hidden),
          W: some(4 * hidden * (inputs + hidden)),
          b: some(4 * hidden),
        },
        (k, { h, cNext, gates, tanhC, XH, c, W, b }) =>
          k.lstmForward(h, stride, cNext, gates, tanhC, XH, c, W, b, batch, inputs, hidden),
        inputs + hidden,
      );
    },
  );

  test.prop([seed, size, size, size, fc.nat(9)], runs)(
    "backward",
    (s, batch, inputs, hidden, apart) => {
      const some = noise(s);
      const stride = hidden + apart;
      const cols = inputs + hidden;
      expectSame(
        {
          dXH: some(batch * cols),
          dc: some(batch * hidden),
          dW: some(4 * hidden * cols),
          db: some(4 * hidden),
          dGates: some(4 * batch * hidden),
          dh: some(batch * stride),
          dcNext: some(batch * hidden),
          gates: some(4 * batch * hidden).map(Math.abs),
          tanhC: some(batch * hidden),
          XH: some(batch * cols),
          c: some(batch * hidden),
          W: some(4 * hidden * cols),
        },
        (k, { dXH, dc, dW, db, dGates, dh, dcNext, gates, tanhC, XH, c, W }) =>
          k.lstmBackward(
            dXH,
            dc,
            dW,
            db,
            dGates,
            dh,
            stride,
            dcNext,
            gates,
            tanhC,
            XH,
            c,
            W,
            batch,
            inputs,
            hidden,
          ),
        Math.max(batch, 4 * hidden),
      );
    },
  );
});

describe.each(both)("$name", (kernels) => {
  test("with no weights, keeps half of its state and shows half of that", () => {
    const c = [2, -1, 0.5];
    const tensors = {
      h: [9, 9, 9],
      gates: new Float64Array(12),
      tanhC: [9, 9, 9],
      XH: [1, 2, 3, 4],
      c,
      W: new Float64Array(48),
      b: new Float64Array(12),
    };
    const after = perform(kernels, tensors, (k, at) =>
      k.lstmForward(at.h, 3, at.c, at.gates, at.tanhC, at.XH, at.c, at.W, at.b, 1, 1, 3),
    );
    expect([...after.c]).toEqual([1, -0.5, 0.25]);
    expect(after.h).toBeNear(
      [1, -0.5, 0.25].map((x) => Math.tanh(x) / 2),
      { atol: 2e-7 },
    );
    expect([...after.gates]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0.5, 0.5, 0.5]);
  });

  test("takes its gates in the order input, forget, candidate, output", () => {
    // Saturated through b: the input gate shut, all else open, so that the state just stays.
    const tensors = {
      h: [9],
      gates: [9, 9, 9, 9],
      tanhC: [9],
      XH: [0.3, -0.4],
      c: [0.7],
      W: new Float64Array(8),
      b: [-60, 60, 60, 60],
    };
    const after = perform(kernels, tensors, (k, at) =>
      k.lstmForward(at.h, 1, at.c, at.gates, at.tanhC, at.XH, at.c, at.W, at.b, 1, 1, 1),
    );
    expect(after.c).toBeNear([0.7], { atol: 1e-7 });
    expect(after.h).toBeNear([Math.tanh(0.7)], { atol: 2e-7 });
    expect(after.gates).toBeNear([0, 1, 1, 1], { atol: 1e-7 });
  });
});
