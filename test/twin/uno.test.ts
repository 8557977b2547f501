import { describe, expect, test } from "vitest";
import { ELBOW, hold, PEN, plotter, SHOULDER, watch } from "../support/plotter.ts";

describe("the emulated board", () => {
  test("runs StandardFirmata, which says so", async () => {
    const { machine, twin } = await plotter();
    expect(machine.firmware).toBe("StandardFirmata.ino 2.4");
    expect(twin.now()).toBeLessThan(2.5);
  });

  test("makes the pulses that were asked for, within 2 µs, every 20 ms", async () => {
    const made = await plotter();
    made.machine.engage([600, 2400]);
    const seen = watch(made);
    for (const width of [600, 853, 1008, 1472, 1936, 2400]) {
      hold(made, 0.1, [width, 3000 - width]);
      expect(Math.abs(made.twin.board.pulses.last(SHOULDER) - width)).toBeLessThan(2);
      expect(Math.abs(made.twin.board.pulses.last(ELBOW) - (3000 - width))).toBeLessThan(2);
      expect(Math.abs(made.twin.board.pulses.last(PEN) - 1300)).toBeLessThan(2);
    }
    // The pen is the first of its frame; the others wait for each other, so their rises move.
    const rises = seen.filter(({ pin }) => pin === PEN).map(({ at }) => at);
    for (let i = 1; i < rises.length; i++) {
      expect(Math.abs(rises[i] - rises[i - 1] - 0.02)).toBeLessThan(2e-5);
    }
  });

  test("does the same again, to the cycle", async () => {
    const run = async () => {
      const made = await plotter();
      made.machine.engage([1500, 1500]);
      const seen = watch(made);
      for (let k = 0; k < 20; k++) hold(made, 0.01, [1500 + 10 * k, 1500 - 7 * k]);
      return seen;
    };
    expect(await run()).toEqual(await run());
  });
});
