import { describe, expect, it } from "vitest";
import { STROKE_POINTS_MAX } from "../../bridge/protocol/client-message.ts";
import { clampToCircle, STROKE_SPACING, Stroke } from "../../viewer/stroke.ts";

describe("a stroke", () => {
  it("leaves out points that are too near to the last", () => {
    const stroke = new Stroke();
    expect(stroke.add(0, 0)).toBe(true);
    expect(stroke.add(0.9 * STROKE_SPACING, 0)).toBe(false);
    expect(stroke.add(1.1 * STROKE_SPACING, 0)).toBe(true);
    expect(stroke.points).toHaveLength(2);
  });

  it("is thinned to what a message may hold, and keeps its ends", () => {
    const stroke = new Stroke();
    for (let i = 0; i < 5001; i++) stroke.add(0.002 * i, 0);
    const points = stroke.thinned();
    expect(points.length).toBeLessThanOrEqual(STROKE_POINTS_MAX);
    expect(points.length).toBeGreaterThan(0.95 * STROKE_POINTS_MAX);
    expect(points[0]).toEqual([0, 0]);
    expect(points.at(-1)?.[0]).toBeCloseTo(10, 9);
  });

  it("is left as it is when it is short", () => {
    const stroke = new Stroke();
    for (let i = 0; i < 50; i++) stroke.add(0.002 * i, 0.1);
    expect(stroke.thinned()).toEqual(stroke.points);
  });
});

describe("clamping to a circle", () => {
  const circle = { x: 0, y: 0.42, radius: 0.15 };

  it("leaves what is inside", () => {
    expect(clampToCircle(0.05, 0.4, circle)).toEqual([0.05, 0.4]);
  });

  it("brings what is outside to the rim, in its direction", () => {
    expect(clampToCircle(0.3, 0.82, circle)).toBeNear([0.09, 0.54], { atol: 1e-12 });
  });
});
