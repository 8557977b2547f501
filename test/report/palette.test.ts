import { fc, test as property } from "@fast-check/vitest";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import type { LinesChart } from "../../cli/report/document.ts";
import { renderReport } from "../../cli/report/page.ts";
import { assignLooks } from "../../cli/report/palette.ts";
import { colours } from "../../cli/reproduction/show.ts";
import { reportOf } from "./partial.ts";

const chartOf = (names: readonly string[]): LinesChart => ({
  kind: "lines",
  x: { label: "x" },
  y: { label: "y" },
  series: names.map((name) => ({ name, x: [0, 1], mean: [1, 2] })),
});
/** As many as there are colours but ink. */
const COLOURS = 8;

const looksOf = (...charts: (readonly string[])[]) => {
  const made = charts.map(chartOf);
  const looks = assignLooks({ ...reportOf(made), colours });
  return made.map((chart) => [...looks(chart).values()]);
};
const coloursOf = (...charts: (readonly string[])[]) =>
  looksOf(...charts).map((looks) => looks.map(({ colour }) => colour));

const free = ["at 5", "at 10", "at 20", "at 50", "LSTM", "tanh", "a", "b", "c", "d"];
const given = ["cRNN", "ccRNN", "ccRNN, best variant", "ccRNN, clean", "full BPTT", "olive off"];

describe("in one chart", () => {
  test("lesions at several epochs have a colour each, whatever has one elsewhere", () => {
    const lesions = ["intact", "at 5", "at 10", "at 20", "at 50"];
    const [, colour] = coloursOf(given, lesions);
    expect(new Set(colour).size).toBe(lesions.length);
  });

  const charts = fc.array(fc.subarray([...given, ...free], { maxLength: COLOURS }));
  property.prop([charts], { seed: 1 })(
    "no colour comes twice while there is another, and given ones are kept",
    (names) => {
      for (const [i, all] of coloursOf(...names).entries()) {
        expect(new Set(all).size).toBe(names[i].length);
        for (const [k, name] of names[i].entries()) {
          if (given.includes(name)) expect(all[k]).toBe(`var(--${colours[name]})`);
        }
      }
    },
  );

  test("more series than colours differ in their dashes and shapes", () => {
    const [looks] = looksOf(Array.from({ length: 4 * COLOURS }, (_, i) => `series ${i}`));
    expect(new Set(looks.map(({ colour }) => colour)).size).toBe(COLOURS);
    const lines = looks.map(({ colour, dash }) => `${colour} ${dash}`);
    expect(new Set(lines).size).toBe(4 * COLOURS);
    const dots = looks.map(({ colour, turn }) => `${colour} ${turn % 4}`);
    expect(new Set(dots).size).toBe(4 * COLOURS);
  });

  test("a legend tells them all apart", () => {
    const names = Array.from({ length: 12 }, (_, i) => `series ${i}`);
    const { document } = parseHTML(renderReport(reportOf([chartOf(names)])));
    const keys = [...document.querySelectorAll(".legend .key")].map((key) => key.outerHTML);
    expect(new Set(keys).size).toBe(12);
    const drawn = document.querySelectorAll('.wide [aria-label="line"][stroke-dasharray]');
    expect(drawn).toHaveLength(4);
  });
});

test("a series keeps its colour from chart to chart where it can", () => {
  const [[first], [, second]] = coloursOf(["at 50"], ["a", "at 50"]);
  expect(second).toBe(first);
});
