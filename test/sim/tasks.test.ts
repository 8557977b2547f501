import { describe, expect, test } from "vitest";
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import { allocateEpisodes } from "../../controller/learning/episodes.ts";
import { forwardKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";
import { centreOutTargets, REACH } from "../../sim/tasks/centre-out.ts";
import { figures } from "../../sim/tasks/figures.ts";
import { practise } from "../../sim/tasks/practice.ts";
import { allFigures, centreOutRound, randomGoals } from "../../sim/tasks/programme.ts";
import { anywhere, clipToWorkspace, WORKSPACE } from "../../sim/tasks/workspace.ts";

const fromCentre = (x: number, y: number): number =>
  Math.hypot(x - WORKSPACE.centre[0], y - WORKSPACE.centre[1]);
const pairs = (path: ArrayLike<number>) =>
  Array.from({ length: path.length / 2 }, (_, i) => [path[2 * i], path[2 * i + 1]] as const);

describe("the workspace", () => {
  test("keeps a point inside, and brings one outside to its edge in the same direction", () => {
    expect(clipToWorkspace(0.05, 0.4)).toBeNear([0.05, 0.4], { atol: 1e-15 });
    expect(clipToWorkspace(0.3, 0.42 + 0.4)).toBeNear([0.15 * 0.6, 0.42 + 0.15 * 0.8], {
      atol: 1e-12,
    });
  });

  test("is drawn from evenly: half of the points lie in half of its area", () => {
    const random = makeRandom(1);
    const points = Array.from({ length: 10_000 }, () => anywhere(random.uniform));
    const inner = points.filter(([x, y]) => fromCentre(x, y) < WORKSPACE.radius / Math.SQRT2);
    expect(points.every(([x, y]) => fromCentre(x, y) <= WORKSPACE.radius)).toBe(true);
    expect(Math.abs(inner.length / 10_000 - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 10_000));
  });
});

describe("goals", () => {
  test("eight targets of a centre-out round lie 10 cm from the centre, 45° apart", () => {
    const targets = centreOutTargets();
    const angles = targets.map(([x, y]) => Math.atan2(y - WORKSPACE.centre[1], x));
    const turns = angles.map((angle) => Math.round(angle / (Math.PI / 4) + 8) % 8);
    for (const [x, y] of targets) expect(fromCentre(x, y)).toBeCloseTo(REACH, 12);
    expect(turns.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  test("every way out is scored and followed by a way back that is not", () => {
    const round = centreOutRound();
    expect(round.map((goal) => goal.kind === "reach" && goal.scored)).toEqual(
      Array.from({ length: 16 }, (_, i) => i % 2 === 0),
    );
    expect(round[1]).toMatchObject({ x: WORKSPACE.centre[0], y: WORKSPACE.centre[1] });
  });

  test("every figure lies in the workspace and has its timing", () => {
    const drawn = allFigures();
    expect(drawn).toHaveLength(Object.keys(figures).length);
    for (const goal of drawn) {
      if (goal.kind !== "stroke") throw new Error("a figure is a stroke");
      for (const [x, y] of pairs(goal.path)) {
        expect(fromCentre(x, y)).toBeLessThanOrEqual(WORKSPACE.radius);
      }
    }
  });

  test("random goals lie in the workspace and are the same for the same seed", () => {
    const goals = randomGoals(40, makeRandom(3));
    for (const goal of goals) {
      const points = goal.kind === "reach" ? [[goal.x, goal.y]] : pairs(goal.path);
      for (const [x, y] of points) expect(fromCentre(x, y)).toBeLessThan(WORKSPACE.radius + 1e-9);
    }
    expect(goals).toEqual(randomGoals(40, makeRandom(3)));
    expect(goals).not.toEqual(randomGoals(40, makeRandom(4)));
  });
});

describe("practice", () => {
  const arm = presetArm("li-todorov", 2);
  const fresh = (seed: number, noise: number, batch = 64, lag = 5) => {
    const episodes = allocateEpisodes(batch, 100);
    practise(episodes, arm, makeRandom(seed), { period: BRAIN_PERIOD, noise, lag });
    return episodes;
  };
  const episodes = fresh(1, 1, 256);
  const wishOf = (b: number) =>
    pairs(episodes.wish.subarray(2 * b * episodes.wishLength, 2 * (b + 1) * episodes.wishLength));
  const each = Array.from({ length: episodes.batch }, (_, b) => b);

  test("is the same for the same seed", () => {
    expect(fresh(2, 1)).toEqual(fresh(2, 1));
    expect(fresh(2, 1).wish).not.toEqual(fresh(3, 1).wish);
  });

  test("stays in the workspace, but for where a jumping target is overshot", () => {
    for (const b of each) {
      const kind = b % 4;
      const slack = kind === 1 || kind === 3 ? 1e-9 : 0.05;
      for (const [x, y] of wishOf(b)) {
        expect(fromCentre(x, y)).toBeLessThan(WORKSPACE.radius + slack);
      }
    }
  });

  test("asks for no more than a hand can do: 1 m/s", () => {
    for (const b of each) {
      const wish = wishOf(b);
      for (let i = 1; i < wish.length; i++) {
        const step = Math.hypot(wish[i][0] - wish[i - 1][0], wish[i][1] - wish[i - 1][1]);
        expect(step / BRAIN_PERIOD).toBeLessThan(1);
      }
    }
  });

  test("begins beside the wish and in its motion", () => {
    const hand = new Float64Array(2);
    const J = new Float64Array(4);
    let squares = 0;
    for (const b of each) {
      const start = episodes.start.slice(4 * b, 4 * b + 4);
      const [[x0, y0], [x1, y1]] = wishOf(b);
      forwardKinematics(hand, start, arm);
      squares += (hand[0] - x0) ** 2 + (hand[1] - y0) ** 2;
      jacobian(J, start, arm);
      const velocity = [J[0] * start[2] + J[1] * start[3], J[2] * start[2] + J[3] * start[3]];
      expect(velocity).toBeNear([(x1 - x0) / BRAIN_PERIOD, (y1 - y0) / BRAIN_PERIOD], {
        atol: 1e-9,
      });
    }
    // Beside it by 5 mm in each direction.
    const beside = Math.sqrt(squares / (2 * each.length));
    expect(Math.abs(beside - 0.005)).toBeLessThan((4 * 0.005) / Math.sqrt(4 * each.length));
  });

  test("without noise disturbs nothing but by late news", () => {
    const calm = fresh(1, 0);
    expect(calm.stateNoise.every((value) => Object.is(Math.abs(value), 0))).toBe(true);
    expect(calm.push.every((value) => Object.is(Math.abs(value), 0))).toBe(true);
    expect(calm.gain.every((value) => value === 1)).toBe(true);
  });

  test("with noise errs as much as it says: 12 mrad and 0.18 rad/s, slow and white together", () => {
    const { stateNoise } = episodes;
    [0.012, 0.012, 0.18, 0.18].forEach((slow, i) => {
      const values = stateNoise.filter((_, k) => k % 4 === i);
      const sd = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
      expect(sd / (slow * Math.sqrt(1 + 0.3 ** 2))).toBeCloseTo(1, 1);
    });
  });

  test("pushes half of the movements, never beyond two pushes at once", () => {
    const { push, batch, horizon } = episodes;
    const pushed = each.filter((b) =>
      Array.from({ length: horizon }, (_, t) => push[(t * batch + b) * 2]).some((p) => p !== 0),
    );
    expect(Math.abs(pushed.length / batch - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / batch));
    expect(Math.max(...push.map(Math.abs))).toBeLessThanOrEqual(3);
  });

  test("delays the news of seven movements in ten by up to the lag", () => {
    const lags = [...fresh(5, 1, 1024, 3).lag];
    expect(new Set(lags)).toEqual(new Set([0, 1, 2, 3]));
    // Of the late ones a quarter is late by nothing.
    const onTime = lags.filter((lag) => lag === 0).length / lags.length;
    expect(Math.abs(onTime - 0.475)).toBeLessThan(4 * Math.sqrt(0.25 / 1024));
  });
});
