import { describe, expect, test } from "vitest";
import { loadKernels } from "../../cli/load-kernels.ts";
import { commandSpace, TORQUE_MAX } from "../../controller/cortex/command-space.ts";
import { allocateCortex, initialiseCortex, makeCortex } from "../../controller/cortex/cortex.ts";
import { inputWidth } from "../../controller/cortex/cortical-input.ts";
import type { Kernels } from "../../controller/kernels/kernels.ts";
import { tensor } from "../../controller/parameters.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";

const HIDDEN = 7;
const INPUTS = inputWidth(2);
const engines = ["typescript", "wasm-simd"] as const;

function made(engine: Kernels["name"]) {
  const kernels = loadKernels({ prefer: engine, megabytes: 1 });
  const weights = allocateCortex(kernels, HIDDEN);
  initialiseCortex(kernels, weights, makeRandom(6).uniform);
  // Larger read-out weights than fresh ones, so that the torques are worth comparing.
  const readout = tensor(kernels, weights, "outWeight");
  for (let i = 0; i < readout.length; i++) readout[i] *= 20;
  return { kernels, weights, cortex: makeCortex(kernels, weights) };
}

const inputs = (steps: number) => {
  const random = makeRandom(7);
  return Array.from({ length: steps }, () =>
    Float64Array.from({ length: INPUTS }, () => Math.fround(random.normal())),
  );
};
const played = ({ cortex }: ReturnType<typeof made>, steps: number) =>
  inputs(steps).map((x) => {
    const torque = new Float64Array(2);
    cortex.act(torque, x);
    return [...torque];
  });

/** The same, from the equations and with nothing of the project's but the weights. */
function fromTheEquations({ kernels, weights }: ReturnType<typeof made>, steps: number) {
  const [W, b, Wo, bo] = (["lstmWeight", "lstmBias", "outWeight", "outBias"] as const).map((name) =>
    tensor(kernels, weights, name),
  );
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  let h: number[] = new Array(HIDDEN).fill(0);
  let c: number[] = new Array(HIDDEN).fill(0);
  return inputs(steps).map((x) => {
    const xh = [...x, ...h];
    const z = Array.from({ length: 4 * HIDDEN }, (_, row) =>
      xh.reduce((sum, value, col) => sum + W[row * xh.length + col] * value, b[row]),
    );
    c = c.map(
      (kept, k) => sigmoid(z[HIDDEN + k]) * kept + sigmoid(z[k]) * Math.tanh(z[2 * HIDDEN + k]),
    );
    h = c.map((cell, k) => sigmoid(z[3 * HIDDEN + k]) * Math.tanh(cell));
    return [0, 1].map(
      (j) =>
        TORQUE_MAX[j] *
        Math.tanh(h.reduce((sum, value, k) => sum + Wo[j * HIDDEN + k] * value, bo[j])),
    );
  });
}

describe.each(engines)("a cortex on the %s kernels", (engine) => {
  test("does what the LSTM's equations say", () => {
    const tolerance = engine === "typescript" ? 1e-12 : 1e-5;
    const brain = made(engine);
    expect(played(brain, 30).flat()).toBeNear(fromTheEquations(brain, 30).flat(), {
      atol: tolerance,
    });
  });

  test("gives the same torques again after a reset, and others without one", () => {
    const brain = made(engine);
    const first = played(brain, 10);
    expect(played(brain, 10)).not.toEqual(first);
    brain.cortex.reset();
    expect(played(brain, 10)).toEqual(first);
  });

  test("commands no more than the body's bounds, whatever it is told", () => {
    const { cortex } = made(engine);
    const torque = new Float64Array(2);
    for (let k = 0; k < 20; k++) {
      cortex.act(torque, new Float64Array(INPUTS).fill(1e6 * (-1) ** k));
      torque.forEach((value, j) => {
        expect(Math.abs(value)).toBeLessThanOrEqual(TORQUE_MAX[j]);
      });
    }
  });

  test("uses its weights as they are at the time", () => {
    const { cortex, kernels, weights } = made(engine);
    const torque = new Float64Array(2);
    tensor(kernels, weights, "outWeight").fill(0);
    tensor(kernels, weights, "outBias").set([1, -1]);
    cortex.act(torque, new Float64Array(INPUTS));
    expect(torque).toBeNear([5 * Math.tanh(1), -4 * Math.tanh(1)], { atol: 1e-5 });
  });
});

test("a cortex for muscles asks of each what it can give, and at first little", () => {
  const kernels = loadKernels({ prefer: "typescript", megabytes: 1 });
  const muscles = commandSpace(presetArm("arm26"));
  const weights = allocateCortex(kernels, HIDDEN, muscles.size);
  initialiseCortex(kernels, weights, makeRandom(6).uniform, muscles);
  const cortex = makeCortex(kernels, weights, muscles);
  const excitations = new Float64Array(6);
  cortex.act(excitations, new Float64Array(inputWidth(6)));
  for (const u of excitations) expect(u).toBeCloseTo(0.12, 1);
  tensor(kernels, weights, "outWeight").fill(1e3);
  for (const size of [1e6, -1e6]) {
    cortex.act(excitations, new Float64Array(inputWidth(6)).fill(size));
    for (const u of excitations) {
      expect(u).toBeGreaterThanOrEqual(0);
      expect(u).toBeLessThanOrEqual(1);
    }
  }
});

test("weights for two torques do not make a cortex for six muscles", () => {
  const kernels = loadKernels({ prefer: "typescript", megabytes: 1 });
  const weights = allocateCortex(kernels, HIDDEN);
  expect(() => makeCortex(kernels, weights, commandSpace(presetArm("arm26")))).toThrow(
    "expected a cortex of 6 commands, found one of 2",
  );
});

test("both engines give the same torques", () => {
  expect(played(made("wasm-simd"), 50).flat()).toBeNear(played(made("typescript"), 50).flat(), {
    atol: 1e-4,
  });
});

test("fresh weights open the forget gates and keep within one over the root of the fan-in", () => {
  const { kernels } = made("typescript");
  const weights = allocateCortex(kernels, HIDDEN);
  initialiseCortex(kernels, weights, makeRandom(1).uniform);
  const zeros = new Array(HIDDEN).fill(0);
  const ones = new Array(HIDDEN).fill(1);
  expect([...tensor(kernels, weights, "lstmBias")]).toEqual([
    ...zeros,
    ...ones,
    ...zeros,
    ...zeros,
  ]);
  const largest = Math.max(...tensor(kernels, weights, "lstmWeight").map(Math.abs));
  expect(largest).toBeLessThanOrEqual(1 / Math.sqrt(HIDDEN));
  expect(largest).toBeGreaterThan(0.9 / Math.sqrt(HIDDEN));
});
