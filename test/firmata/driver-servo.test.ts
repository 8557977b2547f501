import { describe, expect, test } from "vitest";
import { brachiograph } from "../../plant/plotter/plotter.ts";
import { hold, plotter, wait } from "../support/plotter.ts";

const ADDRESS = 0x40;
const [first, second] = brachiograph.joints;
const config = {
  ...brachiograph,
  driver: { kind: "PCA9685", address: ADDRESS },
  joints: [
    { ...first, pin: 0 },
    { ...second, pin: 1 },
  ],
  pen: { ...brachiograph.pen, pin: 2 },
} as const;

let shared: ReturnType<typeof makeDriver> | undefined;

/**
 * One for all tests: johnny-five remembers a driver by its address for as long as the program runs, with the board
 * that it was on first. (The link has a process, and so a johnny-five, for each connection.)
 */
const driver = (): ReturnType<typeof makeDriver> => {
  shared ??= makeDriver();
  return shared;
};

/** The registers of a PCA9685, as far as servos are concerned. */
async function makeDriver() {
  const made = await plotter(config);
  const registers = new Uint8Array(256);
  const pens: number[] = [];
  const width = (channel: number): number => {
    const at = 6 + 4 * channel;
    if ((registers[at + 3] & 0x10) !== 0) return 0;
    const period = ((registers[0xfe] + 1) * 4096) / 25;
    return ((registers[at + 2] + 256 * registers[at + 3]) / 4096) * period;
  };
  made.twin.board.i2c.plug(ADDRESS, ([start, ...bytes]) => {
    registers.set(bytes, start);
    if (start === 6 + 4 * config.pen.pin) pens.push(width(config.pen.pin));
  });
  return { made, width, pens };
}

describe("servos on a PCA9685", () => {
  test("get the widths that were asked for, to a step of 4 µs", async () => {
    const { made, width } = await driver();
    made.machine.engage([1000, 2000]);
    hold(made, 0.1, [1000, 2000]);
    expect(Math.abs(width(0) - 1000)).toBeLessThan(4);
    expect(Math.abs(width(1) - 2000)).toBeLessThan(4);
    hold(made, 0.1, [1503, 777], 0);
    expect(Math.abs(width(0) - 1503)).toBeLessThan(4);
    expect(Math.abs(width(1) - 777)).toBeLessThan(4);
    expect(Math.abs(width(2) - 1700)).toBeLessThan(4);
  });

  test("are clamped, and stop as all do: pen up, then limp", async () => {
    const { made, width, pens } = await driver();
    wait(made, 0.5); // the silence stops what the test before has left
    made.machine.engage([1500, 1500]);
    hold(made, 0.1, [100, 9000], 0);
    expect(width(0)).toBeGreaterThan(599);
    expect(width(1)).toBeLessThan(2404);
    made.machine.stop({ kind: "stopped", why: "a test" });
    wait(made, 0.1);
    expect(Math.abs(width(2) - 1300)).toBeLessThan(4);
    expect(width(0)).toBeGreaterThan(0);
    wait(made, 0.3);
    expect([width(0), width(1), width(2)]).toEqual([0, 0, 0]);
    expect(pens.at(-1)).toBe(0);
  });
});
