import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openMachine } from "../../cli/machine/machine.ts";
import { lengthsOf } from "../../plant/plotter/linkage-lengths.ts";
import { plotterConfig } from "../../plant/plotter/plotter.ts";

const plan = { format: "purkinje machine", version: 1, linkage: "brachiograph" };

function open(entries: object) {
  const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
  writeFileSync(file, JSON.stringify({ ...plan, ...entries }));
  return openMachine(file);
}

describe("the file of a machine", () => {
  test("that says nothing is the plan, without potentiometers", () => {
    const { config } = open({});
    const { joints, pen } = plotterConfig("brachiograph");
    expect(config.joints).toEqual(joints.map(({ pot: _, ...joint }) => joint));
    expect(config.pen).toEqual(pen);
  });

  test("wires the potentiometers in one line", () => {
    const { config } = open({ potentiometers: ["A2", "A3"] });
    expect(config.joints.map(({ pot }) => pot?.channel)).toEqual([2, 3]);
  });

  test("takes millimetres, degrees and microseconds", () => {
    const { config, linkage, speed, port } = open({
      port: "/dev/ttyUSB0",
      links: [85, 90],
      speed: 20,
      servos: [{ pin: 3, microsecondsPerDegree: -11, limits: [700, 2300] }, { centrePulse: 1480 }],
      pen: { pin: 5, up: 1200, down: 1600 },
    });
    expect([...lengthsOf(linkage), speed, port]).toEqual([0.085, 0.09, 0.02, "/dev/ttyUSB0"]);
    const [first, second] = config.joints;
    expect(first.gain * (Math.PI / 180)).toBeCloseTo(-11, 9);
    expect([first.pin, first.limits.min, second.centrePulse]).toEqual([3, 700, 1480]);
    expect(config.arm.span).toBeCloseTo(0.175, 12);
  });

  test("may be a pantograph", () => {
    const { config, linkage } = open({ linkage: "pantograph", between: 40, links: [70, 100] });
    expect(lengthsOf(linkage)).toEqual([0.07, 0.07, 0.1, 0.1, 0.04]);
    const pen = new Float64Array(2);
    expect(config.arm.inverse(pen, ...config.arm.home)).toBe(true);
  });

  test.each([
    ["a mistyped name", { speeed: 20 }, "speeed"],
    ["another version", { version: 2 }, "version"],
    ["a pulse that no servo takes", { pen: { up: 400 } }, "544"],
    ["limits the wrong way round", { servos: [{ limits: [2000, 1000] }, {}] }, "lower limit"],
    ["two servos on one pin", { pen: { pin: 9 } }, "two servos are on one pin"],
    ["the serial line's pins", { pen: { pin: 1 } }, "serial line"],
    ["a pen outside its limits", { pen: { up: 2390, limits: [700, 2300] } }, "outside 700–2300"],
    ["a pen that does not move", { pen: { up: 1700 } }, "the same"],
    ["a home out of reach", { home: [0, 400] }, "home is out of its reach"],
    ["limits that home is outside of", { servos: [{ limits: [600, 700] }, {}] }, "at home"],
    ["an analog pin that is none", { potentiometers: ["0", "A1"] }, "such as A0"],
  ])("with %s is refused with a sentence", (_, entries, why) => {
    expect(() => open(entries)).toThrow(why);
  });

  test("that is not there, or no JSON, is refused with a sentence", () => {
    expect(() => openMachine("/nowhere/desk.json")).toThrow("there is no file /nowhere/desk.json");
    const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
    writeFileSync(file, "{");
    expect(() => openMachine(file)).toThrow("Expected a machine in JSON");
  });
});
