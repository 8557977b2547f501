import { describe, expect, test } from "vitest";
import { growServoCerebellum } from "../../../controller/plotter/servo-cerebellum.ts";
import { plainCalibration } from "../../../plant/plotter/calibration.ts";
import { planOf } from "../../../plant/plotter/machines.ts";
import { brachiograph } from "../../../plant/plotter/plotter.ts";
import { calibratedSteering } from "../../../plant/plotter/steering.ts";
import { drawPlainly } from "../../../sim/experiments/plotter/draw-plainly.ts";
import { makePlainBoard } from "../../../sim/plotter/plain-board.ts";
import { randomMachine } from "../../../sim/plotter/random-machine.ts";
import { makeRig } from "../../../sim/plotter/rig.ts";
import type { TestFigureName } from "../../../sim/plotter/test-figures.ts";
import { testJob } from "../../../sim/plotter/test-job.ts";
import { makeRandom } from "../../../sim/random.ts";

const config = brachiograph;
const calibrations = [
  plainCalibration(config.joints[0]),
  plainCalibration(config.joints[1]),
] as const;

/** A random machine with the links of its plan: no potentiometer can see a wrong link. */
function machine(seed: number) {
  const random = makeRandom(seed);
  const flaws = { ...randomMachine(planOf("brachiograph"), random), arm: config.arm };
  const rest = new Float64Array(2);
  config.arm.inverse(rest, ...config.arm.home);
  return makePlainBoard(config, makeRig({ config, flaws, random, rest }));
}

const job = (figure: TestFigureName) => testJob(config, figure, 0.03);

describe("the cerebellum on a plotter", () => {
  test.each([31, 32, 33])("draws within 0.6 mm by the second time, 0.8 in time (%d)", (seed) => {
    const board = machine(seed);
    const cerebellum = growServoCerebellum({ wiring: config, calibrations, drift: 1e-4 });
    drawPlainly(board, config, job("square"), cerebellum);
    const second = drawPlainly(board, config, job("square"), cerebellum);
    expect(second.rmsMm).toBeLessThan(0.6);
    expect(second.timeAlignedRmsMm).toBeLessThan(0.8);
    expect(second.missing).toBe(0);
  });

  test("has stored what it learnt: frozen, it draws what it has never seen as well", () => {
    const board = machine(34);
    const cerebellum = growServoCerebellum({ wiring: config, calibrations, drift: 1e-4 });
    for (let k = 0; k < 3; k++) drawPlainly(board, config, job("square"), cerebellum);
    const live = drawPlainly(board, config, job("square"), cerebellum);
    cerebellum.plastic = false;
    const before = [...cerebellum.cells[0].weights];
    const unseen = drawPlainly(board, config, job("circle"), cerebellum);
    expect([...cerebellum.cells[0].weights]).toEqual(before);
    expect(unseen.timeAlignedRmsMm).toBeLessThan(1.5 * live.timeAlignedRmsMm);
  });

  test("is plain kinematics without potentiometers, but for its lead", () => {
    const cerebellum = growServoCerebellum({ wiring: config, calibrations, drift: 1e-4 });
    const still = {
      read: (out: Float64Array) => out.set([Math.PI + 0.1, -1.5, 0, 0.1, 1]),
    };
    const pulses = new Float64Array(2);
    const expected = new Float64Array(2);
    for (let k = 0; k < 20; k++) cerebellum.steer(pulses, still, k / 100, undefined);
    calibratedSteering(config, calibrations, 0).steer(expected, still, 0, undefined);
    expect(pulses).toEqual(expected);
  });
});
