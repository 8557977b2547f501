import { describe, expect, test } from "vitest";
import { makeExecutor } from "../../bridge/firmata/executor.ts";
import { loadTwin, readFirmware } from "../../cli/plotter/firmware.ts";
import { openVirtualPlotter } from "../../cli/plotter/virtual-plotter.ts";
import { growServoCerebellum } from "../../controller/plotter/servo-cerebellum.ts";
import { plainCalibration, pulsesFor } from "../../plant/plotter/calibration.ts";
import { makeJobControl } from "../../plant/plotter/job-control.ts";
import { planOf } from "../../plant/plotter/machines.ts";
import { brachiograph } from "../../plant/plotter/plotter.ts";
import { inkError } from "../../sim/metrics/ink-error.ts";
import { makeInkPad } from "../../sim/plotter/ink-pad.ts";
import { perfectMachine, randomMachine } from "../../sim/plotter/random-machine.ts";
import { testJob } from "../../sim/plotter/test-job.ts";
import { makeRandom } from "../../sim/random.ts";
import { ELBOW, hold, PEN, SHOULDER, wait, watch } from "../support/plotter.ts";

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
  // A quarter of a second passes without the board, and is made up for in the next hundredth; for 3 s, which is forgiven.
  draw((step) => (step > 300 ? 1 : step % 50 < 24 ? 0 : step % 50 === 24 ? 25 : 1));
  expect(draw(inTime)).toBeLessThan(1.3 * before);
});

describe("the guard and a board that stands still and then catches up", () => {
  /** The pen goes to and fro, so far that old angles are astray; of every second the board sleeps the first `asleep` hundredths. */
  async function swing(asleep: number, seconds: number) {
    const random = makeRandom(1);
    let ahead = 0;
    const plotter = await openVirtualPlotter({
      config,
      flaws: perfectMachine(config),
      random,
      clock: (now) => now + ahead,
    });
    const { twin, machine } = plotter;
    const seen = watch(plotter);
    machine.engage([1500, 1500]);
    const now = (): number => twin.now() + ahead;
    for (let step = 0; step < 100 * seconds && machine.phase === "live"; step++) {
      const turn = Math.floor(step / 100) % 2 === 0 ? 0.5 : -0.5;
      const joint = config.joints[0];
      const pulses = [joint.centrePulse + joint.gain * turn, 1500] as const;
      const angles = [joint.centre + turn, config.joints[1].centre] as const;
      machine.send({ time: now(), angles, pulses, height: 0 });
      const phase = step % 100;
      const hundredths = phase < asleep ? 0 : phase === asleep ? asleep + 1 : 1;
      twin.advance(0.01 * hundredths);
      ahead += 0.01 * (1 - hundredths);
      machine.tick();
    }
    return { plotter, seen, now };
  }

  test("it is not said of a servo that it does not follow, for the board has not heard yet", async () => {
    const { plotter } = await swing(80, 4);
    expect(plotter.machine.fault).toBeUndefined();
  });

  test("nor ever while it hears within half a second, for angles are compared with older wishes", async () => {
    const { plotter } = await swing(35, 10);
    expect(plotter.machine.fault).toBeUndefined();
  });

  test("but if that goes on the machine says so, lifts its pen, and lets go", async () => {
    const { plotter, seen } = await swing(80, 12);
    const { machine, twin } = plotter;
    expect(machine.fault?.kind).toBe("behind");
    expect(machine.fault?.why).toMatch(
      /^the board is \d{3} ms behind, and has not kept up for 5 s/,
    );
    const since = twin.now();
    wait(plotter, 1);
    expect(machine.phase).toBe("limp");
    const after = seen.filter(({ at }) => at > since + 0.035);
    const last = (on: number): number =>
      Math.max(...after.filter(({ pin }) => pin === on).map(({ at }) => at));
    for (const { width } of after.filter(({ pin }) => pin === PEN).slice(0, -1)) {
      expect(Math.abs(width - config.pen.up)).toBeLessThan(10);
    }
    for (const on of [SHOULDER, ELBOW]) {
      expect(last(on)).toBeGreaterThan(since + config.pen.liftTime - 0.03);
      // As much later as the board may have heard of it.
      expect(last(on)).toBeLessThan(since + config.pen.liftTime + 0.5 + 0.06);
    }
  });
});

test("a board that does not answer any more is behind by its silence, potentiometers or not", async () => {
  const [first, second] = config.joints.map(({ pot: _, ...joint }) => joint);
  const deaf = { ...config, joints: [first, second] as const };
  let ahead = 0;
  const plotter = await openVirtualPlotter({
    config: deaf,
    flaws: perfectMachine(deaf),
    random: makeRandom(1),
    clock: (now) => now + ahead,
  });
  const { machine, twin } = plotter;
  machine.engage([1500, 1500]);
  hold(plotter, 1);
  const began = twin.now();
  for (; machine.phase === "live" && ahead < 20; ahead += 0.01) {
    const angles = [first.centre, second.centre] as const;
    machine.send({ time: twin.now() + ahead, angles, pulses: [1500, 1500], height: 0 });
    machine.tick();
  }
  expect(twin.now()).toBe(began);
  expect(machine.fault?.why).toMatch(/^the board is 5\d\d\d ms behind/);
});

test("a board that starts anew is a fault, and servos that would jump are not attached again", async () => {
  const { line, machine, twin } = await openVirtualPlotter({
    config,
    flaws: perfectMachine(config),
    random: makeRandom(1),
  });
  machine.engage([1500, 1500]);
  hold({ line, machine, twin }, 0.2);
  const { makeTwin } = await loadTwin();
  const { rig } = twin;
  const booting = makeTwin({
    firmware: readFirmware(),
    config,
    rig,
    onByte: (byte) => line.deliver(Uint8Array.of(byte)),
  });
  booting.advance(2.5);
  expect(machine.fault?.kind).toBe("lost-link");
  expect(machine.fault?.why).toContain("the board has started anew");
  expect(machine.phase).not.toBe("live");
  wait({ line, machine, twin }, 0.5);
  machine.engage([1500, 1500]);
  expect(machine.phase).toBe("limp");
});
