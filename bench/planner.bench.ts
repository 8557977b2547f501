/**
 * How long it takes from the text of an SVG to a timed job, and each part of the way.
 *
 * Run with `npx vitest bench --run bench/planner.bench.ts`. The drawing has 3,000 curved strokes, strewn at
 * random; `purkinje draw` adds about 0.3 s to start Node.
 */
import { bench, describe } from "vitest";
import { arrange } from "../bridge/drawing/arrange/arrange.ts";
import { orderStrokes } from "../bridge/drawing/arrange/order.ts";
import { planDrawing } from "../bridge/drawing/plan-drawing.ts";
import { readSvg } from "../bridge/drawing/svg/read-svg.ts";
import { motionFor } from "../cli/drawing/motion.ts";
import { planJob } from "../plant/plotter/job.ts";
import { makeMachine } from "../plant/plotter/machines.ts";
import { setpoints } from "../plant/plotter/setpoints.ts";
import { makeRandom } from "../sim/random.ts";

const STROKES = 3000;
const options = { time: 2000, iterations: 3, warmupIterations: 1, warmupTime: 0 };

const random = makeRandom(1);
const coordinates = (count: number, size: number): string =>
  Array.from({ length: count }, () => (size * random.uniform()).toFixed(2)).join(" ");
const paths = Array.from(
  { length: STROKES },
  () => `<path d="M${coordinates(2, 1000)}c${coordinates(6, 60)}"/>`,
);
const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1060 1060" fill="none" stroke="#000">${paths.join("")}</svg>`;

const reading = { layers: "auto", fills: true } as const;
const arranging = {
  turn: 0,
  margin: 0.005,
  paper: undefined,
  keepsSize: false,
  tolerance: 1e-4,
  joins: 1e-4,
} as const;
const arm = makeMachine("brachiograph");
const motion = motionFor(arm, 0.03);

const drawing = readSvg(svg, reading);
const strokes = arrange(drawing, arm, arranging).layers.flatMap((layer) => layer.strokes);
const shuffled = strokes.map((_, i) => strokes[(i * 7919) % strokes.length] ?? new Float64Array(4));
const job = planJob(strokes, motion);

describe(`${STROKES} strokes`, () => {
  bench("all of it", () => void planDrawing(readSvg(svg, reading), arranging, motion), options);
  bench("reading", () => void readSvg(svg, reading), options);
  bench("ordering", () => void orderStrokes(shuffled, arm.home), options);
  bench("timing", () => void planJob(strokes, motion), options);
  bench(
    `${Math.round(job.seconds * 100)} setpoints`,
    () => {
      for (const _ of setpoints(job));
    },
    options,
  );
});
