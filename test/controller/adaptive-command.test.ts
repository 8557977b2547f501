import { describe, expect, test } from "vitest";
import { makeAdaptiveCommand, WISH_FIBRES } from "../../controller/cerebellum/adaptive-command.ts";
import { growGranules } from "../../controller/cerebellum/granule-layer.ts";
import { growPurkinjeCells } from "../../controller/cerebellum/purkinje-cells.ts";
import { TORQUE_MAX } from "../../controller/cortex/command-space.ts";
import { wishedJoints } from "../../controller/goal/wished-joints.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";

const PERIOD = 0.01;
const make = (granuleCells = 0) =>
  makeAdaptiveCommand({
    home: [0.9, 1.4],
    granules: growGranules(granuleCells, WISH_FIBRES, makeRandom(1)),
    cells: growPurkinjeCells(WISH_FIBRES + granuleCells, 2, 1e-6, 0.03),
    memory: 33,
  });

describe("the cerebellum's share of the command", () => {
  test("is nothing before anything was learnt", () => {
    const command = make();
    command.act(Float64Array.of(1, 1.2, 0.5, -0.5, 3, 1), new Float64Array(4), 0);
    expect(command.torque).toBeNear(new Float64Array(2), { atol: 0 });
  });

  test.each([0, 0.1])(
    "comes to push against what pushed the limb off %d s ago, at the same place",
    (late) => {
      const command = make();
      const wish = Float64Array.of(1, 1.2, 0.5, -0.5, 3, 1);
      const state = Float64Array.of(1, 1.2, 0.5, -0.5);
      // The shoulder lags behind, the elbow is ahead.
      const senses = Float64Array.of(0.99, 1.21, 0.5, -0.5, late);
      for (let k = 0; k < 100; k++) {
        command.act(wish, state, k * PERIOD);
        command.learn(senses, k * PERIOD);
      }
      expect(command.torque[0]).toBeGreaterThan(0.1);
      expect(command.torque[1]).toBeLessThan(-0.1);
    },
  );

  test("learns from the wish of the instant that the senses report", () => {
    const command = make();
    const state = new Float64Array(4);
    // The wish moves on, and the limb does what was wished 100 ms ago: there is nothing to learn.
    const wishAt = (t: number): Float64Array =>
      Float64Array.of(0.9 + 0.5 * t, 1.4 - 0.3 * t, 0.5, -0.3, 0, 0);
    for (let k = 0; k < 100; k++) {
      const now = k * PERIOD;
      command.act(wishAt(now), state, now);
      const then = wishAt(now - 0.1);
      if (now > 0.11) {
        command.learn(Float64Array.of(then[0], then[1], then[2], then[3], 0.1), now);
      }
    }
    expect(command.torque).toBeNear(new Float64Array(2), { atol: 1e-9 });
  });

  test.each([0, 50])(
    "never takes more than its part, whatever it is told (%d granule cells)",
    (cells) => {
      const random = makeRandom(7);
      const command = make(cells);
      const senses = new Float64Array(5);
      const wish = new Float64Array(6);
      const state = new Float64Array(4);
      for (let k = 0; k < 5000; k++) {
        const now = k * PERIOD;
        for (let i = 0; i < 6; i++) wish[i] = 10 * random.normal();
        for (let i = 0; i < 4; i++) state[i] = 10 * random.normal();
        for (let i = 0; i < 4; i++)
          senses[i] = random.uniform() < 0.01 ? Number.NaN : 1e3 * random.normal();
        senses[4] = 0.3 * random.uniform();
        command.act(wish, state, now);
        command.learn(senses, now);
        for (const j of [0, 1]) {
          expect(Math.abs(command.torque[j])).toBeLessThanOrEqual(TORQUE_MAX[j] / 2);
        }
      }
    },
  );
});

test("a wish in joint space has the derivatives that its angles have", () => {
  const arm = presetArm("li-todorov");
  const at = (t: number): [number, number] => [
    0.08 * Math.sin(3 * t),
    0.42 + 0.05 * Math.cos(2 * t),
  ];
  const wishAt = wishedJoints(arm, (out, time, ahead) => {
    for (const [k, more] of ahead.entries()) out.set(at(time + more), 2 * k);
  });
  const angles = (t: number): Float64Array => {
    const wish = new Float64Array(6);
    wishAt(wish, t);
    return wish;
  };
  const h = 1e-3;
  for (const t of [0.1, 0.7, 1.3]) {
    const [before, now, after] = [angles(t - h), angles(t), angles(t + h)];
    for (const j of [0, 1]) {
      expect(now[2 + j]).toBeCloseTo((after[j] - before[j]) / (2 * h), 2);
      expect(now[4 + j]).toBeCloseTo((after[2 + j] - before[2 + j]) / (2 * h), 2);
    }
  }
});
