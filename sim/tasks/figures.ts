/**
 * Figures to draw: none of them is practised on. Points in metres, inside the workspace.
 */
import { WORKSPACE } from "./workspace.ts";

type Points = [number, number][];

const [centreX, centreY] = WORKSPACE.centre;

/** `count` + 1 points of a curve in polar or cartesian form, t from 0 to 1. */
const curve = (count: number, at: (t: number) => readonly [number, number]): Points =>
  Array.from({ length: count + 1 }, (_, i) => {
    const [x, y] = at(i / count);
    return [centreX + x, centreY + y];
  });

const polar = (radius: number, angle: number): [number, number] => [
  radius * Math.cos(angle),
  radius * Math.sin(angle),
];

/** Points on straight lines between corners. */
const polygon = (...corners: readonly (readonly [number, number])[]): Points =>
  corners.map(([x, y]) => [centreX + x, centreY + y]);

const TURN = 2 * Math.PI;

export const figures: Readonly<Record<string, Points>> = {
  star: polygon(...Array.from({ length: 6 }, (_, k) => polar(0.11, TURN / 4 + (2 * k * TURN) / 5))),
  spiral: curve(240, (t) => polar(0.012 + 0.093 * t, 3.5 * TURN * t)),
  square: polygon([-0.08, -0.08], [0.08, -0.08], [0.08, 0.08], [-0.08, 0.08], [-0.08, -0.08]),
  heart: curve(160, (t) => {
    const a = TURN * t;
    const y = 13 * Math.cos(a) - 5 * Math.cos(2 * a) - 2 * Math.cos(3 * a) - Math.cos(4 * a);
    return [0.0062 * 16 * Math.sin(a) ** 3, 0.0062 * y];
  }),
  "figure of eight": curve(160, (t) => [0.11 * Math.sin(TURN * t), 0.06 * Math.sin(2 * TURN * t)]),
  flower: curve(300, (t) => polar(0.075 + 0.035 * Math.cos(5 * TURN * t), TURN * t)),
  zigzag: polygon(
    [-0.11, 0.03],
    [-0.08, -0.05],
    [-0.04, 0.05],
    [0, -0.05],
    [0.04, 0.05],
    [0.08, -0.05],
    [0.11, 0.03],
  ),
  loops: curve(300, (t) => [
    -0.1 + 0.2 * t + 0.028 * Math.cos(5 * TURN * t),
    0.045 * Math.sin(5 * TURN * t),
  ]),
};
