/**
 * A report as bad as it gets: nothing in it yet, or nothing that can be drawn.
 */
import type { Chart, LinesChart, ReportDocument } from "../../cli/report/document.ts";

const x = { label: "x" };
const y = { label: "y" };
const log = { label: "y", scale: "log" } as const;
const lines = (series: LinesChart["series"], axis: LinesChart["y"] = y): Chart => ({
  kind: "lines",
  x,
  y: axis,
  series,
});

/** Charts in which no value can be drawn. */
export const emptyCharts: Readonly<Record<string, Chart>> = {
  "no lines": lines([]),
  "a line without values": lines([{ name: "a", x: [], mean: [] }]),
  "a line of nothing": lines([
    { name: "a", x: [1, 2], mean: [null, Number.NaN], sem: [null, null] },
  ]),
  "a line below a logarithmic axis": lines([{ name: "a", x: [1, 2], mean: [0, -1] }], log),
  "no dots": { kind: "dots", x, y, series: [] },
  "dots of nothing": {
    kind: "dots",
    x,
    y,
    series: [{ name: "a", points: [{ x: 1, mean: null }] }],
    reference: { value: 1, label: "chance" },
  },
  "no panels": { kind: "trajectories", panels: [] },
  "targets only": {
    kind: "trajectories",
    panels: [{ name: "a", strokes: [{ target: [[0, 0]], drawn: [] }] }],
  },
  "no matrix": {
    kind: "heat",
    x: { label: "", names: [] },
    y: { label: "", names: [] },
    values: [],
    quantity: { label: "r" },
    scale: "diverging",
  },
  "a matrix of nothing": {
    kind: "heat",
    x: { label: "", names: ["a"] },
    y: { label: "", names: ["b"] },
    values: [[null]],
    quantity: { label: "r" },
    scale: "sequential",
  },
};

/** Charts of which a part can be drawn. */
export const partialCharts: Readonly<Record<string, Chart>> = {
  "one value without spread": lines([{ name: "a", x: [1], mean: [2], sem: [Number.NaN] }]),
  "a line with gaps beside one of nothing": lines([
    { name: "a", x: [1, 2, 3, 4], mean: [1, null, Number.POSITIVE_INFINITY, 2], sem: [0.1] },
    { name: "b", x: [1, 2], mean: [] },
  ]),
  "a band that reaches below a logarithmic axis": lines(
    [{ name: "a", x: [1, 2], mean: [1, 1], sem: [2, 2], seeds: [[1, -1], []] }],
    log,
  ),
  "a flat line at zero": lines([{ name: "a", x: [1, 2], mean: [0, 0] }]),
  "dots with and without seeds": {
    kind: "dots",
    x,
    y: log,
    series: [
      { name: "a", points: [{ x: 1, mean: 2, sem: null, seeds: [2, null, -1] }] },
      {
        name: "b",
        points: [
          { x: "full", mean: 2, sem: 3 },
          { x: Number.NaN, mean: 1 },
        ],
      },
      { name: "c", points: [] },
    ],
  },
  "words that look like numbers": {
    kind: "dots",
    x,
    y,
    series: [{ name: "a", points: ["1", "2", "2026-11-24"].map((word) => ({ x: word, mean: 1 })) }],
  },
  "one who drew, one who did not, one who stood still": {
    kind: "trajectories",
    panels: [
      {
        name: "a",
        strokes: [
          {
            target: [
              [0, 0],
              [1, 1],
            ],
            drawn: [
              [0, 0],
              [null, 1],
              [1, Number.NaN],
            ],
          },
        ],
      },
      { name: "b", strokes: [] },
      { name: "c", strokes: [{ target: [], drawn: [[1, 1]] }] },
    ],
  },
  "a ragged matrix": {
    kind: "heat",
    x: { label: "x", names: ["same", "same"] },
    y: { label: "y", names: ["same", "same", "third"] },
    values: [[1, null, 3], [Number.NaN], [0, -2]],
    quantity: { label: "r" },
    scale: "diverging",
    limit: 0,
    decimals: 1,
  },
};

/** Text that would be a script, or break an attribute, if it were taken at its word. */
export const hostile = `<script>alert("x")</script>' " & </svg> url(http://x.test) \u00a0 ]]>`;

/** A report of these charts, and all its text hostile. */
export function reportOf(charts: readonly Chart[]): ReportDocument {
  return {
    title: hostile,
    subtitle: hostile,
    written: hostile,
    version: hostile,
    runs: { done: 0, planned: 0 },
    settings: [[hostile, hostile]],
    summary: [hostile],
    sections: [
      {
        id: hostile,
        heading: hostile,
        prose: [hostile],
        figures: charts.map((chart) => ({ caption: hostile, chart, note: hostile })),
        tables: [
          { caption: hostile, columns: [], rows: [] },
          {
            caption: hostile,
            columns: [
              { label: hostile, unit: hostile, align: "left" },
              { label: hostile, align: "right" },
            ],
            rows: [
              [hostile, { kind: "number", value: Number.NaN, decimals: 2 }],
              [hostile, { kind: "spread", mean: 1, sem: Number.NaN, decimals: 2 }],
              [hostile, { kind: "p", value: null }],
              [],
            ],
          },
        ],
      },
    ],
  };
}

/** Charts with hostile text wherever a chart has text. */
export const hostileCharts: readonly Chart[] = [
  {
    kind: "lines",
    x: { label: hostile, unit: hostile },
    y: { label: hostile },
    series: [
      { name: hostile, x: [1, 2], mean: [1, 2] },
      { name: `${hostile} 2`, x: [1], mean: [null] },
    ],
    events: [{ x: 1, label: hostile }],
  },
  {
    kind: "dots",
    x: { label: hostile },
    y: { label: hostile },
    series: [{ name: hostile, points: [{ x: hostile, mean: 1, sem: 1, seeds: [1] }] }],
    reference: { value: 1, label: hostile },
  },
  {
    kind: "trajectories",
    unit: hostile,
    panels: [
      {
        name: hostile,
        strokes: [
          {
            target: [],
            drawn: [
              [0, 0],
              [1, 1],
            ],
          },
        ],
      },
    ],
  },
  {
    kind: "heat",
    x: { label: hostile, names: [hostile] },
    y: { label: hostile, names: [hostile] },
    values: [[1]],
    quantity: { label: hostile, unit: hostile },
    scale: "diverging",
    decimals: 1,
  },
];
