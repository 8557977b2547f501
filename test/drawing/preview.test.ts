import { expect, test } from "vitest";
import { planDrawing } from "../../bridge/drawing/plan-drawing.ts";
import { previewSvg } from "../../bridge/drawing/preview/preview-svg.ts";
import { rasterise } from "../../bridge/drawing/preview/rasterise.ts";
import { settings } from "../plotter/jobs.ts";
import { drawn, read, strokesOf } from "./svg.ts";

const options = {
  turn: 0,
  margin: 0.005,
  paper: { width: 0.1, height: 0.06 },
  keepsSize: false,
  tolerance: 1e-4,
  joins: 1e-4,
} as const;
const plan = planDrawing(
  read(drawn('<path d="M0 0H50V20"/><circle cx="25" cy="40" r="9"/>')),
  options,
  settings,
);

/** What a preview draws of one kind, read back as an SVG [mm]. */
function drawnAs(kind: string, preview: string): number[][] {
  const others = new RegExp(`<(path|rect)(?! class="${kind}")[^>]*/>`, "g");
  return strokesOf(read(preview.replace(others, "")));
}

test("a preview shows the ink where the plan has it, in millimetres, the right way up", () => {
  const ink = drawnAs("ink", previewSvg(plan, { penWidth: 5e-4 }));
  expect(ink).toHaveLength(plan.job.strokes.length);
  const [box] = previewSvg(plan, { penWidth: 5e-4 }).match(/viewBox="[^"]*"/) ?? [];
  const [left = 0, top = 0] = (box ?? "").match(/-?[\d.]+/g)?.map(Number) ?? [];
  const millimetre = 96 / 25.4;
  plan.job.strokes.forEach((stroke, i) => {
    const expected = Array.from(stroke, (value, k) =>
      k % 2 === 0 ? (1000 * value - left) * millimetre : (-1000 * value - top) * millimetre,
    );
    expect(ink[i]).toBeNear(expected, { atol: 0.01 });
  });
});

test("a preview has the paper, the ways through the air, and numbers", () => {
  const preview = previewSvg(plan, { penWidth: 5e-4 });
  expect(drawnAs("paper", preview)).toHaveLength(1);
  expect(drawnAs("travel", preview)).toHaveLength(plan.job.strokes.length + 1);
  expect(drawnAs("order", preview).length).toBeGreaterThanOrEqual(plan.job.strokes.length);
  expect(preview).not.toContain('class="predicted"');
});

test("a preview shows the ink that a model of the machine expects, in pieces by its distance", () => {
  const points = Float64Array.of(0, 0.1, 0.01, 0.1, 0.02, 0.1, 0.03, 0.1);
  const off = Float64Array.of(1e-4, 1e-4, 3e-3, 3e-3);
  const preview = previewSvg(plan, {
    penWidth: 5e-4,
    predicted: [{ points, off }],
    note: "0.5 mm",
  });
  const pieces = drawnAs("predicted", preview);
  expect(pieces).toHaveLength(2);
  const lengths = pieces.map(([x0, , ...rest]) => rest[rest.length - 2] - x0);
  const millimetre = 96 / 25.4;
  expect(lengths).toBeNear([20 * millimetre, 10 * millimetre], { atol: 0.1 });
  // The note, and four entries of the legend.
  expect(preview.match(/class="words"/g)).toHaveLength(5);
});

test("a colour from a drawing cannot break out of the preview", () => {
  const layers = plan.layers.map((layer) => ({ ...layer, colour: '"/><script>' }));
  expect(previewSvg({ ...plan, layers }, { penWidth: 5e-4 })).not.toContain("<script");
});

test("a preview as PNG is one", async () => {
  const png = await rasterise(previewSvg(plan, { penWidth: 5e-4 }));
  expect(Buffer.from(png).subarray(1, 4).toString()).toBe("PNG");
  expect(Buffer.from(png).readUInt32BE(16)).toBe(1600);
});
