import { expect, test } from "vitest";
import { correctionAt, growServoCerebellum } from "../../../controller/plotter/servo-cerebellum.ts";
import { plainCalibration, pulseFor } from "../../../plant/plotter/calibration.ts";
import { brachiograph } from "../../../plant/plotter/plotter.ts";

test("what is said to be added to an angle is what is added to it", () => {
  const { joints } = brachiograph;
  const calibrations = [plainCalibration(joints[0]), plainCalibration(joints[1])] as const;
  const cerebellum = growServoCerebellum({ wiring: brachiograph, calibrations, drift: 1e-4 });
  for (const [i, { weights }] of cerebellum.cells.entries()) {
    for (let k = 0; k < weights.length; k++) weights[k] = Math.sin(1 + k + 7 * i);
  }
  const speeds = [0.3, -0.05];
  /** Both joints move steadily through 0.2 rad beyond their centres. */
  const angle = (i: number, lead: number): number =>
    joints[i].centre + 0.2 + speeds[i] * (lead - 0.05);
  const pulses = new Float64Array(2);
  const preview = {
    read(out: Float64Array, lead: number): void {
      out[0] = angle(0, lead);
      out[1] = angle(1, lead);
    },
  };
  cerebellum.steer(pulses, preview, 0, undefined);
  for (const i of [0, 1] as const) {
    const corrected = angle(i, 0.05) + correctionAt(cerebellum, i, 0.2, speeds[i]);
    expect(pulses[i]).toBeCloseTo(pulseFor(corrected, 0, joints[i], calibrations[i]), 6);
  }
});
