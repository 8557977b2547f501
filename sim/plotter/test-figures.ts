/**
 * Figures by which plotters are judged, on the left half of the paper where a BrachioGraph draws best [m].
 */
import type { Stroke } from "../../plant/plotter/stroke.ts";

export const testFigureNames = ["square", "circle", "spiral", "loops"] as const;
export type TestFigureName = (typeof testFigureNames)[number];

/** Middle of the figures. */
const X = -0.02;
const Y = 0.1;
const TURN = 2 * Math.PI;

/** `count` + 1 points of a curve about the middle, t from 0 to 1. */
function curve(count: number, at: (t: number) => readonly [number, number]): Stroke {
  const stroke = new Float64Array(2 * (count + 1));
  for (let i = 0; i <= count; i++) {
    const [x, y] = at(i / count);
    stroke[2 * i] = X + x;
    stroke[2 * i + 1] = Y + y;
  }
  return stroke;
}

const figures: Readonly<Record<TestFigureName, readonly Stroke[]>> = {
  /** 6 cm wide. */
  square: [
    curve(4, (t) => {
      const right = t > 0.2 && t < 0.7;
      return [right ? 0.03 : -0.03, t > 0.4 && t < 0.9 ? 0.03 : -0.03];
    }),
  ],
  circle: [curve(180, (t) => [0.03 * Math.cos(TURN * t), 0.03 * Math.sin(TURN * t)])],
  spiral: [
    curve(360, (t) => {
      const radius = 0.004 + 0.028 * t;
      return [radius * Math.cos(4 * TURN * t), radius * Math.sin(4 * TURN * t)];
    }),
  ],
  /** Three rows of loops, such as a child writes before it writes letters. */
  loops: [0.02, 0, -0.02].map((row) =>
    curve(240, (t) => [
      -0.035 + 0.07 * t + 0.006 * Math.sin(6 * TURN * t),
      row + 0.006 * Math.cos(6 * TURN * t),
    ]),
  ),
};

export const testFigure = (name: TestFigureName): readonly Stroke[] => figures[name];
