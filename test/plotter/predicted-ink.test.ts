import { test } from "@fast-check/vitest";
import { expect } from "vitest";
import { planJob } from "../../plant/plotter/job.ts";
import type { PenModel } from "../../plant/plotter/predicted-ink.ts";
import { predictInk } from "../../plant/plotter/predicted-ink.ts";
import { lengthOf } from "../../plant/plotter/stroke.ts";
import { settings, strokes } from "./jobs.ts";

const perfect: PenModel = (pen, wish) => {
  pen.set(wish.pen);
  pen[2] = wish.height;
};

test.prop([strokes], { seed: 1, numRuns: 40 })(
  "a perfect machine leaves the strokes that were asked for",
  (all) => {
    const ink = predictInk(planJob(all, settings), perfect);
    expect(ink).toHaveLength(all.length);
    ink.forEach(({ points: one, off }, i) => {
      expect(Math.max(...off)).toBeLessThan(1e-9);
      const wanted = all[i];
      expect(one.slice(0, 2)).toBeNear(wanted.slice(0, 2), { atol: 1e-6 });
      expect(one.slice(-2)).toBeNear(wanted.slice(-2), { atol: 1e-6 });
      const corners = 4 * settings.corner * (wanted.length / 2);
      expect(lengthOf(one)).toBeLessThanOrEqual(lengthOf(wanted) + 1e-9);
      expect(lengthOf(one)).toBeGreaterThan(lengthOf(wanted) - corners - 0.01 * lengthOf(wanted));
    });
  },
);

test("a machine that lags cuts a corner", () => {
  const corner = Float64Array.of(-0.05, 0.06, 0, 0.06, 0, 0.1);
  const lagging: PenModel = (pen, wish) => {
    if (wish.time === 0) pen.set(wish.pen);
    pen[0] += 0.2 * (wish.pen[0] - pen[0]);
    pen[1] += 0.2 * (wish.pen[1] - pen[1]);
    pen[2] = wish.height;
  };
  const [exact, late] = [perfect, lagging].map((model) => {
    const [{ points: one }] = predictInk(planJob([corner], settings), model);
    let nearest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < one.length; i += 2) {
      nearest = Math.min(nearest, Math.hypot(one[i], one[i + 1] - 0.06));
    }
    return nearest;
  });
  expect(exact).toBeLessThan(3e-4);
  expect(late).toBeGreaterThan(2 * exact);
});
