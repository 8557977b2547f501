import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openMachine } from "../../cli/machine/machine.ts";
import { purkinje } from "../support/command.ts";

/** The file of a machine, with these entries. */
function machineFile(entries: object = {}): string {
  const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
  const plan = { format: "purkinje machine", version: 1, linkage: "brachiograph" };
  writeFileSync(file, JSON.stringify({ ...plan, ...entries }));
  return file;
}

const drawing = [
  "--text",
  "oS",
  "--paper",
  "60x40@-50,70",
  "--plant",
  "twin",
  "--virtual",
  "--json",
];

async function rms(machine: string, ...args: string[]): Promise<number> {
  const { stdout, stderr } = await purkinje("draw", ...drawing, "--machine", machine, ...args);
  expect(stderr).toBe("");
  const report: Record<string, unknown> = JSON.parse(stdout);
  expect(report["pulsesOutside"]).toBe(0);
  return Number(report["rmsMm"]);
}

describe("purkinje calibrate", () => {
  test("without potentiometers has a sheet to draw, and nothing else", async () => {
    const { code, stderr } = await purkinje(
      ...["calibrate", "--machine", machineFile(), "--plant", "twin", "--virtual", "--no-sheet"],
    );
    expect(stderr).toContain("no potentiometers");
    expect(stderr).toContain("There was nothing to calibrate");
    expect(code).toBe(2);
  });

  test("with potentiometers calibrates the servos both ways, and then the sheet", async () => {
    const machine = machineFile({ potentiometers: ["A0", "A1"] });
    const before = await rms(machine, "--steering", "static");
    const { code, stdout } = await purkinje(
      ...["calibrate", "--machine", machine, "--plant", "twin", "--virtual"],
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/shoulder: .* µs of play; planned 1500 µs and -10.00 µs\/°/);
    const { servos, sheet } = openMachine(machine).calibration;
    expect(sheet?.felt).toBe(true);
    expect(servos?.joints).toHaveLength(2);
    for (const joint of servos?.joints ?? []) {
      // 10 µs a degree: 1° of play, and up to half a degree of dead-band. Jitter of ± 0.5° shakes a servo that rests across
      // its dead-band, and half a degree into its play.
      expect(Math.abs(joint.hysteresis)).toBeGreaterThan(4);
      expect(Math.abs(joint.hysteresis)).toBeLessThan(16);
    }
    expect(await rms(machine, "--steering", "static")).toBeLessThan(0.5 * before);
  });

  test("takes points that were measured later, and refuses those that no machine explains", async () => {
    const machine = machineFile();
    const sheet = machine.replace(".json", ".sheet.json");
    const points = machine.replace("desk.json", "points.json");
    const calibrate = ["calibrate", "--machine", machine, "--points", points];
    writeFileSync(points, "[]");
    expect((await purkinje(...calibrate)).stderr).toContain("draw one without --points");

    const { arm } = openMachine(machine).config;
    const q = new Float64Array(2);
    const dots = Array.from({ length: 9 }, (_, k) => {
      const place = [-0.07 + 0.03 * (k % 3), 0.07 + 0.025 * Math.floor(k / 3)] as const;
      arm.inverse(q, ...place);
      return { place, angles: [...q], approach: [0.1, 0.1] };
    });
    writeFileSync(sheet, JSON.stringify({ felt: false, dots }));
    writeFileSync(points, JSON.stringify([[1, 2], "x"]));
    expect((await purkinje(...calibrate)).stderr).toContain("Expected the measured points");
    writeFileSync(points, JSON.stringify(dots.map((_, k) => [7 * k, 5])));
    expect((await purkinje(...calibrate)).stderr).toContain("explain the measured points");
    expect(existsSync(sheet)).toBe(true);

    const exact = dots.map(({ place: [x, y] }, k) => (k === 4 ? null : [1000 * x, 1000 * y]));
    writeFileSync(points, JSON.stringify(exact));
    expect((await purkinje(...calibrate)).stdout).toMatch(/links: 80\.00 ± 0\.\d\d and 80\.00 ±/);
    expect(existsSync(sheet)).toBe(false);
    expect(readFileSync(machine, "utf8")).toContain('"residual"');
  });

  test("wants a machine of one's own", async () => {
    const { code, stderr } = await purkinje("calibrate", "--plant", "twin", "--virtual");
    expect(stderr).toContain("Expected a machine of your own");
    expect(code).toBe(2);
  });
});
