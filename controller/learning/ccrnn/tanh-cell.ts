/**
 * A plain recurrent layer as a cortex: its state is h alone.
 *
 *   h′ = tanh(W [x; h] + b)      dz = dh′ ⊙ (1 − h′²)      d[x; h] = dz W
 */
import type { Cell, CellOptions } from "./cell.ts";

export function tanhCell({ kernels, inputs, hidden, rows, batch, W, b }: CellOptions): Cell {
  const width = inputs + hidden;
  const XH = kernels.allocate((rows + batch) * width);
  const H = kernels.allocate(rows * hidden);
  const dXH = kernels.allocate(rows * width);
  const dZ = kernels.allocate(rows * hidden);
  const dH = kernels.allocate(rows * hidden);
  const h = kernels.view(H, rows * hidden);
  const dz = kernels.view(dZ, rows * hidden);
  const dh = kernels.view(dH, rows * hidden);

  return {
    stateWidth: hidden,
    XH,
    width,
    dXH,
    dH,

    clear(row, n) {
      for (let r = row; r < row + n; r++) kernels.fill(XH + r * width + inputs, 0, hidden);
    },

    forward(from, to, n) {
      const next = H + from * hidden;
      kernels.dense(next, XH + from * width, W, b, n, hidden, width);
      kernels.tanh(next, n * hidden);
      for (let r = 0; r < n; r++) {
        kernels.copy(XH + (to + r) * width + inputs, next + r * hidden, hidden);
      }
    },

    backward(row, n, dW, db) {
      const first = row * hidden;
      for (let i = 0; i < n * hidden; i++) {
        const activity = h[first + i];
        dz[i] = dh[i] * (1 - activity * activity);
      }
      kernels.denseBackward(dXH, dW, db, dZ, XH + row * width, W, n, hidden, width);
      for (let r = 0; r < n; r++) {
        kernels.copy(dH + r * hidden, dXH + r * width + inputs, hidden);
      }
    },

    readState(a, row) {
      kernels.copy(a, XH + row * width + inputs, hidden);
    },

    mixAhead(row, keep, scale, d) {
      const at = row * hidden;
      for (let i = at; i < at + hidden; i++) dh[i] = keep === 0 ? 0 : keep * dh[i];
      if (scale !== 0) kernels.addScaled(dH + at, scale, d, hidden);
    },

    readAhead(d, row) {
      kernels.copy(d, dH + row * hidden, hidden);
    },
  };
}
