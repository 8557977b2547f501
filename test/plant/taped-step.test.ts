import { describe, expect, test } from "vitest";
import { semiImplicitEuler } from "../../plant/arm/integrators.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { tapedStep } from "../../plant/arm/taped-step.ts";
import { numericalGradient } from "../support/gradient.ts";
import { arms } from "./arms.ts";

const PERIOD = 0.01;
const tau = Float64Array.of(1.5, -2);
const push = Float64Array.of(-0.3, 0.2);

const situations = [
  { where: "in the open", start: [0.9, 1.4, 3, -4] },
  { where: "inside the shoulder's lower stop", start: [-0.08, 1.4, -1, 2] },
  { where: "inside the shoulder's upper stop", start: [2.43, 1.4, 2, 1] },
  { where: "inside the elbow's lower stop", start: [0.9, -0.06, 1, -2] },
  { where: "inside the elbow's upper stop", start: [0.9, 2.78, -1, 3] },
];

describe.each(arms.map(({ name }) => name))("a taped step of %s", (name) => {
  const arm = presetArm(name as Parameters<typeof presetArm>[0], 0.7);

  test.each(situations)("goes where semi-implicit Euler goes, $where", ({ start }) => {
    const taped = Float64Array.from(start);
    const plain = Float64Array.from(start);
    const step = tapedStep(arm, PERIOD, 4);
    step.forward(taped, new Float64Array(step.tape), tau, push);
    const euler = semiImplicitEuler();
    const both = tau.map((torque, j) => torque + push[j]);
    for (let i = 0; i < 4; i++) euler(plain, both, PERIOD / 4, arm);
    expect([...taped]).toEqual([...plain]);
  });

  for (const substeps of [1, 2, 5]) {
    test.each(situations)(
      `walks back through ${substeps} substeps as finite differences do, $where`,
      ({ start }) => {
        const step = tapedStep(arm, PERIOD, substeps);
        const tape = new Float64Array(step.tape);
        const from = Float64Array.from(start);
        const torque = Float64Array.from(tau);
        const slopes = Float64Array.of(0.7, -1.1, 0.3, 0.9);
        const loss = () => {
          const x = from.slice();
          step.forward(x, tape, torque, push);
          return x.reduce((sum, value, i) => sum + slopes[i] * value, 0);
        };
        loss();
        const g = slopes.slice();
        const dTau = new Float64Array(2);
        step.backward(g, dTau, tape);
        expect(g).toBeNear(numericalGradient(loss, from), { atol: 1e-7, rtol: 1e-6 });
        expect(dTau).toBeNear(numericalGradient(loss, torque), { atol: 1e-8, rtol: 1e-6 });
      },
    );
  }
});
