import { describe, expect, test } from "vitest";
import { drawVirtually } from "../../cli/plotter/virtual-drawing.ts";
import { openVirtualPlotter } from "../../cli/plotter/virtual-plotter.ts";
import { plainCalibration, pulsesFor } from "../../plant/plotter/calibration.ts";
import { planOf } from "../../plant/plotter/machines.ts";
import { brachiograph as config } from "../../plant/plotter/plotter.ts";
import { calibratedSteering } from "../../plant/plotter/steering.ts";
import { drawPlainly } from "../../sim/experiments/plotter/draw-plainly.ts";
import { makePlainBoard } from "../../sim/plotter/plain-board.ts";
import { randomMachine } from "../../sim/plotter/random-machine.ts";
import { makeRig } from "../../sim/plotter/rig.ts";
import { testJob } from "../../sim/plotter/test-job.ts";
import { makeRandom } from "../../sim/random.ts";

describe("the plain board", () => {
  test("makes of a drawing what the real firmware makes of it, within a tenth", async () => {
    const calibrations = [
      plainCalibration(config.joints[0]),
      plainCalibration(config.joints[1]),
    ] as const;
    const steering = () => calibratedSteering(config, calibrations, 0);
    const job = testJob(config, "circle", 0.06);
    const home = new Float64Array(2);
    config.arm.inverse(home, ...config.arm.home);

    const random = makeRandom(41);
    const flaws = randomMachine(planOf("brachiograph"), random);
    const board = makePlainBoard(config, makeRig({ config, flaws, random, rest: home }));
    const plain = drawPlainly(board, config, job, steering());

    const plotter = await openVirtualPlotter({ config, flaws, random: makeRandom(42) });
    plotter.machine.engage(pulsesFor(home, config, calibrations));
    const { error: real, fault } = drawVirtually(plotter, job, steering());
    expect(fault).toBeUndefined();
    expect(plotter.twin.board.pulses.outside).toEqual([]);
    for (const key of ["rmsMm", "timeAlignedRmsMm", "maxMm"] as const) {
      expect(Math.abs(plain[key] / real[key] - 1)).toBeLessThan(0.1);
    }
  });
});
