import { describe, expect, test } from "vitest";
import { fitCalibration } from "../../../controller/plotter/fit-calibration.ts";
import { fitSheet } from "../../../controller/plotter/fit-sheet.ts";
import { brachiographGeometry } from "../../../plant/plotter/machines.ts";
import { brachiograph } from "../../../plant/plotter/plotter.ts";
import { twoLinkPenArm } from "../../../plant/plotter/two-link-pen-arm.ts";

describe("a static calibration", () => {
  test("finds the curve and the hysteresis that readings were made from", () => {
    const [joint] = brachiograph.joints;
    const middle = [1510, -560, 12, -7];
    const readings = [1, -1].flatMap((direction) =>
      Array.from({ length: 9 }, (_, k) => {
        const turn = (k - 4) / 5;
        const pulse = middle.reduce((sum, m, power) => sum + m * turn ** power, 7 * direction);
        return { pulse, angle: joint.centre + turn, direction: direction as 1 | -1 };
      }),
    );
    const fitted = fitCalibration(joint, readings);
    for (const [k, m] of middle.entries()) expect(fitted.middle[k]).toBeCloseTo(m, 6);
    expect(fitted.hysteresis).toBeCloseTo(14, 6);
  });

  test("wants enough readings", () => {
    expect(() => fitCalibration(brachiograph.joints[0], [])).toThrow("8 readings or more, found 0");
  });
});

describe("a test sheet", () => {
  const centres = [Math.PI, -Math.PI / 2] as const;

  test("tells the links and offsets of the machine that drew it", () => {
    const real = twoLinkPenArm({ ...brachiographGeometry, l1: 0.0809, l2: 0.0793 });
    const q = new Float64Array(2);
    const tip = new Float64Array(2);
    const dots = Array.from({ length: 24 }, (_, k) => {
      brachiograph.arm.inverse(q, -0.07 + 0.02 * (k % 6), 0.06 + 0.02 * Math.floor(k / 6));
      const angles = [q[0], q[1]] as const;
      real.forward(tip, Float64Array.of(q[0] + 0.01, q[1] - 0.015));
      return { angles, approach: [0.1, -0.1] as const, x: tip[0], y: tip[1], apart: undefined };
    });
    const fit = fitSheet(dots, { geometry: brachiographGeometry, centres, felt: false });
    expect(fit.residual).toBeLessThan(1e-4);
    expect(1000 * fit.geometry.l1).toBeCloseTo(80.9, 0);
    // Held to the plan by what is plausible, so near and not exact; what counts is the pen.
    for (const { angles, x, y } of dots) {
      for (let i = 0; i < 2; i++) {
        q[i] = centres[i] + (1 + fit.gains[i]) * (angles[i] - centres[i]) + fit.offsets[i];
      }
      fit.arm.forward(tip, q);
      expect(Math.hypot(tip[0] - x, tip[1] - y)).toBeLessThan(2e-4);
    }
  });

  test("tells the play of each joint by the distance of the marks, and not without it", () => {
    const real = twoLinkPenArm(brachiographGeometry);
    const play = [0.03, 0.012] as const;
    const q = new Float64Array(2);
    const [one, other] = [new Float64Array(2), new Float64Array(2)];
    const dots = Array.from({ length: 12 }, (_, k) => {
      const [x, y] = [-0.07 + 0.035 * (k % 4), 0.065 + 0.03 * Math.floor(k / 4)];
      brachiograph.arm.inverse(q, x - 0.01, y - 0.01);
      const from = [q[0], q[1]];
      brachiograph.arm.inverse(q, x, y);
      const angles = [q[0], q[1]] as const;
      const approach = [q[0] - from[0], q[1] - from[1]] as const;
      const stop = (side: number) =>
        Float64Array.from(angles, (a, i) => a - 0.5 * side * Math.sign(approach[i]) * play[i]);
      real.forward(one, stop(1));
      real.forward(other, stop(-1));
      const apart = Math.hypot(one[0] - other[0], one[1] - other[1]);
      return { angles, approach, x: (one[0] + other[0]) / 2, y: (one[1] + other[1]) / 2, apart };
    });
    const options = { geometry: brachiographGeometry, centres, felt: false };
    const fit = fitSheet(dots, options);
    expect(Math.abs(fit.play[0] - play[0])).toBeLessThan(0.003);
    expect(Math.abs(fit.play[1] - play[1])).toBeLessThan(0.003);
    const blind = dots.map((dot) => ({ ...dot, apart: undefined }));
    expect(fitSheet(blind, options).play).toEqual([0, 0]);
    expect(fitSheet(dots, { ...options, felt: true }).play).toEqual([0, 0]);
  });

  test("wants enough dots", () => {
    const options = { geometry: brachiographGeometry, centres, felt: false };
    expect(() => fitSheet([], options)).toThrow("4 dots or more, found 0");
  });
});
