import { fc, test } from "@fast-check/vitest";
import { expect } from "vitest";
import { corticalInput, inputWidth, PREVIEW } from "../../controller/cortex/cortical-input.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import { WORKSPACE } from "../../sim/tasks/workspace.ts";
import { evenly } from "../support/evenly.ts";
import { numericalGradient } from "../support/gradient.ts";
import { arm } from "./small-brain.ts";

const within = (size: number) => evenly(-size, size);
const vec = (length: number, size: number) =>
  fc
    .array(within(size), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values));
const input = corticalInput(arm, WORKSPACE);
const INPUTS = inputWidth(2);

test("home is the posture with the hand at the workspace's centre", () => {
  const hand = new Float64Array(2);
  forwardKinematics(hand, Float64Array.from(input.home), arm);
  expect(hand).toBeNear(WORKSPACE.centre, { atol: 1e-12 });
});

test("at home, at rest and content, every input is zero", () => {
  const x = new Float64Array(INPUTS).fill(9);
  const preview = Float64Array.from(PREVIEW.flatMap(() => WORKSPACE.centre));
  input.write(x, Float64Array.from([...input.home, 0, 0]), preview, new Float64Array(2));
  expect(x).toBeNear(new Float64Array(INPUTS), { atol: 1e-9 });
});

test.prop([vec(4, 2), vec(2 * PREVIEW.length, 0.5), vec(2, 5), vec(INPUTS, 1)], {
  seed: 10,
  numRuns: 50,
})("the way back agrees with finite differences, and adds", (state, preview, command, slopes) => {
  const x = new Float64Array(INPUTS);
  const loss = () => {
    input.write(x, state, preview, command);
    return x.reduce((sum, value, i) => sum + slopes[i] * value, 0);
  };
  const dState = new Float64Array(4).fill(1);
  const dCommand = new Float64Array(2).fill(-1);
  input.backward(dState, dCommand, slopes, state);
  const expected = {
    state: numericalGradient(loss, state),
    command: numericalGradient(loss, command),
  };
  expect(dState).toBeNear(
    expected.state.map((value) => value + 1),
    { atol: 1e-6, rtol: 1e-6 },
  );
  expect(dCommand).toBeNear(
    expected.command.map((value) => value - 1),
    { atol: 1e-7 },
  );
});
