import { describe, expect, test } from "vitest";
import { UNTOUCHED } from "../../../controller/learning/ccrnn/influence.ts";
import { schedule } from "../../../controller/learning/ccrnn/interventions.ts";
import { makeRandom } from "../../../sim/random.ts";
import { noisyBatch, plain, seededWeights, small } from "./small-tasks.ts";

const draws = makeRandom(1);
const CORTEX = ["Wi", "Wh", "bi", "bh", "Wo", "bo"];
const CEREBELLUM = ["W0", "b0", "W1", "b1"];

describe("a schedule", () => {
  test("begins at an epoch or at a step, and ends before another", () => {
    const plan = schedule(
      [
        { kind: "cerebellum-off", from: { epoch: 2 }, to: { epoch: 4 } },
        { kind: "olive-off", from: { step: 10 } },
      ],
      draws,
    );
    expect(plan.at(1, 9)).toBe(UNTOUCHED);
    expect(plan.at(2, 9)).toMatchObject({ cerebellum: "off", olive: "on" });
    expect(plan.at(3, 10)).toMatchObject({ cerebellum: "off", olive: "off" });
    expect(plan.at(4, 11)).toMatchObject({ cerebellum: "on", olive: "off" });
  });

  test("draws a random cerebellum once, and silences its olive", () => {
    const plan = schedule([{ kind: "fixed-random-cerebellum", from: { epoch: 1 } }], draws);
    expect([plan.randomisesAt(0, 0), plan.randomisesAt(1, 1), plan.randomisesAt(1, 2)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(plan.at(1, 1)).toMatchObject({ cerebellum: "on", olive: "off" });
  });

  test("gathers clamps and noise", () => {
    const plan = schedule(
      [
        { kind: "clamp-unit", site: "granules", unit: 3, value: 0, from: { epoch: 0 } },
        { kind: "noise", deviation: 0.1, from: { epoch: 0 } },
      ],
      draws,
    );
    expect(plan.at(0, 0).clamps).toEqual([{ site: "granules", unit: 3, value: 0 }]);
    expect(plan.at(0, 0).noise).toEqual([{ deviation: 0.1, draws }]);
  });
});

describe("of two learners with the same weights", () => {
  const config = small({ window: 2 });
  const trained = (influence: Partial<typeof UNTOUCHED>, of = config) => {
    const learner = plain({ config: of, weights: seededWeights(of, 5) });
    learner.trainBatch(noisyBatch(1), { ...UNTOUCHED, ...influence });
    return learner.weights();
  };
  const before = seededWeights(config, 5);
  const { W0: _W0, b0: _b0, W1: _W1, b1: _b1, ...cortexOnly } = before;

  test("the one with a lesion goes on as a cRNN, and its cerebellum stays as it is", () => {
    const lesioned = trained({ cerebellum: "off" });
    const learner = plain({ config: { ...config, cerebellum: "none" }, weights: cortexOnly });
    learner.trainBatch(noisyBatch(1));
    const alone = learner.weights();
    for (const name of CORTEX) expect(lesioned[name], name).toEqual(alone[name]);
    for (const name of CEREBELLUM) expect(lesioned[name], name).toEqual(before[name]);
  });

  test("the one with a shadow moves its cortex as a cRNN, but its cerebellum learns", () => {
    const shadowed = trained({ cerebellum: "shadow" });
    const lesioned = trained({ cerebellum: "off" });
    for (const name of CORTEX) expect(shadowed[name], name).toEqual(lesioned[name]);
    for (const name of CEREBELLUM) expect(shadowed[name], name).not.toEqual(before[name]);
  });

  test("the one without olive keeps its cerebellum, which still counts in the norm", () => {
    const silenced = trained({ olive: "off" });
    const intact = trained({});
    for (const name of CORTEX) expect(silenced[name], name).toEqual(intact[name]);
    for (const name of CEREBELLUM) expect(silenced[name], name).toEqual(before[name]);
  });

  test("a clamped unit answers the same whatever its weights", () => {
    const learner = plain({ config, weights: before });
    const clamps = [{ site: "cortex", unit: 1, value: 0.25 }] as const;
    const influence = { ...UNTOUCHED, clamps };
    const first = learner.evaluate(noisyBatch(2), influence).outputs;
    const Wh = before["Wh"].slice();
    for (const row of [1, 7, 13, 19]) Wh.fill(9, 6 * row, 6 * row + 6);
    learner.setWeights({ Wh });
    expect(learner.evaluate(noisyBatch(2), influence).outputs).toEqual(first);
    expect(learner.evaluate(noisyBatch(2)).outputs).not.toEqual(first);
  });
});
