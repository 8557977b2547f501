/** One step of an LSTM and the way back through it; equations and shapes as in the contract. */
import { sigmoid, tanh } from "./activations";
import { dense, denseBackward } from "./dense";
import { V, storePart } from "./vectors";

export function lstmForward(
  hNext: usize, hStride: usize, cNext: usize, gates: usize, tanhC: usize,
  XH: usize, c: usize, W: usize, b: usize,
  batch: i32, inputs: i32, hidden: i32,
): void {
  dense(gates, XH, W, b, batch, 4 * hidden, inputs + hidden);
  const row = (<usize>hidden) << 2;
  for (let s = 0; s < batch; s++) {
    const at = <usize>s * row;
    const i = gates + 4 * at;
    sigmoid(i, 2 * hidden); // i and f lie side by side
    tanh(i + 2 * row, hidden);
    sigmoid(i + 3 * row, hidden);
    nextState(cNext + at, tanhC + at, i, c + at, hidden, row);
  }
  tanh(tanhC, batch * hidden);
  for (let s = 0; s < batch; s++) {
    const at = <usize>s * row;
    multiply(hNext + <usize>s * hStride, gates + 4 * at + 3 * row, tanhC + at, hidden);
  }
}

/** c′ ← f ⊙ c + i ⊙ g, and the same into `copy`, for one sample. */
// @ts-ignore: decorator
@inline
function nextState(cNext: usize, copy: usize, gates: usize, c: usize, left: i32, row: usize): void {
  for (let byte: usize = 0; left > 0; left -= 4, byte += V) {
    const i = gates + byte;
    const kept = f32x4.mul(v128.load(i + row), v128.load(c + byte));
    const state = f32x4.add(kept, f32x4.mul(v128.load(i), v128.load(i + 2 * row)));
    storePart(cNext + byte, state, left);
    storePart(copy + byte, state, left);
  }
}

/** y ← a ⊙ b. */
// @ts-ignore: decorator
@inline
function multiply(y: usize, a: usize, b: usize, left: i32): void {
  for (let byte: usize = 0; left > 0; left -= 4, byte += V) {
    storePart(y + byte, f32x4.mul(v128.load(a + byte), v128.load(b + byte)), left);
  }
}

export function lstmBackward(
  dXH: usize, dc: usize, dW: usize, db: usize, dGates: usize,
  dhNext: usize, hStride: usize, dcNext: usize,
  gates: usize, tanhC: usize, XH: usize, c: usize, W: usize,
  batch: i32, inputs: i32, hidden: i32,
): void {
  const row = (<usize>hidden) << 2;
  let to = dGates;
  for (let s = 0; s < batch; s++) {
    unitsBackward(dc, to, dhNext, dcNext, gates, tanhC, c, hidden, row);
    dc += row;
    to += row << 2;
    dhNext += hStride;
    dcNext += row;
    gates += row << 2;
    tanhC += row;
    c += row;
  }
  denseBackward(dXH, dW, db, dGates, XH, W, batch, 4 * hidden, inputs + hidden);
}

/** One sample, back to what its gates were before their activations: σ′ = σ (1 − σ), tanh′ = 1 − tanh². */
// @ts-ignore: decorator
@inline
function unitsBackward(
  dc: usize, dGates: usize, dh: usize, dcNext: usize, gates: usize, tanhC: usize, c: usize,
  left: i32, row: usize,
): void {
  const one = f32x4.splat(1);
  for (let byte: usize = 0; left > 0; left -= 4, byte += V) {
    const at = gates + byte;
    const i = v128.load(at);
    const f = v128.load(at + row);
    const g = v128.load(at + 2 * row);
    const o = v128.load(at + 3 * row);
    const squashed = v128.load(tanhC + byte);
    const h = v128.load(dh + byte);
    const slope = f32x4.sub(one, f32x4.mul(squashed, squashed));
    const state = f32x4.add(v128.load(dcNext + byte), f32x4.mul(f32x4.mul(h, o), slope));
    const di = f32x4.mul(f32x4.mul(state, g), logistic(i));
    const df = f32x4.mul(f32x4.mul(state, v128.load(c + byte)), logistic(f));
    const dg = f32x4.mul(f32x4.mul(state, i), f32x4.sub(one, f32x4.mul(g, g)));
    const dO = f32x4.mul(f32x4.mul(h, squashed), logistic(o));
    const to = dGates + byte;
    storePart(to, di, left);
    storePart(to + row, df, left);
    storePart(to + 2 * row, dg, left);
    storePart(to + 3 * row, dO, left);
    storePart(dc + byte, f32x4.mul(state, f), left);
  }
}

/** σ (1 − σ) */
// @ts-ignore: decorator
@inline
function logistic(s: v128): v128 {
  return f32x4.mul(s, f32x4.sub(f32x4.splat(1), s));
}
