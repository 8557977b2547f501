import { describe, expect, it } from "vitest";
import { forwardKinematics } from "../../../plant/arm/kinematics.ts";
import { Forces } from "../../../viewer/scene/forces.ts";

const lengths = { l1: 0.3, l2: 0.33 };
const still = { forceX: 0, forceY: 0, adaptiveShoulder: 0, adaptiveElbow: 0 };
const q = Float64Array.of(0.7, 1.4);

/** Where the tip of the only visible arrow points, from the hand. */
function tip(forces: Forces): { x: number; y: number } {
  const arrow = forces.root.children.find(({ visible }) => visible);
  const corners = (arrow as any).geometry.getAttribute("position");
  return { x: corners.getX(5), y: corners.getY(5) };
}

describe("the forces on the hand", () => {
  it("show no arrows where there are none", () => {
    const forces = new Forces();
    forces.set(undefined);
    forces.update({ x: 0, y: 0.4 }, q, lengths);
    expect(forces.root.children.some(({ visible }) => visible)).toBe(false);
  });

  it("point where the world pushes", () => {
    const forces = new Forces();
    forces.set({ ...still, forceX: -3, forceY: 4 });
    forces.update({ x: 0, y: 0.4 }, q, lengths);
    const { x, y } = tip(forces);
    expect(y / x).toBeCloseTo(-4 / 3, 5);
    expect(x).toBeLessThan(0);
  });

  it("do the work of the torques: F·dx = τ·dq for every small turn of the joints", () => {
    const tau = [0.8, -0.5];
    const forces = new Forces();
    forces.set({ ...still, adaptiveShoulder: tau[0], adaptiveElbow: tau[1] });
    forces.update({ x: 0, y: 0.4 }, q, lengths);
    const { x, y } = tip(forces);
    const works = [
      [1e-6, 0],
      [0, 1e-6],
    ].map((dq) => {
      const [from, to] = [new Float64Array(2), new Float64Array(2)];
      forwardKinematics(from, q, lengths);
      forwardKinematics(to, Float64Array.of(q[0] + dq[0], q[1] + dq[1]), lengths);
      return x * (to[0] - from[0]) + y * (to[1] - from[1]);
    });
    // Only the direction is in the arrow: the ratio of the works is that of the torques.
    expect(works[0] / works[1]).toBeCloseTo(tau[0] / tau[1], 3);
    expect(Math.sign(works[0])).toBe(Math.sign(tau[0]));
  });

  it("say how far a tip has moved", () => {
    const forces = new Forces();
    forces.set({ ...still, forceX: 1 });
    expect(forces.update({ x: 0, y: 0.4 }, q, lengths)).toBeCloseTo(0.012, 9);
    expect(forces.update({ x: 0, y: 0.4 }, q, lengths)).toBe(0);
  });

  it("show no arrow that an arm held straight does not know", () => {
    const forces = new Forces();
    forces.set({ ...still, adaptiveShoulder: 1, adaptiveElbow: 1 });
    forces.update({ x: 0.63, y: 0 }, new Float64Array(2), lengths);
    expect(forces.root.children.some(({ visible }) => visible)).toBe(false);
  });
});
