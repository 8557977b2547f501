import { describe, expect, test } from "vitest";
import { makeBodyModel } from "../../controller/cerebellum/body-model.ts";
import { makeEfferenceCopy } from "../../controller/cerebellum/mossy-fibres.ts";
import { scaled } from "../../plant/arm/arm.ts";
import { rungeKutta4 } from "../../plant/arm/integrators.ts";
import { forwardKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";

const PERIOD = 0.01;
const arm = presetArm("li-todorov", 2);
const other = scaled(arm, { length: 1.15, mass: 1.3 });
const home = [0.8, 1.5] as const;

/** Moves the other arm about under torques that wander, and lets a model of the first feel and see it. */
function experienced(seconds: number) {
  const model = makeBodyModel({ arm, home, period: PERIOD, memory: 33 });
  const random = makeRandom(5);
  const integrate = rungeKutta4();
  const sent = makeEfferenceCopy(33);
  const state = Float64Array.of(home[0], home[1], 0, 0);
  const senses = new Float64Array(5);
  const seen = new Float64Array(3);
  const torque = new Float64Array(2);
  for (let n = 1; n < seconds / PERIOD; n++) {
    const now = n * PERIOD;
    forwardKinematics(seen, state, other);
    for (let i = 0; i < 4; i++) senses[i] = state[i];
    model.see(seen, now);
    model.believe(state, now);
    model.feel(senses, now, sent);
    for (let j = 0; j < 2; j++) {
      torque[j] = 0.9 * torque[j] + 0.5 * random.normal() + 0.2 * (home[j] - state[j]);
    }
    sent.push(now, torque);
    for (let k = 0; k < 10; k++) integrate(state, torque, PERIOD / 10, other);
  }
  return { model, state };
}

/** ∂q̇/∂τ over a period, [2 × 2]. */
function effect(
  step: (x: Float64Array, tau: Float64Array) => void,
  at: readonly number[],
): number[] {
  const h = 1e-4;
  return [0, 1].flatMap((j) => {
    const [up, down] = [h, -h].map((shift) => {
      const x = Float64Array.from(at);
      const tau = new Float64Array(2);
      tau[j] = shift;
      step(x, tau);
      return x;
    });
    return [(up[2] - down[2]) / (2 * h), (up[3] - down[3]) / (2 * h)];
  });
}
const apart = (a: readonly number[], b: readonly number[]) =>
  Math.hypot(...a.map((value, i) => value - b[i])) / Math.hypot(...b);

describe("the cerebellum's model of the body", () => {
  const { model } = experienced(40);
  const fresh = makeBodyModel({ arm, home, period: PERIOD, memory: 33 });
  const at = [home[0] + 0.1, home[1] - 0.1, 0.3, -0.2];

  test("learns where another arm's hand is, and how it moves with the joints", () => {
    const [true_, learnt, naive] = [0, 0, 0].map(() => new Float64Array(2));
    const [trueJ, learntJ, naiveJ] = [0, 0, 0].map(() => new Float64Array(4));
    const q = Float64Array.from(at);
    forwardKinematics(true_, q, other);
    model.hand(learnt, q);
    fresh.hand(naive, q);
    jacobian(trueJ, q, other);
    model.jacobian(learntJ, q);
    fresh.jacobian(naiveJ, q);
    expect(apart([...naive], [...true_])).toBeGreaterThan(0.1);
    expect(apart([...learnt], [...true_])).toBeLessThan(0.005);
    expect(apart([...naiveJ], [...trueJ])).toBeGreaterThan(0.1);
    expect(apart([...learntJ], [...trueJ])).toBeLessThan(0.03);
  });

  test("learns what torques do to another arm", () => {
    const integrate = rungeKutta4();
    const truth = effect((x, tau) => {
      for (let k = 0; k < 10; k++) integrate(x, tau, PERIOD / 10, other);
    }, at);
    const before = apart(effect(fresh.forward, at), truth);
    const after = apart(effect(model.forward, at), truth);
    expect(after).toBeLessThan(before / 2);
  });

  test("makes nothing of senses that are no numbers", () => {
    const weights = Float64Array.from(model.motion.weights);
    const places = Float64Array.from(model.posture.weights);
    const sent = makeEfferenceCopy(4);
    model.feel(Float64Array.of(Number.NaN, 0, 0, Number.POSITIVE_INFINITY, 0), 100, sent);
    model.see(Float64Array.of(Number.NaN, 0, 0), 100);
    model.believe(Float64Array.of(home[0], home[1], 0, 0), 100);
    expect(model.motion.weights).toBeNear(weights, { atol: 0, rtol: 0 });
    expect(model.posture.weights).toBeNear(places, { atol: 0, rtol: 0 });
    for (let n = 0; n < 200; n++) {
      model.feel(Float64Array.of(home[0], home[1], 0, 0, 0), 101 + n * PERIOD, sent);
    }
    expect(model.motion.weights.every(Number.isFinite)).toBe(true);
  });
});
