import { setFlagsFromString } from "node:v8";
import { expect, test } from "vitest";
import { presetArm } from "../../../plant/arm/presets.ts";
import type { Adaptation } from "../../../sim/experiments/adaptation.ts";
import { AIM_LEARNING, COMMAND_LEARNING } from "../../../sim/experiments/adaptation.ts";
import { curlField, pulse } from "../../../sim/perturbations/perturbation.ts";
import { makeWorld } from "../../../sim/perturbations/world.ts";
import { makeRandom } from "../../../sim/random.ts";
import { simulateArm } from "../../../sim/simulated-arm.ts";
import { heapGrowth } from "../../contract/heap-growth.ts";
import { laboratory } from "../experiments/laboratory.ts";

// As in test/controller/garbage.test.ts.
setFlagsFromString("--no-concurrent-recompilation");
setFlagsFromString("--no-concurrent-osr");

test("an arm in a field makes no garbage in a tick", () => {
  const grown = heapGrowth(() => {
    const plant = simulateArm({
      arm: presetArm("li-todorov", 2),
      home: [0.9, 1.4],
      random: makeRandom(1),
      delay: 0.1,
      noise: 1,
    });
    const world = makeWorld(plant, { visualDelay: 0.1, period: 0.001 });
    world.order([curlField(13), pulse([0.1, 0], 1, 2)], 0);
    const tick = { dt: 0.001 };
    return () => plant.advance(tick);
  });
  expect(grown).toBeLessThan(16);
});

/** Bytes that a decision leaves. */
const perDecision = (adaptation: Adaptation | undefined): number =>
  heapGrowth(() => {
    const { brain, plant } = laboratory.subject({ seed: 1, ...(adaptation ? { adaptation } : {}) });
    const senses = new Float64Array(5);
    const command = new Float64Array(2);
    const seen = Float64Array.of(0, 0.42, 0.1);
    const tick = { dt: 0.01 };
    let decisions = 0;
    return () => {
      const now = 0.01 * ++decisions;
      plant.advance(tick);
      plant.sense(senses);
      brain.look(seen, now);
      brain.step(command, senses, now);
      brain.sent(command, now);
      plant.actuate(command);
    };
  }, 20_000);

test("learning to command and to aim adds less than 16 bytes to each of the ten ticks of a decision", () => {
  const adaptation = { command: COMMAND_LEARNING, aim: AIM_LEARNING };
  expect(perDecision(adaptation) - perDecision(undefined)).toBeLessThan(160);
});
