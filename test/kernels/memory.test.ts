import v8 from "node:v8";
import { describe, expect, test } from "vitest";
import { loadKernels } from "../../cli/load-kernels.ts";

describe.each(["wasm-simd", "typescript"] as const)("%s", (prefer) => {
  const make = () => loadKernels({ megabytes: 1, prefer });

  test("hands out zeroes on vector boundaries, 16 bytes apart", () => {
    const kernels = make();
    let free = 0;
    for (const count of [1, 4, 7, 0, 64, 3]) {
      const at = kernels.allocate(count);
      expect(at % 4).toBe(0);
      expect(at).toBeGreaterThanOrEqual(free);
      expect([...kernels.view(at, count)]).toEqual(new Array(count).fill(0));
      free = at + count + 4;
    }
  });

  test("shares what it shows", () => {
    const kernels = make();
    const x = kernels.allocate(5);
    const view = kernels.view(x, 5);
    kernels.fill(x, 3, 5);
    expect([...view]).toEqual([3, 3, 3, 3, 3]);
    view[0] = -2;
    kernels.relu(x, 5);
    expect([...kernels.view(x + 1, 2), view[0]]).toEqual([3, 3, 0]);
  });

  test("says what was asked and what is left when it is used up", () => {
    const kernels = make();
    kernels.allocate(100_000);
    const ask = () => kernels.allocate(10_000_000);
    expect(ask).toThrow(RangeError);
    expect(ask).toThrow(/asked for 10000000 elements of kernel memory, \d{5,6} are left/);
    const left = Number(/(\d+) are left/.exec(reason(ask))?.[1]);
    expect(() => kernels.allocate(left + 1)).toThrow(RangeError);
    kernels.allocate(left);
    expect(() => kernels.allocate(1)).toThrow(/ 0 are left/);
  });

  test.each([-1, Number.NaN])("refuses to allocate %d elements", (count) => {
    expect(() => make().allocate(count)).toThrow(RangeError);
  });

  test("makes no garbage while it runs", () => {
    const kernels = make();
    const [inputs, hidden] = [4, 8];
    const [h, c, tanhC] = [1, 2, 3].map(() => kernels.allocate(hidden));
    const gates = kernels.allocate(4 * hidden);
    const XH = kernels.allocate(inputs + hidden);
    const W = kernels.allocate(4 * hidden * (inputs + hidden));
    const b = kernels.allocate(4 * hidden);
    const run = (times: number) => {
      for (let i = 0; i < times; i++) {
        kernels.lstmForward(h, hidden, c, gates, tanhC, XH, c, W, b, 1, inputs, hidden);
      }
    };
    run(50_000);
    // By the median, for the collector may come in between, and other things leave some kilobytes.
    const growths = Array.from({ length: 10 }, () => {
      const before = v8.getHeapStatistics().used_heap_size;
      run(10_000);
      return (v8.getHeapStatistics().used_heap_size - before) / 10_000;
    }).sort((x, y) => x - y);
    expect(growths[5]).toBeLessThan(16);
  });
});

function reason(action: () => unknown): string {
  try {
    action();
    return "";
  } catch (error) {
    return String(error);
  }
}
