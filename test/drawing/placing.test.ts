import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { ArrangeOptions } from "../../bridge/drawing/arrange/arrange.ts";
import { arrange } from "../../bridge/drawing/arrange/arrange.ts";
import { placeDrawing } from "../../bridge/drawing/arrange/placing.ts";
import type { Drawing } from "../../bridge/drawing/drawing.ts";
import { DrawingError } from "../../bridge/drawing/drawing-error.ts";
import { readPolylines } from "../../bridge/drawing/read-polylines.ts";
import { machineNames, makeMachine } from "../../plant/plotter/machines.ts";
import { reachOf } from "../../plant/plotter/reach.ts";
import { drawn, read, strokesOf } from "./svg.ts";

const options: ArrangeOptions = {
  turn: 0,
  margin: 0.005,
  paper: undefined,
  keepsSize: false,
  tolerance: 1e-4,
  joins: 1e-4,
};
const arm = makeMachine("brachiograph");
const reach = reachOf(arm);

const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
const lines = fc.array(fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 8,
});

describe.for(machineNames)("on a %s", (name) => {
  const machine = makeMachine(name);

  test.prop([lines, fc.constantFrom(0, 1, Math.PI / 2, "auto" as const)], { seed: 1, numRuns: 12 })(
    "all of a drawing can be reached, however large it was and however it is turned",
    (json, turn) => {
      const drawing = readPolylines(JSON.stringify(json));
      const { layers } = arrange(drawing, machine, { ...options, turn });
      const q = new Float64Array(2);
      for (const stroke of layers.flatMap((layer) => layer.strokes)) {
        for (let i = 0; i < stroke.length; i += 2) {
          expect(machine.inverse(q, stroke[i], stroke[i + 1])).toBe(true);
        }
      }
    },
  );
});

describe("a drawing", () => {
  const wide = read(drawn('<path d="M0 0H100V40"/>'));
  const arranged = (drawing: Drawing, more: Partial<ArrangeOptions> = {}) => {
    const { layers, ...rest } = arrange(drawing, arm, { ...options, ...more });
    const points = layers.flatMap((layer) => layer.strokes.flatMap((stroke) => [...stroke]));
    const xs = points.filter((_, i) => i % 2 === 0);
    const ys = points.filter((_, i) => i % 2 === 1);
    const box = {
      left: Math.min(...xs),
      right: Math.max(...xs),
      near: Math.min(...ys),
      far: Math.max(...ys),
    };
    return { ...rest, points, box, layers };
  };

  test("keeps its shape, with its top away from the machine", () => {
    const { box, scale, layers } = arranged(wide);
    expect(box.right - box.left).toBeCloseTo((scale * 100 * 0.0254) / 96, 6);
    expect((box.right - box.left) / (box.far - box.near)).toBeCloseTo(2.5, 3);
    const [stroke] = layers[0].strokes;
    const corner = [stroke[2], stroke[3]];
    expect(corner).toBeNear([box.right, box.far], { atol: 1e-6 });
  });

  test("is turned clockwise", () => {
    const { box, layers } = arranged(wide, { turn: Math.PI / 2 });
    const [stroke] = layers[0].strokes;
    // The corner was at the upper right, and is now at the lower right.
    expect([stroke[2], stroke[3]]).toBeNear([box.right, box.near], { atol: 1e-6 });
    expect((box.far - box.near) / (box.right - box.left)).toBeCloseTo(2.5, 3);
  });

  test("is turned by itself where it then is larger", () => {
    const tall = read(drawn('<path d="M0 0V100H30"/>'));
    const scales = ([0, Math.PI / 2, "auto"] as const).map(
      (turn) => arranged(tall, { turn }).scale,
    );
    expect(scales[2]).toBe(Math.max(scales[0], scales[1]));
  });

  test("stays on its paper, in the middle, with a margin", () => {
    const paper = { width: 0.06, height: 0.05, corner: [-0.05, 0.06] } as const;
    const { box } = arranged(wide, { paper, margin: 0.01 });
    expect(box.left).toBeGreaterThanOrEqual(-0.04 - 1e-6);
    expect(box.right).toBeLessThanOrEqual(0 + 1e-6);
    expect((box.left + box.right) / 2).toBeCloseTo(-0.02, 2);
    expect((box.near + box.far) / 2).toBeCloseTo(0.085, 2);
  });

  test("keeps its size if it is told to, or says that it does not fit", () => {
    const { scale, box } = arranged(wide, { keepsSize: true });
    expect(scale).toBe(1);
    expect(box.right - box.left).toBeCloseTo((100 * 0.0254) / 96, 6);
    const large = read(drawn('<path d="M0 0H1000V900"/>'));
    const place = () => placeDrawing(large, reach, { ...options, keepsSize: true });
    expect(place).toThrow(DrawingError);
    expect(place).toThrow(/at its size of 265 × 238 mm/);
  });

  test("that is a line, or a dot, fits as well", () => {
    const { box } = arranged(read(drawn('<path d="M0 0H10"/>')));
    expect(box.right - box.left).toBeGreaterThan(0.1);
    expect(arranged(read(drawn('<path d="M7 7z"/>'))).points).toHaveLength(4);
  });

  test("of nothing, or on paper out of reach, is refused", () => {
    expect(() => arranged(read(""))).toThrow(/nothing to draw/);
    const paper = { width: 0.1, height: 0.1, corner: [0.5, 0.5] } as const;
    expect(() => arranged(wide, { paper })).toThrow(/the part of the paper \(100 × 100 mm\)/);
  });

  test("keeps its layers in their order, and all of their ink", () => {
    const red = '<path stroke="red" d="M0 0H50"/><path stroke="red" d="M0 9H50"/>';
    const blue = '<path stroke="blue" d="M0 4H50"/>';
    const drawing = read(`<g fill="none">${red}${blue}</g>`, "colour");
    const { layers, scale } = arranged(drawing);
    expect(layers.map(({ colour, strokes }) => [colour, strokes.length])).toEqual([
      ["#ff0000", 2],
      ["#0000ff", 1],
    ]);
    const ink = (strokes: readonly (readonly number[])[]): number =>
      strokes.reduce((sum, [x0, y0, x1, y1]) => sum + Math.hypot(x1 - x0, y1 - y0), 0);
    const metres = (ink(strokesOf(drawing)) * 0.0254) / 96;
    const planned = ink(layers.flatMap((layer) => layer.strokes.map((stroke) => [...stroke])));
    expect(planned).toBeCloseTo(scale * metres, 9);
  });
});

test("polylines in JSON are millimetres, with y down, in layers or without", () => {
  const drawing = readPolylines(
    '{"layers": [{"name": "a", "strokes": [[[0, 0], [25.4, 0]], [[3, 4]]]}]}',
  );
  expect(drawing.layers[0].name).toBe("a");
  expect(strokesOf(drawing)).toEqual([
    [0, 0, expect.closeTo(96, 6), 0],
    [3, 4, 3, 4].map((mm) => expect.closeTo((mm * 96) / 25.4, 6)),
  ]);
});
