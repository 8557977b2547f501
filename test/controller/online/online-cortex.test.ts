import { describe, expect, test } from "vitest";
import { scaled } from "../../../plant/arm/arm.ts";
import { ONLINE_CORTEX } from "../../../sim/experiments/cortex-learning.ts";
import type { Rig } from "../../../sim/experiments/rig.ts";
import { planBlocks } from "../../../sim/experiments/trial-plan.ts";
import { performTrials } from "../../../sim/experiments/trials.ts";
import { makeRandom } from "../../../sim/random.ts";
import { kernels, laboratory, weights } from "../../sim/experiments/laboratory.ts";

const w = kernels.view(weights.start, weights.count);
const shipped = Float64Array.from(w);
const norm = (x: Iterable<number>) => Math.sqrt([...x].reduce((sum, value) => sum + value ** 2, 0));
const distance = () => norm(shipped.map((value, i) => w[i] - value));
const isShipped = () => shipped.every((value, i) => w[i] === value);

/** Mean distance between hand and wish over the last eight of so many reaches [mm]. */
function reach(rig: Rig, trials: number, learning = true): number {
  const errors: number[] = [];
  performTrials({
    rig,
    trials: planBlocks([{ phase: "reach", trials, learning }], makeRandom(8103)),
    onTrial: ({ hand, wish }) => {
      let sum = 0;
      for (let k = 0; k < hand.length; k += 2) {
        sum += Math.hypot(hand[k] - wish[k], hand[k + 1] - wish[k + 1]);
      }
      errors.push((1000 * sum) / (hand.length / 2));
    },
  });
  return errors.slice(-8).reduce((sum, error) => sum + error, 0) / 8;
}
const other = scaled(laboratory.arm, { length: 1.15, mass: 1.3 });
const subject = (options = {}) =>
  laboratory.subject({ seed: 8103, onlineCortex: ONLINE_CORTEX, ...options });

describe("a cortex that can learn while it moves", () => {
  test("does not unless it is told to, nor when the cerebellum or the olive is off", () => {
    for (const settings of [
      { cortexLearning: false },
      { cerebellum: false },
      { olive: false },
    ] as const) {
      const rig = subject();
      Object.assign(rig.brain, settings);
      reach(rig, 8, !("olive" in settings));
      expect(isShipped(), JSON.stringify(settings)).toBe(true);
    }
  });

  test("keeps what it has learnt while it is off, and then begins with a window that it has seen whole", () => {
    const { onlineCortex: online, estimate, goals } = subject().brain;
    if (online === undefined) throw new Error("expected a cortex that can learn");
    const command = new Float64Array(2);
    const x = new Float64Array(18);
    const senses = Float64Array.of(0.8, 1.5, 0, 0, 0);
    const sent = { push: () => {}, mean: (out: Float64Array) => out.fill(0) };
    let n = 0;
    const decide = (learns: boolean): void => {
      const now = 0.01 * ++n;
      if (n % 60 === 1) goals.reach(now, 0.1 * Math.sin(n), 0.43);
      for (let i = 0; i < x.length; i++) x[i] = Math.sin(n + i);
      online.act(command, x, estimate, now);
      if (!learns) return;
      online.feel(senses, now, sent);
      online.learn();
    };
    while (online.steps < 3) decide(true);
    for (let i = 0; i < ONLINE_CORTEX.window / 2; i++) decide(true);
    const learnt = Float64Array.from(w);
    for (let i = 0; i < 2 * online.tape.rows; i++) decide(false);
    expect(learnt.every((value, i) => w[i] === value)).toBe(true);
    for (let i = 0; i < ONLINE_CORTEX.window; i++) decide(true);
    expect(online.steps).toBe(3);
    for (let i = 0; i < 2 * ONLINE_CORTEX.window; i++) decide(true);
    expect(online.steps).toBeGreaterThan(3);
    expect(w.every(Number.isFinite)).toBe(true);
  });

  test("learns nothing from decisions that were not carried out", () => {
    const rig = subject({ body: other });
    const { sent } = rig.brain;
    rig.brain.sent = (command, now) => {
      sent.call(rig.brain, Float64Array.of(command[0] + 2, command[1]), now);
    };
    reach(rig, 8);
    expect(isShipped()).toBe(true);
  });

  test.each([0, 0.1, 0.3])("learns to move another arm, with senses %d s late", (delay) => {
    const idle = reach(subject({ body: other, delay, onlineCortex: undefined }), 60);
    const learnt = reach(subject({ body: other, delay }), 60);
    expect(learnt).toBeLessThan(0.5 * idle);
  });

  test("goes back to the weights that it came with when it is reset, and for the next subject", () => {
    const rig = subject({ body: other });
    reach(rig, 20);
    expect(isShipped()).toBe(false);
    rig.brain.onlineCortex?.reset();
    expect(isShipped()).toBe(true);
    reach(rig, 20);
    expect(isShipped()).toBe(false);
    subject({ onlineCortex: undefined });
    expect(isShipped()).toBe(true);
  });

  test.each([
    ["no numbers", (): number => Number.NaN],
    ["without end", (n: number): number => (n % 2 ? 1e9 : -1e9)],
    ["wild", (n: number): number => 40 * Math.sin(n * n)],
    ["stuck", (): number => 0],
  ])("stays within its bound, and finite, under senses that are %s", (_, lie) => {
    const rig = subject();
    const { onlineCortex: online, estimate, goals } = rig.brain;
    if (online === undefined) throw new Error("expected a cortex that can learn");
    const command = new Float64Array(2);
    const x = new Float64Array(18);
    const senses = new Float64Array(5);
    const seen = new Float64Array(3);
    const sent = { push: () => {}, mean: (out: Float64Array) => out.fill(0) };
    for (let n = 1; n < 3000; n++) {
      const now = 0.01 * n;
      if (n % 60 === 0) goals.reach(now, 0.1 * Math.sin(n), 0.43);
      for (let i = 0; i < 4; i++) senses[i] = lie(n + i);
      for (let i = 0; i < 2; i++) seen[i] = lie(n + i);
      for (let i = 0; i < x.length; i++) x[i] = Math.sin(n + i);
      online.act(command, x, estimate, now);
      online.body.see(seen, now);
      online.feel(senses, now, sent);
      online.learn();
    }
    expect(w.every(Number.isFinite)).toBe(true);
    expect(distance()).toBeLessThan(1.0001 * ONLINE_CORTEX.bounds.radius * norm(shipped));
  });
});
