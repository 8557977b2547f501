import { describe, expect, test } from "vitest";
import { decodeBrain, installBrain } from "../../bridge/weights/brain-file.ts";
import { easedDelay } from "../../cli/live/eased-delay.ts";
import { loadKernels } from "../../cli/load-kernels.ts";
import { readBrain, shippedBrain } from "../../cli/read-brain.ts";
import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { makeCortex } from "../../controller/cortex/cortex.ts";
import { controlLoop } from "../../controller/loop.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRig } from "../../sim/experiments/rig.ts";
import { makeRandom } from "../../sim/random.ts";

/** The shipped brain reaches to and fro for ten seconds while `change` is called at every decision. */
function reaching(
  change: (loop: { pace: Float64Array; delay: Float64Array }, now: number) => void,
) {
  const kernels = loadKernels();
  const file = decodeBrain(readBrain(shippedBrain()).bytes);
  if (typeof file === "string") throw new Error(file);
  const weights = installBrain(kernels, file);
  const arm = presetArm("li-todorov", file.provenance.viscosity);
  const rig = makeRig({
    cortex: makeCortex(kernels, weights.cortex),
    cerebellum: weights.cerebellum,
    arm,
    random: makeRandom(5),
    delay: 0.1,
    noise: 0,
  });
  const pace = Float64Array.of(0.001);
  const { plant, brain } = rig;
  const delay = Float64Array.of(plant.delay);
  const easeDelay = easedDelay(plant, delay);
  let decisions = 0;
  const hand = new Float64Array(2);
  const hands: number[][] = [];
  const torques: number[][] = [];
  const ticks: { dt: number; index: number; missed: number }[] = [];
  let over = false;
  controlLoop({
    ...rig,
    ticks: fixedRate({ timer: virtualTimer(), period: pace, stop: () => over }),
    prepare: (now) => {
      if (decisions++ % 125 === 0) {
        brain.goals.reach(now, 0.08 * (-1) ** brain.goals.goal, 0.45);
      }
      change({ pace, delay }, now);
      easeDelay();
    },
  }).subscribe(({ decided, tick, command }) => {
    over = tick.at > 10;
    ticks.push({ dt: tick.dt, index: tick.index, missed: tick.missed });
    if (!decided) return;
    forwardKinematics(hand, plant.truth, arm);
    hands.push(Array.from(hand));
    torques.push([tick.at, ...Array.from(command)]);
  });
  return { hands, torques, ticks, limits: rig.limits };
}

/** Largest distance between two motions at the same decision [m]. */
const apart = (a: number[][], b: number[][]): number =>
  Math.max(...a.slice(0, b.length).map(([x, y], i) => Math.hypot(x - b[i][0], y - b[i][1])));

/** Largest change of the hand's velocity from one decision to the next [m/s]. */
const jolt = (hands: number[][]): number =>
  Math.max(
    ...hands.slice(2).map(([x, y], i) => {
      const [[x0, y0], [x1, y1]] = [hands[i], hands[i + 1]];
      return Math.hypot(x - 2 * x1 + x0, y - 2 * y1 + y0) / 0.01;
    }),
  );

function expectWithinSlew({ torques, limits }: ReturnType<typeof reaching>): void {
  torques.slice(1).forEach(([at, ...torque], i) => {
    const [before, ...was] = torques[i];
    torque.forEach((value, j) => {
      const most = limits.slewPerSecond[j] * (at - before) + 1e-9;
      expect(Math.abs(value - was[j])).toBeLessThanOrEqual(most);
    });
  });
}

describe("while the arm moves", () => {
  const undisturbed = reaching(() => {});

  test("the rate of the loop changes ten times a second, and the hand goes the same way", () => {
    const rates = [1000, 100, 500, 5000, 200];
    const changed = reaching(({ pace }, now) => {
      pace[0] = 1 / rates[Math.floor(10 * now) % rates.length];
    });
    expectWithinSlew(changed);
    expect(changed.hands.length).toBeGreaterThan(990);
    expect(apart(changed.hands, undisturbed.hands)).toBeLessThan(0.0001);
    // No tick is lost, or waited for longer than a period of the slower rate.
    const { ticks } = changed;
    expect(ticks.every(({ index, missed }, i) => index === i + 1 && missed === 0)).toBe(true);
    expect(Math.max(...ticks.map(({ dt }) => dt))).toBeLessThan(0.01 + 1e-9);
  });

  test("the delay of the senses jumps between 20 and 200 ms, and neither torque nor hand jumps", () => {
    const delays = [0.1, 0.02, 0.2, 0.06, 0.15];
    const changed = reaching(({ delay }, now) => {
      delay[0] = delays[Math.floor(now / 0.7) % delays.length];
    });
    expectWithinSlew(changed);
    expect(jolt(changed.hands)).toBeLessThan(1.5 * jolt(undisturbed.hands));
    expect(apart(changed.hands, undisturbed.hands)).toBeLessThan(0.02);
  });
});
