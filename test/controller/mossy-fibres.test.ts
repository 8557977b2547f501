import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import {
  makeEfferenceCopy,
  mossyFibreCount,
  mossyFibres,
} from "../../controller/cerebellum/mossy-fibres.ts";
import { commandSpace, TORQUE_MAX } from "../../controller/cortex/command-space.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { evenly } from "../support/evenly.ts";

const duration = evenly(0.001, 0.02);
const torque = evenly(-5, 5);
const commands = fc.array(fc.tuple(duration, torque, torque), { minLength: 1, maxLength: 60 });
const part = evenly(0, 1);

const meanOver = (copy: ReturnType<typeof makeEfferenceCopy>, from: number, to: number) => {
  const out = new Float64Array(2);
  copy.mean(out, from, to);
  return out;
};

describe("an efference copy", () => {
  test.prop([commands, part, part], { seed: 8, numRuns: 100 })(
    "has the mean that adding up small slices gives",
    (sent, a, b) => {
      const copy = makeEfferenceCopy(100);
      let now = 0;
      const starts: [number, number, number][] = [];
      for (const [lasts, u1, u2] of sent) {
        copy.push(now, Float64Array.of(u1, u2));
        starts.push([now, u1, u2]);
        now += lasts;
      }
      const from = Math.min(a, b) * now;
      const to = Math.max(a, b) * now + 1e-3;
      // Cut at every change of command, so that the slices' sum is exact.
      const cuts = [from, ...starts.map(([t]) => t).filter((t) => t > from && t < to), to];
      const expected = [0, 0];
      for (let k = 0; k + 1 < cuts.length; k++) {
        const middle = (cuts[k] + cuts[k + 1]) / 2;
        const [, ...u] = starts.findLast(([t]) => t <= middle) ?? [0, 0, 0];
        for (const j of [0, 1]) expected[j] += (u[j] * (cuts[k + 1] - cuts[k])) / (to - from);
      }
      expect(meanOver(copy, from, to)).toBeNear(expected, { atol: 1e-9 });
    },
  );

  test("knows of nothing sent before its first command", () => {
    const copy = makeEfferenceCopy(10);
    copy.push(1, Float64Array.of(4, -2));
    expect(meanOver(copy, 0, 2)).toBeNear([2, -1], { atol: 1e-12 });
    expect([...meanOver(copy, 0, 1)]).toEqual([0, 0]);
  });

  test("counts what it has forgotten as nothing", () => {
    const copy = makeEfferenceCopy(4);
    for (let k = 0; k < 10; k++) copy.push(k, Float64Array.of(1, 1));
    expect([...meanOver(copy, 6, 10)]).toEqual([1, 1]);
    expect([...meanOver(copy, 2, 10)]).toEqual([0.5, 0.5]);
  });

  test("copies commands", () => {
    const copy = makeEfferenceCopy(4);
    const command = Float64Array.of(1, 2);
    copy.push(0, command);
    command.fill(9);
    expect(meanOver(copy, 0, 1)).toBeNear([1, 2], { atol: 1e-12 });
  });
});

test("mossy fibres carry the senses, four means of commands oldest first, and a constant", () => {
  const copy = makeEfferenceCopy(20);
  // Over the last 100 ms: 30 ms of 1, 30 ms of 2, 20 ms of 3 and 20 ms of 4, elbow negative.
  for (const [since, u] of [
    [0.9, 1],
    [0.93, 2],
    [0.96, 3],
    [0.98, 4],
  ]) {
    copy.push(since, Float64Array.of(u, -u));
  }
  const m = new Float64Array(mossyFibreCount(2));
  mossyFibres([0.5, 1.5])(m, Float64Array.of(0.9, 1.1, 3, -6, 0.1), 0.1, 1, copy);
  const [shoulder, elbow] = TORQUE_MAX;
  const efference = [1, 2, 3, 4].flatMap((u) => [u / shoulder, -u / elbow]);
  expect(m).toBeNear([1, -1, 1, -2, ...efference, 1], { atol: 1e-9 });
});

test("mossy fibres carry six copies of what six muscles were asked", () => {
  const copy = makeEfferenceCopy(20, 6);
  copy.push(0, Float64Array.of(0, 0.1, 0.2, 0.3, 0.4, 0.5));
  const commands = commandSpace(presetArm("arm26"));
  const m = new Float64Array(mossyFibreCount(6)).fill(9);
  mossyFibres([0.5, 1.5], commands)(m, Float64Array.of(0.5, 1.5, 0, 0, 0.1), 0.1, 1, copy);
  const efference = [0, 0.2, 0.4, 0.6, 0.8, 1];
  expect(m).toBeNear([0, 0, 0, 0, ...[1, 2, 3, 4].flatMap(() => efference), 1], { atol: 1e-9 });
});
