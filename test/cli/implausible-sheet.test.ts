import { expect, test } from "vitest";
import { whyImplausible } from "../../cli/calibration/test-sheet.ts";
import { openMachine } from "../../cli/machine/machine.ts";
import { penArmOf } from "../../plant/plotter/machines.ts";

const machine = openMachine("brachiograph");
const { linkage } = machine;
const fit = {
  linkage,
  arm: penArmOf(linkage),
  offsets: [0.05, -0.05],
  gains: [0.03, -0.03],
  play: [0, 0],
  residual: 1e-3,
  spreads: [1e-3, 1e-3],
} as const;

test("a machine near its plan is believed", () => {
  expect(whyImplausible(fit, machine)).toBeUndefined();
});

test("joints that hardly turn are what a sheet in centimetres looks like, however well they explain it", () => {
  expect(whyImplausible({ ...fit, gains: [0, -0.91] }, machine)).toContain("in mm");
  expect(whyImplausible({ ...fit, offsets: [0, -1.42] }, machine)).toContain("in mm");
});
