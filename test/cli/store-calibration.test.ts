import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openMachine } from "../../cli/machine/machine.ts";
import type { MachineCalibration } from "../../cli/machine/machine-json.ts";
import {
  ensureMachineFile,
  madeAt,
  restoreCalibration,
  storeCalibration,
} from "../../cli/machine/store-calibration.ts";
import { purkinje } from "../support/command.ts";

const sheetOf = (made: string): NonNullable<MachineCalibration["sheet"]> => ({
  made,
  felt: false,
  links: [81, 79.5],
  offsets: [2, -1],
  gains: [0.01, 0],
  play: [1, 1],
  residual: 0.2,
});
const servosOf = (made: string): NonNullable<MachineCalibration["servos"]> => ({
  made,
  joints: [
    { middle: [1500, 573], hysteresis: 5 },
    { middle: [1500, 573], hysteresis: 5 },
  ],
});

function machineFile(): string {
  const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
  ensureMachineFile(file);
  return file;
}

test("what was in force before is kept, the newest first, and can be put into force again", () => {
  const file = machineFile();
  const made = ["2026-01-01", "2026-01-02", "2026-01-03"];
  for (const day of made) storeCalibration(file, { sheet: sheetOf(day) });
  expect(openMachine(file).former.map(madeAt)).toEqual(["2026-01-02", "2026-01-01"]);
  restoreCalibration(file, "2026-01-01");
  expect(madeAt(openMachine(file).calibration)).toBe("2026-01-01");
  expect(openMachine(file).former.map(madeAt)).toEqual(["2026-01-03", "2026-01-02"]);
  expect(() => restoreCalibration(file, "2026-02-02")).toThrow("Expected one of the former");
  storeCalibration(file, {});
  expect(readFileSync(file, "utf8")).not.toContain('"calibration"');
  expect(openMachine(file).former.map(madeAt)).toEqual(["2026-01-01", "2026-01-03", "2026-01-02"]);
});

test("a sheet that is added to the servos' calibration leaves no former one, and no more than eight are kept", () => {
  const file = machineFile();
  const servos = servosOf("2026-01-01");
  storeCalibration(file, { servos });
  storeCalibration(file, { servos, sheet: sheetOf("2026-01-02") });
  expect(openMachine(file).former).toEqual([]);
  for (let day = 10; day < 22; day++) storeCalibration(file, { sheet: sheetOf(`2026-01-${day}`) });
  expect(openMachine(file).former).toHaveLength(8);
  expect(openMachine(file).former.map(madeAt)[0]).toBe("2026-01-20");
});

test("the terminal lists them, restores one by its number, and goes by the plan again", async () => {
  const file = machineFile();
  for (const day of ["2026-01-01", "2026-01-02"]) storeCalibration(file, { sheet: sheetOf(day) });
  const calibrate = (...args: string[]) => purkinje("calibrate", "--machine", file, ...args);
  const { stdout } = await calibrate("--versions");
  expect(stdout).toMatch(/in force, 2026-01-02\n {3}links: 81.00 and 79.50 mm/);
  expect(stdout).toMatch(/\n1: 2026-01-01\n/);
  expect((await calibrate("--restore", "2")).stderr).toContain("1 to 1, found 2");
  expect((await calibrate("--restore", "1")).stdout).toContain("in force, 2026-01-01");
  expect((await calibrate("--reset")).stdout).toContain("in force, by the plan");
  expect(openMachine(file).former).toHaveLength(2);
});

test("an unknown entry is refused as before", () => {
  const file = machineFile();
  writeFileSync(file, readFileSync(file, "utf8").replace("{", '{"former": [],'));
  expect(() => openMachine(file)).toThrow("not as it should be");
});
