/**
 * How the tip of a linkage moves when one of its lengths or of its joint angles changes a little.
 *
 *   brachiograph   p = l₁ u(q₁) + l₂ u(q₁ + q₂),   u(α) = (cos α, sin α)
 *   pantograph     |p − eᵢ|² = bᵢ²,   eᵢ = (∓ half, 0) + aᵢ u(qᵢ)   for both halves i, so
 *                  nᵢ · dp = nᵢ · deᵢ + dbᵢ,   nᵢ = (p − eᵢ) / bᵢ   two equations for dp
 */
import type { ReadonlyVec, Vec } from "../vec.ts";
import type { FiveBarGeometry } from "./five-bar-pen-arm.ts";
import { fiveBarPenArm } from "./five-bar-pen-arm.ts";
import type { Linkage } from "./machines.ts";
import type { TwoLinkGeometry } from "./two-link-pen-arm.ts";

/**
 * slopes [(n + 2) × 2] ← ∂p/∂(lengths, as in linkage-lengths.ts, then q₁, q₂) at joint angles `q`; false where the linkage
 * cannot close.
 */
export function tipSlopes({ name, geometry }: Linkage): (slopes: Vec, q: ReadonlyVec) => boolean {
  return name === "brachiograph" ? ofTwoLinks(geometry) : ofFiveBar(geometry);
}

const ofTwoLinks =
  ({ l1, l2 }: TwoLinkGeometry) =>
  (slopes: Vec, q: ReadonlyVec): boolean => {
    const [c1, s1] = [Math.cos(q[0]), Math.sin(q[0])];
    const [c12, s12] = [Math.cos(q[0] + q[1]), Math.sin(q[0] + q[1])];
    slopes.set([c1, s1, c12, s12]);
    slopes.set([-l1 * s1 - l2 * s12, l1 * c1 + l2 * c12, -l2 * s12, l2 * c12], 4);
    return true;
  };

function ofFiveBar(geometry: FiveBarGeometry): (slopes: Vec, q: ReadonlyVec) => boolean {
  const { proximal, distal, half } = geometry;
  const { forward } = fiveBarPenArm(geometry);
  const pen = new Float64Array(2);
  const n = [new Float64Array(2), new Float64Array(2)];

  return (slopes, q) => {
    if (!forward(pen, q)) return false;
    for (let i = 0; i < 2; i++) {
      const servo = i === 0 ? -half : half;
      n[i][0] = (pen[0] - servo - proximal[i] * Math.cos(q[i])) / distal[i];
      n[i][1] = (pen[1] - proximal[i] * Math.sin(q[i])) / distal[i];
    }
    const [[n1x, n1y], [n2x, n2y]] = n;
    const det = n1x * n2y - n1y * n2x;
    /** `first` and `second`: the right-hand sides of both equations. */
    const put = (column: number, first: number, second: number): void => {
      slopes[2 * column] = (n2y * first - n1y * second) / det;
      slopes[2 * column + 1] = (n1x * second - n2x * first) / det;
    };
    const along = (i: 0 | 1): number => n[i][0] * Math.cos(q[i]) + n[i][1] * Math.sin(q[i]);
    const across = (i: 0 | 1): number => n[i][1] * Math.cos(q[i]) - n[i][0] * Math.sin(q[i]);
    put(0, along(0), 0);
    put(1, 0, along(1));
    put(2, 1, 0);
    put(3, 0, 1);
    put(4, -n1x / 2, n2x / 2);
    put(5, proximal[0] * across(0), 0);
    put(6, 0, proximal[1] * across(1));
    return true;
  };
}
