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

test("a preview shows the ink that a model of the machine expects", () => {
  const predicted = [Float64Array.of(0, 0.1, 0.01, 0.1)];
  const preview = previewSvg(plan, { penWidth: 5e-4, predicted });
  expect(drawnAs("predicted", preview)).toHaveLength(1);
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
