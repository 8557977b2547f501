import { describe, expect, test } from "vitest";
import { growCerebellum } from "../../controller/brain-weights.ts";
import { makeForwardModel } from "../../controller/cerebellum/forward-model.ts";
import { makeEfferenceCopy } from "../../controller/cerebellum/mossy-fibres.ts";
import type { PurkinjeCells } from "../../controller/cerebellum/purkinje-cells.ts";
import { makeRandom } from "../../sim/random.ts";

const PERIOD = 0.01;
const SCALE = [0.05, 0.05, 1, 1];
const home = [0.6, 1.5] as const;

/** Some smooth movement: state [4] and torques [2] at a time. */
const stateAt = (t: number) => [
  0.6 + 0.2 * Math.sin(3 * t),
  1.5 + 0.3 * Math.cos(2 * t),
  0.6 * Math.cos(3 * t),
  -0.6 * Math.sin(2 * t),
];
const torqueAt = (t: number) => [2 * Math.sin(5 * t), Math.cos(7 * t)];

/** A forward model that has learnt something, whose lessons are written down. */
function observed(granuleCells = 20) {
  const random = makeRandom(2);
  const { granules, purkinje } = growCerebellum(granuleCells, random);
  for (let k = 0; k < purkinje.weights.length; k++) purkinje.weights[k] = 0.1 * random.normal();
  const lessons: { e: number[]; time: number }[] = [];
  let time = 0;
  const cells: PurkinjeCells = {
    ...purkinje,
    learn(_, e) {
      lessons.push({ e: [e[0], e[1], e[2], e[3]], time });
    },
  };
  const model = makeForwardModel({ home, granules, cells, memory: 40 });
  const copy = makeEfferenceCopy(40);
  const predictions: { time: number; age: number; state: Float64Array }[] = [];
  return {
    lessons,
    predictions,
    turn(now: number, age: number) {
      time = now;
      const senses = Float64Array.from([...stateAt(now - age), age]);
      const state = new Float64Array(4);
      model.predict(state, senses, now, copy);
      model.learn(senses, now);
      copy.push(now, Float64Array.from(torqueAt(now)));
      predictions.push({ time: now, age, state });
    },
  };
}

describe("the inferior olive", () => {
  test.each([0.1, 0.2, 0.1037, 0.0149])(
    "finds what arrived minus what was predicted for that very instant, %d s ago",
    (age) => {
      const { lessons, predictions, turn } = observed();
      for (let k = 0; k < 100; k++) turn(k * PERIOD, age);
      // At the first age / PERIOD turns nothing had been predicted yet.
      expect(lessons.length).toBeGreaterThanOrEqual(100 - Math.ceil(age / PERIOD) - 1);
      for (const { e, time } of lessons) {
        const then = time - age;
        const k = Math.floor(then / PERIOD + 1e-9);
        const part = then / PERIOD - k;
        const expected = stateAt(then).map((truth, i) => {
          const [a, b] = [predictions[k].state[i], predictions[k + 1].state[i]];
          return (truth - (a + part * (b - a))) / (SCALE[i] * (age / 0.1));
        });
        expect(e).toBeNear(expected, { atol: 1e-9 });
      }
    },
  );

  test("is silent about what it predicted over another delay, across the change", () => {
    const { lessons, predictions, turn } = observed();
    const ageAt = (k: number) => (k < 50 ? 0.1 : 0.2);
    for (let k = 0; k < 100; k++) turn(k * PERIOD, ageAt(k));
    const judged = lessons.map(({ time }) =>
      Math.floor((time - ageAt(Math.round(time / PERIOD))) / PERIOD + 1e-9),
    );
    expect(judged).not.toContain(49); // between predictions 49, over 100 ms, and 50, over 200 ms
    expect(judged).toContain(48);
    expect(judged).toContain(50);
    expect(predictions).toHaveLength(100);
  });

  test("is silent while the senses are not late", () => {
    const { lessons, turn } = observed();
    for (let k = 0; k < 50; k++) turn(k * PERIOD, 0);
    expect(lessons).toEqual([]);
  });

  test("is silent about instants further back than it remembers", () => {
    const { lessons, turn } = observed();
    for (let k = 0; k < 100; k++) turn(k * PERIOD, 0.45);
    expect(lessons).toEqual([]);
  });

  test("is silent about the time in which nothing was predicted", () => {
    const { lessons, turn } = observed();
    for (let k = 0; k < 30; k++) turn(k * PERIOD, 0.1);
    const before = lessons.length;
    for (let k = 500; k < 510; k++) turn(k * PERIOD, 0.1);
    expect(lessons.length).toBe(before);
    turn(5.1, 0.1);
    turn(5.11, 0.1);
    expect(lessons.length).toBeGreaterThan(before);
  });

  test.each([0.005, 0.01])("judges senses that are only %d s late, too", (age) => {
    const { lessons, turn } = observed();
    for (let k = 0; k < 50; k++) turn(k * PERIOD, age);
    expect(lessons.length).toBeGreaterThan(40);
  });
});

describe("the forward model", () => {
  const modelOf = (granuleCells = 0) => {
    const { granules, purkinje } = growCerebellum(granuleCells, makeRandom(3));
    const model = makeForwardModel({ home, granules, cells: purkinje, memory: 40 });
    return { ...model, weights: purkinje.weights };
  };

  test("gives the senses themselves where they are not late", () => {
    const model = modelOf();
    model.weights.fill(1);
    const state = new Float64Array(4);
    model.predict(state, Float64Array.of(0.1, 0.2, 0.3, 0.4, 0), 1, makeEfferenceCopy(4));
    expect([...state]).toEqual([0.1, 0.2, 0.3, 0.4]);
  });

  test("goes on at the felt velocity as long as it has learnt nothing", () => {
    const state = new Float64Array(4);
    modelOf().predict(state, Float64Array.of(0.1, 0.2, 3, -4, 0.1), 1, makeEfferenceCopy(4));
    expect(state).toBeNear([0.4, -0.2, 3, -4], { atol: 1e-12 });
  });

  test("refuses cells that do not fit its fibres, and says what it expected", () => {
    const { granules } = growCerebellum(5, makeRandom(1));
    const { purkinje } = growCerebellum(6, makeRandom(1));
    expect(() => makeForwardModel({ home, granules, cells: purkinje, memory: 4 })).toThrow(
      "expected Purkinje cells of 18 inputs and 4 outputs, found 19 and 4",
    );
  });

  test("learns to see past the delay of a linear body, ten times as well as by its velocity", () => {
    const model = modelOf();
    const copy = makeEfferenceCopy(40);
    const past: Float64Array[] = [];
    const x = Float64Array.of(0.6, 1.5, 0, 0);
    const state = new Float64Array(4);
    const u = new Float64Array(2);
    let learnt = 0;
    let naive = 0;
    for (let k = 0; k < 6000; k++) {
      const t = k * PERIOD;
      past.push(x.slice());
      const felt = past[Math.max(0, k - 10)];
      const senses = Float64Array.from([...felt, Math.min(0.1, t)]);
      model.predict(state, senses, t, copy);
      model.learn(senses, t);
      if (k > 4000) {
        for (const i of [0, 1]) {
          learnt += (state[i] - x[i]) ** 2;
          naive += (felt[i] + 0.1 * felt[2 + i] - x[i]) ** 2;
        }
      }
      for (const j of [0, 1]) {
        const [f1, f2, f3] = j === 0 ? [1.1, 2.3, 3.1] : [0.9, 1.9, 3.7];
        u[j] =
          Math.sin(f1 * t) + Math.sin(f2 * t + 1) + Math.sin(f3 * t + 2) - 4 * (x[j] - home[j]);
      }
      copy.push(t, u);
      for (const j of [0, 1]) {
        x[2 + j] += (PERIOD * (u[j] - 0.8 * x[2 + j])) / 0.2;
        x[j] += PERIOD * x[2 + j];
      }
    }
    expect(Math.sqrt(learnt)).toBeLessThan(0.1 * Math.sqrt(naive));
  });
});
