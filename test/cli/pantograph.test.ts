import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openMachine } from "../../cli/machine/machine.ts";
import { purkinje } from "../support/command.ts";

/** The file of a pantograph, with these entries. */
function pantograph(entries: object = {}): string {
  const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
  const plan = { format: "purkinje machine", version: 1, linkage: "pantograph" };
  writeFileSync(file, JSON.stringify({ ...plan, ...entries }));
  return file;
}

const twin = ["--plant", "twin", "--virtual"];

async function draw(machine: string, ...args: string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr } = await purkinje(
    ...["draw", "--text", "oS", "--paper", "60x40@-30,80", ...twin, "--json"],
    ...["--machine", machine, ...args],
  );
  expect(stderr).toBe("");
  const report: Record<string, unknown> = JSON.parse(stdout);
  expect(report["pulsesOutside"]).toBe(0);
  return report;
}

test("a pantograph has a twin, which the cerebellum steers by its potentiometers", async () => {
  const plain = await draw("pantograph", "--steering", "plain");
  const steered = await draw("pantograph", "--repeats", "2");
  expect(plain["rmsMm"]).toBeGreaterThan(1);
  expect(steered["rmsMm"]).toBeLessThan(0.6 * Number(plain["rmsMm"]));
});

test("without potentiometers a sheet tells its five lengths, and then it is expected to draw well, and does", async () => {
  const machine = pantograph();
  const before = await draw(machine);
  const { code, stdout } = await purkinje("calibrate", "--machine", machine, ...twin);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /links: (\d+\.\d\d ± 0\.\d\d(, | and )){4}3\d\.\d\d ± 0\.\d\d mm; planned/,
  );
  expect(openMachine(machine).calibration.sheet?.links).toHaveLength(5);
  const preview = machine.replace("desk.json", "plan.svg");
  const after = await draw(machine, "--preview", preview);
  expect(after["expected"]).toMatchObject({ basis: expect.stringContaining("test sheet") });
  expect(readFileSync(preview, "utf8")).toContain(`class="predicted"`);
  expect(after["rmsMm"]).toBeLessThan(0.5 * Number(before["rmsMm"]));
});

test("with potentiometers its servos are calibrated as far as the linkage closes", async () => {
  const machine = pantograph({ potentiometers: ["A0", "A1"], links: [80, 90] });
  const { code, stdout, stderr } = await purkinje("calibrate", "--machine", machine, ...twin);
  expect(stderr).not.toContain("purkinje:");
  expect(code).toBe(0);
  expect(stdout).toMatch(/left: .* µs of play; planned 1500 µs and 10.00 µs\/°/);
  const report = await draw(machine, "--steering", "static");
  expect(report["rmsMm"]).toBeLessThan(0.6);
});

test("a sheet of another machine is refused", async () => {
  const sheet = { made: "2026-01-01", felt: false, links: [81, 79.5], offsets: [2, -1] };
  const machine = pantograph({
    calibration: { sheet: { ...sheet, gains: [0, 0], residual: 0.2 } },
  });
  const { code, stderr } = await purkinje("draw", "--text", "o", ...twin, "--machine", machine);
  expect(stderr).toContain("it has 2 lengths, a pantograph has 5");
  expect(code).toBe(1);
});
