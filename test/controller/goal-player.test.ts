import { describe, expect, test } from "vitest";
import { makeGoalPlayer, PHASE } from "../../controller/goal/goal-player.ts";
import { reachDuration } from "../../plant/motion/minimum-jerk.ts";
import { DRAWING_TIMING, STROKE_PERIOD, timeStroke } from "../../plant/motion/stroke-timing.ts";

type Player = ReturnType<typeof makeGoalPlayer>;

const H = 1e-4;
const wish = (player: Player, time: number): number[] => {
  const out = new Float64Array(2);
  player.position(out, time);
  return [...out];
};
const velocity = (player: Player, time: number, h = H): number[] => {
  const [before, after] = [wish(player, time), wish(player, time + h)];
  return after.map((value, i) => (value - before[i]) / h);
};
const acceleration = (player: Player, time: number): number[] => {
  const [before, after] = [velocity(player, time), velocity(player, time + H)];
  return after.map((value, i) => (value - before[i]) / H);
};
const pathOf = (points: [number, number][]): Float64Array => {
  const path = timeStroke(points);
  if (typeof path === "string") throw new Error(path);
  return path;
};
const corner = pathOf([
  [0.05, 0.45],
  [0.1, 0.45],
  [0.1, 0.5],
]);

describe("a player without a goal", () => {
  test("holds where it was put, for ever", () => {
    const player = makeGoalPlayer(0, 0.42);
    for (const time of [0, 0.1, 0.5, 100]) {
      expect(wish(player, time)).toBeNear([0, 0.42], { atol: 1e-15 });
    }
    expect(player.goal).toBe(0);
    expect(player.phase(1)).toBe(PHASE.holding);
  });
});

describe("a reach", () => {
  test("ends at its target, at rest, when it says", () => {
    const player = makeGoalPlayer(0, 0.42);
    player.reach(2, 0.1, 0.42);
    expect(player.endsAt()).toBeCloseTo(2 + reachDuration(0.1), 12);
    expect(Array.from(player.target)).toEqual([0.1, 0.42]);
    expect(wish(player, player.endsAt())).toBeNear([0.1, 0.42], { atol: 1e-12 });
    expect(wish(player, 50)).toBeNear([0.1, 0.42], { atol: 1e-12 });
    expect(velocity(player, player.endsAt() - H)).toBeNear([0, 0], { atol: 1e-5 });
  });

  test("is a reach until it is over, and holding from then on", () => {
    const player = makeGoalPlayer(0, 0.42);
    player.reach(2, 0.1, 0.42);
    expect(player.phase(2)).toBe(PHASE.reaching);
    expect(player.phase(player.endsAt() - 1e-9)).toBe(PHASE.reaching);
    expect(player.phase(player.endsAt())).toBe(PHASE.holding);
  });

  test("asked for anew goes on in position, velocity and acceleration", () => {
    const player = makeGoalPlayer(0, 0.42);
    player.reach(2, 0.1, 0.42);
    const now = 2.2;
    const before = [wish, velocity, acceleration].map((of) => of(player, now));
    player.reach(now, -0.05, 0.5);
    const after = [wish, velocity, acceleration].map((of) => of(player, now));
    expect(after[0]).toBeNear(before[0], { atol: 1e-12 });
    // The jerk is tens of m/s³, so over two steps of 0.1 ms differences err by so much.
    expect(after[1]).toBeNear(before[1], { atol: 1e-5 });
    expect(after[2]).toBeNear(before[2], { atol: 0.05 });
    expect(player.goal).toBe(2);
  });

  test("shows the same wish whenever it is asked about, also ahead of time", () => {
    const [asked, silent] = [makeGoalPlayer(0, 0.42), makeGoalPlayer(0, 0.42)];
    for (const player of [asked, silent]) player.reach(1, 0.1, 0.5);
    for (let t = 0.5; t < 3; t += 0.05) wish(asked, t + 0.2);
    expect(wish(asked, 1.3)).toEqual(wish(silent, 1.3));
  });
});

test("a preview is the wish at each of its times ahead", () => {
  const player = makeGoalPlayer(0, 0.42);
  player.reach(1, 0.1, 0.5);
  const out = new Float64Array(6);
  player.preview(out, 1.1, [0, 0.05, 2]);
  expect([...out]).toEqual([1.1, 1.1 + 0.05, 1.1 + 2].flatMap((time) => wish(player, time)));
});

describe("a drawing", () => {
  const begun = () => {
    const player = makeGoalPlayer(0, 0.42);
    player.draw(1, corner, corner.length / 2);
    return player;
  };
  const approach = reachDuration(Math.hypot(0.05, 0.03));
  const length = (corner.length / 2 - 1) * STROKE_PERIOD;

  test("goes to its first point, then along its points in their own time", () => {
    const player = begun();
    expect(wish(player, 1)).toBeNear([0, 0.42], { atol: 1e-12 });
    for (let i = 0; i < corner.length / 2; i++) {
      const at = 1 + approach + i * STROKE_PERIOD;
      expect(wish(player, at)).toBeNear([corner[2 * i], corner[2 * i + 1]], { atol: 1e-9 });
    }
  });

  test("is interpolated between its points", () => {
    const at = 1 + approach + 10.5 * STROKE_PERIOD;
    const middle = [0, 1].map((axis) => (corner[20 + axis] + corner[22 + axis]) / 2);
    expect(wish(begun(), at)).toBeNear(middle, { atol: 1e-9 });
  });

  test("approaches, draws, and holds at its last point", () => {
    const player = begun();
    expect(player.phase(1)).toBe(PHASE.approaching);
    expect(player.phase(1 + approach - 1e-6)).toBe(PHASE.approaching);
    expect(player.phase(1 + approach + 1e-6)).toBe(PHASE.drawing);
    expect(player.endsAt()).toBeCloseTo(1 + approach + length, 9);
    expect(player.phase(player.endsAt())).toBe(PHASE.holding);
    expect(wish(player, 99)).toBeNear(corner.slice(-2), { atol: 1e-12 });
    expect(Array.from(player.target)).toEqual([...corner.slice(-2)]);
  });

  test("begun in the middle of a reach does not jump", () => {
    const player = makeGoalPlayer(0, 0.42);
    player.reach(0.5, -0.1, 0.42);
    const before = [wish(player, 0.8), velocity(player, 0.8)];
    player.draw(0.8, corner, corner.length / 2);
    expect(wish(player, 0.8)).toBeNear(before[0], { atol: 1e-12 });
    expect(velocity(player, 0.8)).toBeNear(before[1], { atol: 1e-5 });
  });

  test("interrupted by a reach jumps neither in position nor in velocity", () => {
    const now = 1 + approach + length / 2;
    const player = begun();
    const before = [wish(player, now), velocity(player, now)];
    player.reach(now, -0.1, 0.42);
    expect(wish(player, now)).toBeNear(before[0], { atol: 1e-12 });
    // The stroke's velocity has steps of one period's acceleration, and so may the change.
    const step = DRAWING_TIMING.acceleration * Math.SQRT2 * STROKE_PERIOD;
    expect(velocity(player, now)).toBeNear(before[1], { atol: step });
  });

  test("interrupted by a drawing still shows the old one until then, for it is copied last", () => {
    const now = 1 + approach + length / 2;
    const player = begun();
    const before = wish(player, now);
    player.draw(now, Float64Array.from([-0.1, 0.4, -0.1, 0.41]), 2);
    expect(wish(player, now)).toBeNear(before, { atol: 1e-12 });
    expect(wish(player, 99)).toBeNear([-0.1, 0.41], { atol: 1e-12 });
  });

  test("copies its path", () => {
    const path = corner.slice();
    const player = makeGoalPlayer(0, 0.42);
    player.draw(1, path, path.length / 2);
    path.fill(0);
    expect(wish(player, 99)).toBeNear(corner.slice(-2), { atol: 1e-12 });
  });

  test("of no points is no goal, and of one point is an approach", () => {
    const player = makeGoalPlayer(0, 0.42);
    player.draw(1, corner, 0);
    expect(player.goal).toBe(0);
    player.draw(1, corner, 1);
    expect(player.phase(1.1)).toBe(PHASE.approaching);
    expect(wish(player, 99)).toBeNear(corner.slice(0, 2), { atol: 1e-12 });
    expect(player.phase(player.endsAt())).toBe(PHASE.holding);
  });
});
