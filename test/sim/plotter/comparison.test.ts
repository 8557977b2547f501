import { expect, test } from "vitest";
import { comparePlotters } from "../../../sim/experiments/plotter/comparison.ts";

test("five machines that nobody has seen are drawn with as well as was promised", () => {
  const rows = comparePlotters({
    machine: "brachiograph",
    seeds: [201, 202, 203, 204, 205],
    speeds: [0.03],
    figures: ["square", "circle"],
  });
  const row = (method: string) => {
    const found = rows.find((each) => each.method === method);
    if (!found) throw new Error(`no ${method} among ${rows.map((each) => each.method).join("; ")}`);
    return found;
  };
  const uncalibrated = row("cerebellum, repeat 2");
  expect(uncalibrated.rmsMm).toBeLessThan(0.6);
  expect(uncalibrated.timeAlignedRmsMm).toBeLessThan(0.8);
  const baseline = row("static, hysteresis").timeAlignedRmsMm;
  expect(row("cerebellum, repeat 10").timeAlignedRmsMm).toBeLessThan(0.6 * baseline);
  expect(row("cerebellum, frozen, unseen figure").timeAlignedRmsMm).toBeLessThan(baseline);
  expect(row("static, hysteresis, lead, sheet").rmsMm).toBeLessThan(0.4);
  expect(row("sheet alone, play").rmsMm).toBeLessThan(0.4);
  expect(row("cerebellum, sheet, repeat 10").rmsMm).toBeLessThan(0.3);
});

test("and so are five pantographs", () => {
  const rows = comparePlotters({
    machine: "pantograph",
    seeds: [201, 202, 203, 204, 205],
    speeds: [0.03],
    figures: ["square", "circle"],
  });
  const rms = (method: string) => rows.find((row) => row.method === method)?.rmsMm;
  expect(rms("plain")).toBeGreaterThan(1);
  expect(rms("sheet alone, play")).toBeLessThan(0.4);
  expect(rms("static, hysteresis, lead, sheet")).toBeLessThan(0.4);
  expect(rms("cerebellum, sheet, repeat 10")).toBeLessThan(0.3);
});
