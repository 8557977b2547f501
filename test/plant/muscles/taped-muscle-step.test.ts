import { describe, expect, test } from "vitest";
import { rungeKutta4 } from "../../../plant/arm/integrators.ts";
import { driveMuscles } from "../../../plant/muscles/muscle-drive.ts";
import { tapedBody } from "../../../plant/taped-body.ts";
import { numericalGradient } from "../../support/gradient.ts";
import { arm, muscles } from "./arm26.ts";

const PERIOD = 0.01;
const push = Float64Array.of(0.4, -0.3);

/** None at a standstill, where the slope of a muscle's force has a corner. */
const situations = [
  { where: "in the open", start: [0.9, 1.4, 1, -2], a: 0.2, u: [0.5, 0.05, 0.3, 0.1, 0.9, 0.02] },
  { where: "stiff", start: [1.2, 1, -0.5, 0.5], a: 0.8, u: [0.9, 0.7, 0.95, 0.6, 0.85, 0.5] },
  { where: "nearly limp", start: [0.5, 2, 2, 1], a: 0.01, u: [0.3, 0.005, 0.1, 0.02, 0.004, 0.2] },
  { where: "thrown", start: [1, 1.2, 8, -12], a: 0.3, u: [0.1, 0.2, 0.4, 0.5, 0.6, 0.7] },
  {
    where: "asked too much",
    start: [0.9, 1.4, 0.3, -0.2],
    a: 0.5,
    u: [1.4, -0.3, 2, 0.1, -1, 0.2],
  },
  {
    where: "in the elbow's upper stop",
    start: [0.9, 2.78, -1, 3],
    a: 0.2,
    u: [0, 0, 0.4, 0.6, 0, 0],
  },
];

describe("a taped step of an arm with muscles", () => {
  test("begins at rest", () => {
    const body = tapedBody(arm, PERIOD, 4);
    const x = new Float64Array(body.states).fill(7);
    body.rest(x);
    expect([...x]).toEqual([0, 0, 0, 0, ...new Array(6).fill(0.001)]);
  });

  test("goes where the arm goes, in many substeps", () => {
    const body = tapedBody(arm, PERIOD, 400);
    const x = new Float64Array(body.states);
    body.rest(x);
    x.set([0.9, 1.4, 0, 0]);
    const drive = driveMuscles(muscles, rungeKutta4(), 0.0005);
    const truth = Float64Array.of(0.9, 1.4, 0, 0);
    const u = Float64Array.of(0.5, 0.05, 0.3, 0.1, 0.2, 0.02);
    for (let k = 0; k < 20; k++) {
      body.forward(x, new Float64Array(body.tape), u, new Float64Array(2));
      for (let s = 0; s < 20; s++) drive.integrator(truth, u, 0.0005, arm);
    }
    expect(x.subarray(0, 4)).toBeNear(truth, { atol: 2e-3 });
    expect(x.subarray(4)).toBeNear(drive.activations as Float64Array, { atol: 1e-3 });
  });

  for (const substeps of [1, 4]) {
    test.each(situations)(
      `walks back through ${substeps} substeps as finite differences do, $where`,
      ({ start, a, u }) => {
        const body = tapedBody(arm, PERIOD, substeps);
        const tape = new Float64Array(body.tape);
        const from = Float64Array.from([...start, ...new Array(6).fill(a)]);
        const command = Float64Array.from(u);
        const slopes = Float64Array.from(from, (_, i) => Math.sin(1 + 2 * i));
        const loss = () => {
          const x = from.slice();
          body.forward(x, tape, command, push);
          return x.reduce((sum, value, i) => sum + slopes[i] * value, 0);
        };
        loss();
        const g = slopes.slice();
        const dCommand = new Float64Array(6);
        body.backward(g, dCommand, tape);
        expect(g).toBeNear(numericalGradient(loss, from), { atol: 1e-6, rtol: 1e-5 });
        expect(dCommand).toBeNear(numericalGradient(loss, command), { atol: 1e-6, rtol: 1e-5 });
      },
    );
  }
});
