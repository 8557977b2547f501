import { fc, test as property } from "@fast-check/vitest";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { pushApart, rowsAbove } from "../../cli/report/charts/apart.ts";
import { logTicks, roundNumber, spanOf } from "../../cli/report/charts/axis.ts";
import type { Axis, Chart } from "../../cli/report/document.ts";
import { renderReport } from "../../cli/report/page.ts";
import { reportOf } from "./partial.ts";

/** The drawing of a chart; the wide one, where there are two. */
function drawing(chart: Chart): Element {
  const { document } = parseHTML(renderReport(reportOf([chart])));
  const svg = document.querySelector("figure .wide svg, figure .panel svg");
  if (!svg) throw new Error("the chart was not drawn");
  return svg;
}

const numbers = (text: string | null | undefined): number[] =>
  [...(text ?? "").matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number));

/** Where the ticks of an axis are, by what they say. */
function ticks(svg: Element, axis: "x" | "y"): { value: number; place: number }[] {
  return [...svg.querySelectorAll(`[aria-label="${axis}-axis tick label"] text`)].map((text) => ({
    value: Number(text.textContent?.replace("−", "-")),
    place: numbers(text.getAttribute("transform"))[axis === "x" ? 0 : 1] ?? Number.NaN,
  }));
}

/** From value to pixel by what two ticks of an axis say: an axis that lies would show here. */
function readOff(svg: Element, axis: "x" | "y", scale: Axis["scale"] = "linear") {
  const along = scale === "log" ? Math.log : (value: number): number => value;
  const [first, ...others] = ticks(svg, axis);
  const last = others.at(-1);
  if (!first || !last) throw new Error("the axis has fewer than two ticks");
  const slope = (last.place - first.place) / (along(last.value) - along(first.value));
  return (value: number): number => first.place + slope * (along(value) - along(first.value));
}

/** The corners of the only line that has `width`. */
function corners(svg: Element, width: number): number[][] {
  const path = svg.querySelector(`[aria-label="line"][stroke-width="${width}"] path`);
  const all = numbers(path?.getAttribute("d"));
  return Array.from({ length: all.length / 2 }, (_, i) => all.slice(2 * i, 2 * i + 2));
}

const values = fc.array(fc.double({ min: 0.01, max: 1000, noNaN: true }), {
  minLength: 2,
  maxLength: 20,
});

describe.each(["linear", "log"] as const)("on a %s axis", (scale) => {
  property.prop([values], { seed: 1, numRuns: 30 })("a line goes where its values say", (mean) => {
    const x = mean.map((_, i) => 10 * i);
    const svg = drawing({
      kind: "lines",
      x: { label: "x" },
      y: { label: "y", scale, includes: [0.1, 10] },
      series: [{ name: "a", x, mean }],
    });
    const [across, up] = [readOff(svg, "x"), readOff(svg, "y", scale)];
    const drawn = corners(svg, 2);
    expect(drawn.map(([px]) => px)).toBeNear(x.map(across), { atol: 0.05 });
    expect(drawn.map(([, py]) => py)).toBeNear(mean.map(up), { atol: 0.2 });
  });

  test("a dot, its seeds and its error bar stand where their values say", () => {
    const svg = drawing({
      kind: "dots",
      x: { label: "x" },
      y: { label: "y", scale },
      series: [
        {
          name: "a",
          points: [1, 5, 9].map((x) => ({ x, mean: 3 * x, sem: x, seeds: [2 * x, 4 * x] })),
        },
      ],
    });
    const up = readOff(svg, "y", scale);
    const [seeds, means] = [...svg.querySelectorAll('[aria-label="dot"]')].map((group) =>
      [...group.querySelectorAll("circle")].map((dot) => Number(dot.getAttribute("cy"))),
    );
    expect(seeds).toBeNear([2, 4, 10, 20, 18, 36].map(up), { atol: 0.05 });
    expect(means).toBeNear([3, 15, 27].map(up), { atol: 0.05 });
    const bars = [...svg.querySelectorAll('[aria-label="rule"] line')];
    expect(bars.map((bar) => Number(bar.getAttribute("y1")))).toBeNear([2, 10, 18].map(up), {
      atol: 0.05,
    });
    expect(bars.map((bar) => Number(bar.getAttribute("y2")))).toBeNear([4, 20, 36].map(up), {
      atol: 0.05,
    });
  });
});

test("series at one place stand beside each other, around it", () => {
  const svg = drawing({
    kind: "dots",
    x: { label: "x" },
    y: { label: "y" },
    series: ["a", "b"].map((name) => ({
      name,
      points: [
        { x: "here", mean: 1 },
        { x: "there", mean: 2 },
      ],
    })),
  });
  const shifts = [...svg.querySelectorAll('[aria-label="dot"]')]
    .filter((group) => group.querySelector("title"))
    .map((group) => numbers(group.getAttribute("transform"))[0]);
  expect(shifts).toEqual([-11, 11]);
});

test("both axes of a plane have one scale, and the bar tells it", () => {
  const svg = drawing({
    kind: "trajectories",
    unit: "cm",
    panels: [
      {
        name: "a",
        strokes: [
          {
            target: [],
            drawn: [
              [0, 0],
              [6, 0],
              [6, 3],
            ],
          },
        ],
      },
    ],
  });
  const [[x0, y0], [x1, y1], [x2, y2]] = corners(svg, 1.75);
  const scale = (x1 - x0) / 6;
  expect([y1 - y0, x2 - x1, (y1 - y2) / 3]).toBeNear([0, 0, scale], { atol: 0.01 });
  const bar = svg.querySelector('[aria-label="rule"] line');
  const length = Number(bar?.getAttribute("x2")) - Number(bar?.getAttribute("x1"));
  const [told] = numbers(svg.querySelector("text")?.textContent);
  expect(length / told).toBeCloseTo(scale, 1);
});

test("the colours of a matrix say size and sign", () => {
  const svg = drawing({
    kind: "heat",
    x: { label: "", names: ["a", "b", "c", "d"] },
    y: { label: "", names: ["r"] },
    values: [[-2, 0, 1, null]],
    quantity: { label: "q" },
    scale: "diverging",
  });
  const fills = [...svg.querySelectorAll('[aria-label="cell"] rect')].map((cell) =>
    cell.getAttribute("fill"),
  );
  expect(fills).toEqual(["var(--heat-0)", "var(--heat-40)", "var(--heat-60)", "var(--target)"]);
});

describe("an axis", () => {
  const positive = fc.double({ min: 1e-6, max: 1e6, noNaN: true });

  property.prop([fc.array(positive, { minLength: 1 }), fc.constantFrom("linear", "log")], {
    seed: 1,
  })("shows all values", (all, scale) => {
    const span = spanOf({ label: "", scale }, all);
    expect(span?.low).toBeLessThanOrEqual(Math.min(...all));
    expect(span?.high).toBeGreaterThanOrEqual(Math.max(...all));
    expect(span?.high).toBeGreaterThan(span?.low ?? Number.NaN);
  });

  property.prop([positive, positive], { seed: 1 })(
    "has two to twelve ticks if logarithmic",
    (a, b) => {
      const span = spanOf({ label: "", scale: "log" }, [a, b]);
      if (!span) throw new Error("positive values fit");
      const all = logTicks(span);
      expect(all.length).toBeGreaterThanOrEqual(2);
      expect(all.length).toBeLessThanOrEqual(12);
      for (const tick of all) {
        expect(tick).toBeGreaterThanOrEqual(span.low);
        expect(tick).toBeLessThanOrEqual(span.high * (1 + 1e-9));
      }
    },
  );

  test("ends at 1, 2 or 5", () => {
    expect([0.3, 1, 1.1, 70].map((value) => roundNumber(value, Math.floor))).toEqual([
      0.2, 1, 1, 50,
    ]);
    expect([0.3, 1, 1.1, 70].map((value) => roundNumber(value, Math.ceil))).toEqual([
      0.5, 1, 2, 100,
    ]);
  });
});

describe("labels", () => {
  property.prop(
    [fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 6 })],
    { seed: 1 },
  )("are pushed apart in their order and inside the field", (places) => {
    const moved = pushApart(places, { gap: 15, low: 0, high: 100 });
    const order = places.map((_, i) => i).sort((a, b) => places[a] - places[b]);
    for (let k = 1; k < order.length; k++) {
      expect(moved[order[k]] - moved[order[k - 1]]).toBeGreaterThanOrEqual(15 - 1e-9);
    }
    expect(Math.min(...moved)).toBeGreaterThanOrEqual(-1e-9);
    expect(Math.max(...moved)).toBeLessThanOrEqual(100 + 1e-9);
  });

  test("of events lie above the lines that they cross", () => {
    const at = (...starts: number[]) => rowsAbove(starts.map((start) => ({ start, width: 30 })));
    expect(at(0, 100)).toEqual([0, 0]);
    expect(at(0, 10)).toEqual([1, 0]);
    expect(at(20, 10, 0, 45)).toEqual([1, 2, 3, 0]);
  });
});
