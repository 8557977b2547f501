/** The LSTM as a cortex: states are h and c. The equations are those of the kernels. */
import type { Cell, CellOptions } from "./cell.ts";

export function lstmCell({ kernels, inputs, hidden, rows, batch, W, b }: CellOptions): Cell {
  const width = inputs + hidden;
  const XH = kernels.allocate((rows + batch) * width);
  const C = kernels.allocate((rows + batch) * hidden);
  const gates = kernels.allocate(rows * 4 * hidden);
  const tanhC = kernels.allocate(rows * hidden);
  const dXH = kernels.allocate(rows * width);
  const dGates = kernels.allocate(rows * 4 * hidden);
  const dH = kernels.allocate(rows * hidden);
  const dC = kernels.allocate(rows * hidden);
  const dh = kernels.view(dH, rows * hidden);
  const dc = kernels.view(dC, rows * hidden);

  return {
    stateWidth: 2 * hidden,
    XH,
    width,
    dXH,
    dH,

    clear(row, n) {
      for (let r = row; r < row + n; r++) kernels.fill(XH + r * width + inputs, 0, hidden);
      kernels.fill(C + row * hidden, 0, n * hidden);
    },

    forward(from, to, n) {
      kernels.lstmForward(
        XH + to * width + inputs,
        width,
        C + to * hidden,
        gates + from * 4 * hidden,
        tanhC + from * hidden,
        XH + from * width,
        C + from * hidden,
        W,
        b,
        n,
        inputs,
        hidden,
      );
    },

    backward(row, n, dW, db) {
      kernels.lstmBackward(
        dXH,
        dC,
        dW,
        db,
        dGates,
        dH,
        hidden,
        dC,
        gates + row * 4 * hidden,
        tanhC + row * hidden,
        XH + row * width,
        C + row * hidden,
        W,
        n,
        inputs,
        hidden,
      );
      for (let r = 0; r < n; r++) {
        kernels.copy(dH + r * hidden, dXH + r * width + inputs, hidden);
      }
    },

    readState(a, row) {
      kernels.copy(a, XH + row * width + inputs, hidden);
      kernels.copy(a + hidden, C + row * hidden, hidden);
    },

    mixAhead(row, keep, scale, d) {
      const at = row * hidden;
      for (let i = at; i < at + hidden; i++) {
        dh[i] = keep === 0 ? 0 : keep * dh[i];
        dc[i] = keep === 0 ? 0 : keep * dc[i];
      }
      if (scale === 0) return;
      kernels.addScaled(dH + at, scale, d, hidden);
      kernels.addScaled(dC + at, scale, d + hidden, hidden);
    },

    readAhead(d, row) {
      kernels.copy(d, dH + row * hidden, hidden);
      kernels.copy(d + hidden, dC + row * hidden, hidden);
    },
  };
}
