import { describe, expect, test } from "vitest";
import { fitCalibration } from "../../../controller/plotter/fit-calibration.ts";
import { brachiograph } from "../../../plant/plotter/plotter.ts";

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
