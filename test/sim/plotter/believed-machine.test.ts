import { expect, test } from "vitest";
import { fitSheet } from "../../../controller/plotter/fit-sheet.ts";
import { correctionAt, growServoCerebellum } from "../../../controller/plotter/servo-cerebellum.ts";
import type { Belief } from "../../../plant/plotter/believed-machine.ts";
import { believedMachine } from "../../../plant/plotter/believed-machine.ts";
import { plainCalibration, pulseFor } from "../../../plant/plotter/calibration.ts";
import { planOf } from "../../../plant/plotter/machines.ts";
import { brachiograph } from "../../../plant/plotter/plotter.ts";
import { inkFigures, predictInk } from "../../../plant/plotter/predicted-ink.ts";
import { setpoints } from "../../../plant/plotter/setpoints.ts";
import type { Steering } from "../../../plant/plotter/steering.ts";
import { calibratedSteering } from "../../../plant/plotter/steering.ts";
import { makeTimeline } from "../../../plant/plotter/timeline.ts";
import { calibrateServos, makeSheet } from "../../../sim/experiments/plotter/calibrate.ts";
import { drawPlainly } from "../../../sim/experiments/plotter/draw-plainly.ts";
import { makePlainBoard } from "../../../sim/plotter/plain-board.ts";
import { randomMachine } from "../../../sim/plotter/random-machine.ts";
import { makeRig } from "../../../sim/plotter/rig.ts";
import { testJob } from "../../../sim/plotter/test-job.ts";
import { makeRandom } from "../../../sim/random.ts";

const config = brachiograph;
const centres = [config.joints[0].centre, config.joints[1].centre] as const;
const plain = [plainCalibration(config.joints[0]), plainCalibration(config.joints[1])] as const;
const job = testJob(config, "square", 0.03);

function machine(seed: number) {
  const random = makeRandom(seed);
  const flaws = randomMachine(planOf("brachiograph"), random);
  const rest = new Float64Array(2);
  config.arm.inverse(rest, ...config.arm.home);
  return { random, board: makePlainBoard(config, makeRig({ config, flaws, random, rest })) };
}

/** RMS of the ink that is expected [mm]. */
function expected(steering: Steering, belief: Belief): number {
  const model = believedMachine(config, steering, makeTimeline(setpoints(job)), belief);
  return 1000 * inkFigures(predictInk(job, model)).rms;
}

test.each([61, 62, 63])("a calibrated machine is expected to draw as it then does (%d)", (seed) => {
  const { board, random } = machine(seed);
  const fitted = calibrateServos(board, config, random);
  const dots = makeSheet(board, config, fitted, random, false);
  const fit = fitSheet(dots, { linkage: planOf("brachiograph"), centres, felt: false });
  if (!fit) throw new Error("the linkage cannot take the angles");
  const servo = (i: 0 | 1) => ({
    pulse: (angle: number) => pulseFor(angle, 0, config.joints[i], fitted[i]),
    play: Math.abs(fitted[i].hysteresis / config.joints[i].gain),
  });
  const belief = { servos: [servo(0), servo(1)] as const, correction: { centres, ...fit } };
  const steering = () => calibratedSteering(config, plain, 0);
  const real = drawPlainly(board, config, job, steering()).rmsMm;
  expect(real).toBeGreaterThan(1);
  expect(Math.abs(expected(steering(), belief) - real)).toBeLessThan(0.25 * real);
});

test("what the cerebellum has learnt says how the machine would draw without it", () => {
  const { board } = machine(64);
  const cerebellum = growServoCerebellum({ wiring: config, calibrations: plain, drift: 1e-4 });
  for (let k = 0; k < 4; k++) drawPlainly(board, config, job, cerebellum);
  const servo = (i: 0 | 1) => ({
    pulse(angle: number) {
      const joint = config.joints[i];
      const added = correctionAt(cerebellum, i, angle - joint.centre, 0);
      return pulseFor(angle + added, 0, joint, plain[i]);
    },
    play: 0.02,
  });
  const belief = { servos: [servo(0), servo(1)] as const, correction: undefined };
  const without = expected(calibratedSteering(config, plain, 0), belief);
  const withIt = expected(cerebellum, belief);
  expect(withIt).toBeLessThan(0.5);
  expect(without).toBeGreaterThan(4 * withIt);
});
