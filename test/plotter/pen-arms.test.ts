import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { machineNames, makeMachine } from "../../plant/plotter/machines.ts";
import { turnInto } from "../../plant/plotter/pen-arm.ts";
import { twoLinkPenArm } from "../../plant/plotter/two-link-pen-arm.ts";

const place = fc.double({ min: -0.25, max: 0.25, noNaN: true });
const part = fc.double({ min: 0, max: 1, noNaN: true });
const runs = { seed: 1, numRuns: 300 };

describe.for(machineNames)("%s", (name) => {
  const arm = makeMachine(name);

  test.prop([place, place], runs)("angles put the pen where they were asked to", (x, y) => {
    const q = new Float64Array(2);
    const pen = new Float64Array(2);
    if (!arm.inverse(q, x, y)) return;
    expect(arm.forward(pen, q)).toBe(true);
    expect(pen).toBeNear(Float64Array.of(x, y), { atol: 1e-12 });
    for (const i of [0, 1]) {
      expect(q[i]).toBeGreaterThanOrEqual(arm.lowest[i] - 1e-12);
      expect(q[i]).toBeLessThanOrEqual(arm.highest[i] + 1e-12);
    }
  });

  test.prop([part, part], runs)("places lead back to their angles", (a, b) => {
    const wanted = Float64Array.of(
      arm.lowest[0] + a * (arm.highest[0] - arm.lowest[0]),
      arm.lowest[1] + b * (arm.highest[1] - arm.lowest[1]),
    );
    const pen = new Float64Array(2);
    const q = new Float64Array(2);
    if (!arm.forward(pen, wanted) || !arm.inverse(q, pen[0], pen[1])) return;
    // A five-bar has other ways to reach a place, but not with this side of its elbows.
    const again = new Float64Array(2);
    arm.forward(again, q);
    expect(again).toBeNear(pen, { atol: 1e-9 });
    if (name === "brachiograph") expect(q).toBeNear(wanted, { atol: 1e-7 });
  });

  test.prop([place, place], runs)("the pen never leaves the span", (x, y) => {
    const q = new Float64Array(2);
    if (arm.inverse(q, x, y)) expect(Math.hypot(x, y)).toBeLessThanOrEqual(arm.span + 1e-12);
  });

  test("what is not a number is out of reach, and leaves the angles as they were", () => {
    const q = Float64Array.of(1, 2);
    expect(arm.inverse(q, Number.NaN, 0.1)).toBe(false);
    expect(arm.inverse(q, 0, Number.POSITIVE_INFINITY)).toBe(false);
    expect(q).toEqual(Float64Array.of(1, 2));
  });

  test("its home can be reached", () => {
    expect(arm.inverse(new Float64Array(2), ...arm.home)).toBe(true);
  });
});

test("BrachioGraph parks with its inner arm to the left and its outer one straight up", () => {
  const arm = makeMachine("brachiograph");
  const q = new Float64Array(2);
  arm.inverse(q, -0.08, 0.08);
  expect(q).toBeNear(Float64Array.of(Math.PI, -Math.PI / 2), { atol: 1e-12 });
});

test.prop([place, place], runs)("two elbows are mirror images of each other", (x, y) => {
  const turn = Float64Array.of(-Math.PI, -Math.PI);
  const geometry = {
    l1: 0.08,
    l2: 0.09,
    lowest: turn,
    highest: Float64Array.of(Math.PI, Math.PI),
    home: [0, 0.1],
    paperFrom: 0,
  } as const;
  const [left, right] = [new Float64Array(2), new Float64Array(2)];
  const reachesLeft = twoLinkPenArm({ ...geometry, elbow: -1 }).inverse(left, x, y);
  const reachesRight = twoLinkPenArm({ ...geometry, elbow: 1 }).inverse(right, x, -y);
  expect(reachesLeft).toBe(reachesRight);
  if (reachesLeft) expect(Math.cos(left[0] + right[0])).toBeCloseTo(1, 12);
  if (reachesLeft) expect(left[1]).toBeCloseTo(-right[1], 12);
});

test.prop([
  fc.double({ min: -50, max: 50, noNaN: true }),
  fc.double({ min: -7, max: 7, noNaN: true }),
])("whole turns bring an angle to the first place at or above a limit", (angle, lowest) => {
  const turned = turnInto(angle, lowest);
  expect(turned).toBeGreaterThanOrEqual(lowest - 1e-9);
  expect(turned).toBeLessThan(lowest + 2 * Math.PI + 1e-9);
  expect(Math.cos(turned - angle)).toBeCloseTo(1, 9);
});
