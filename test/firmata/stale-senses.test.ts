import { expect, test } from "vitest";
import { makeExecutor } from "../../bridge/firmata/executor.ts";
import { openVirtualPlotter } from "../../cli/plotter/virtual-plotter.ts";
import { growServoCerebellum } from "../../controller/plotter/servo-cerebellum.ts";
import { plainCalibration, pulsesFor } from "../../plant/plotter/calibration.ts";
import { makeJobControl } from "../../plant/plotter/job-control.ts";
import { planOf } from "../../plant/plotter/machines.ts";
import { brachiograph } from "../../plant/plotter/plotter.ts";
import { inkError } from "../../sim/metrics/ink-error.ts";
import { makeInkPad } from "../../sim/plotter/ink-pad.ts";
import { randomMachine } from "../../sim/plotter/random-machine.ts";
import { testJob } from "../../sim/plotter/test-job.ts";
import { makeRandom } from "../../sim/random.ts";

const config = brachiograph;
const calibrations = [
  plainCalibration(config.joints[0]),
  plainCalibration(config.joints[1]),
] as const;
const job = testJob(config, "square", 0.08);

/** A random machine with a cerebellum, whose host's clock runs ahead of the board's when that is slow. */
async function desk(seed: number) {
  const random = makeRandom(seed);
  let ahead = 0;
  const flaws = { ...randomMachine(planOf("brachiograph"), random), arm: config.arm };
  const plotter = await openVirtualPlotter({ config, flaws, random, clock: (now) => now + ahead });
  const { twin, machine } = plotter;
  const cerebellum = growServoCerebellum({ wiring: config, calibrations, drift: 1e-4 });
  const home = new Float64Array(2);
  config.arm.inverse(home, ...config.arm.home);
  machine.engage(pulsesFor(home, config, calibrations));
  const now = (): number => twin.now() + ahead;
  /** Draws the square; of each hundredth of a second that passes here, `pace` passes there. */
  const draw = (pace: (step: number) => number): number => {
    const playback = makeJobControl(job);
    const executor = makeExecutor({ machine, playback, steering: cerebellum, now });
    const pad = makeInkPad(twin.rig, playback);
    for (let step = 0; executor.step(0.01); step++) {
      let since = 0;
      twin.advance(0.01 * pace(step), () => {
        since += 0.001;
        pad.see(since);
      });
      ahead += 0.01 * (1 - pace(step));
    }
    expect(machine.fault).toBeUndefined();
    return inkError(pad.ink, job.strokes).timeAlignedRmsMm;
  };
  return { draw, weights: () => cerebellum.cells.map((cell) => [...cell.weights]) };
}

const inTime = (): number => 1;

test("a board that falls behind teaches the cerebellum nothing, and it draws as before afterwards", {
  timeout: 120_000,
}, async () => {
  const { draw, weights } = await desk(41);
  draw(inTime);
  const before = draw(inTime);
  const third = (step: number): number => (step < 20 ? 1 : 0.3);
  draw(third);
  const learnt = weights();
  // Twice in a row: what came before the clocks were found to differ is not held against it.
  draw(() => 0.3);
  expect(weights()).toEqual(learnt);
  const after = draw(inTime);
  expect(after).toBeLessThan(1.3 * before);
});

test("nor does one that stands still now and then and then catches up at once", {
  timeout: 120_000,
}, async () => {
  const { draw } = await desk(42);
  draw(inTime);
  const before = draw(inTime);
  // A quarter of a second passes without the board, and is made up for in the next hundredth.
  draw((step) => (step % 50 < 24 ? 0 : step % 50 === 24 ? 25 : 1));
  expect(draw(inTime)).toBeLessThan(1.3 * before);
});
