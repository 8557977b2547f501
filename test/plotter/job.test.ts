import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { planJob } from "../../plant/plotter/job.ts";
import type { Setpoint } from "../../plant/plotter/setpoints.ts";
import { setpoints } from "../../plant/plotter/setpoints.ts";
import { lengthOf } from "../../plant/plotter/stroke.ts";
import { copies, settings, stroke, strokes } from "./jobs.ts";

const runs = { seed: 1, numRuns: 60 };
const { arm, period } = settings;

const limitsOf = ({ kind }: Setpoint) => (kind === "travel" ? settings.travel : settings.drawing);

describe("setpoints", () => {
  test.prop([strokes], runs)(
    "speed and acceleration stay within the limits, by differences",
    (all) => {
      const points = copies(planJob(all, settings));
      for (let i = 1; i < points.length; i++) {
        const [a, b] = [points[i - 1], points[i]];
        const moved = Math.hypot(b.pen[0] - a.pen[0], b.pen[1] - a.pen[1]);
        // A period may have the end of one move in it and the beginning of the next.
        const { speed, acceleration } = a.kind === b.kind ? limitsOf(a) : settings.travel;
        expect(moved / period).toBeLessThanOrEqual(speed * (1 + 1e-9));
        if (i === 1) continue;
        const before = points[i - 2];
        const bend = Math.hypot(
          b.pen[0] - 2 * a.pen[0] + before.pen[0],
          b.pen[1] - 2 * a.pen[1] + before.pen[1],
        );
        const allowed = before.kind === b.kind ? acceleration : settings.travel.acceleration;
        expect(bend / period ** 2).toBeLessThanOrEqual(allowed * (1 + 1e-6));
      }
    },
  );

  test.prop([strokes], runs)("joints are no faster than they may be", (all) => {
    const points = copies(planJob(all, settings));
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1], points[i]];
      const { jointSpeed } = a.kind === b.kind ? limitsOf(a) : settings.travel;
      const turned = Math.max(Math.abs(b.q[0] - a.q[0]), Math.abs(b.q[1] - a.q[1]));
      // Between the ends of a piece of 2 mm the limit is interpolated.
      expect(turned / period).toBeLessThanOrEqual(1.03 * jointSpeed);
    }
  });

  test.prop([strokes], runs)("time goes on evenly, and the estimate is when it ends", (all) => {
    const job = planJob(all, settings);
    const points = copies(job);
    points.forEach((point, i) => {
      expect(point.time).toBeCloseTo(i * period, 9);
    });
    expect(points.at(-1)?.time ?? 0).toBeCloseTo(job.seconds, 9);
    let sum = 0;
    for (const move of job.moves) {
      expect(move.begins).toBeCloseTo(sum, 9);
      sum += move.seconds;
    }
    expect(job.seconds - sum).toBeLessThan(period);
    expect(job.seconds - sum).toBeGreaterThan(-1e-6);
  });

  test.prop([strokes], runs)("they begin and end at home, with the pen up", (all) => {
    const points = copies(planJob(all, settings));
    for (const end of all.length > 0 ? [points[0], points[points.length - 1]] : []) {
      expect(end.pen).toBeNear(Float64Array.from(arm.home), { atol: 1e-9 });
      expect(end.height).toBe(1);
    }
  });

  test.prop([strokes], runs)("the arm stands still while the pen is on its way", (all) => {
    const points = copies(planJob(all, settings));
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1], points[i]];
      const onItsWay = a.height > 0 && a.height < 1 && b.height > 0 && b.height < 1;
      if (onItsWay) expect(b.pen).toBeNear(a.pen, { atol: 1e-12 });
      expect(Math.abs(b.height - a.height)).toBeLessThan(0.15);
    }
  });

  test.prop([strokes], runs)(
    "the pen is down on every stroke, and passes near its points",
    (all) => {
      const points = copies(planJob(all, settings));
      all.forEach((one, i) => {
        const down = points.filter((point) => point.stroke === i && point.kind === "draw");
        for (const point of down) expect(point.height).toBe(0);
        if (lengthOf(one) < 0.002) return;
        for (let k = 0; k < one.length; k += 2) {
          const distances = down.map((at) =>
            Math.hypot(at.pen[0] - one[k], at.pen[1] - one[k + 1]),
          );
          // Half of what the pen covers in a period, and what a corner may be cut by.
          const near = (settings.drawing.speed * period) / 2 + settings.corner;
          expect(Math.min(...distances)).toBeLessThan(near * 1.01);
        }
      });
    },
  );

  test("they are worked out one at a time", () => {
    const long = Float64Array.from(
      { length: 20_000 },
      (_, i) => (i % 4 < 2 ? 0.05 : 0.1) - 0.05 * (i % 2 ? 0 : 1),
    );
    const job = planJob([long, long, long], settings);
    let taken = 0;
    for (const _ of setpoints(job)) if (++taken === 3) break;
    expect(taken).toBe(3);
  });

  test("no strokes are no job", () => {
    const job = planJob([], settings);
    expect(job).toMatchObject({ seconds: 0, ink: 0, air: 0, moves: [] });
    expect([...setpoints(job)]).toEqual([]);
  });
});

test.prop([stroke, fc.double({ min: 0.005, max: 0.2, noNaN: true })], runs)(
  "a faster pen is never slower",
  (line, speed) => {
    const at = (v: number) =>
      planJob([line], { ...settings, drawing: { ...settings.drawing, speed: v } }).seconds;
    expect(at(speed * 1.5)).toBeLessThanOrEqual(at(speed) + 1e-9);
  },
);

test("a stroke that leaves the reach is refused, with the place", () => {
  const far = Float64Array.of(0, 0.1, 0.5, 0.1);
  expect(() => planJob([far], settings)).toThrow(/reach|get from/);
});

test("a straight line is drawn in the time that a trapezoid takes", () => {
  const line = Float64Array.of(-0.05, 0.09, 0.01, 0.09);
  const free = { speed: 0.03, acceleration: 0.4, jointSpeed: 100 };
  const job = planJob([line], { ...settings, drawing: free });
  const draw = job.moves.find((move) => move.kind === "draw");
  const a = free.acceleration / Math.SQRT2;
  expect(draw?.seconds).toBeCloseTo(0.06 / free.speed + free.speed / a, 9);
});

test("a circle of many points is drawn at the speed that its radius allows", () => {
  const radius = 0.002;
  const points = 200;
  const circle = Float64Array.from({ length: 2 * (points + 1) }, (_, i) => {
    const angle = (2 * Math.PI * (i >> 1)) / points;
    return i % 2 === 0 ? radius * Math.cos(angle) : 0.09 + radius * Math.sin(angle);
  });
  const job = planJob([circle], {
    ...settings,
    drawing: { speed: 1, acceleration: 0.4, jointSpeed: 100 },
  });
  const middle = copies(job).filter((point) => point.kind === "draw");
  const [a, b] = [middle[Math.floor(middle.length / 2)], middle[Math.floor(middle.length / 2) + 1]];
  const speed = Math.hypot(b.pen[0] - a.pen[0], b.pen[1] - a.pen[1]) / period;
  expect(speed).toBeCloseTo(Math.sqrt((radius * 0.4) / Math.SQRT2), 3);
});

test("where the joints are what is slow, they move at their limit", () => {
  const line = Float64Array.of(-0.05, 0.06, 0.02, 0.12);
  const slow = { speed: 1, acceleration: 10, jointSpeed: 0.5 };
  const drawn = copies(planJob([line], { ...settings, drawing: slow })).filter(
    (point) => point.kind === "draw",
  );
  const speeds = drawn.slice(1).map((b, i) => {
    const a = drawn[i];
    return Math.max(Math.abs(b.q[0] - a.q[0]), Math.abs(b.q[1] - a.q[1])) / period;
  });
  expect(Math.max(...speeds)).toBeLessThan(0.5 * 1.01);
  const middle = speeds.slice(10, -10);
  expect(Math.min(...middle)).toBeGreaterThan(0.5 * 0.97);
});
