/**
 * A report with every kind of chart and cell, made of formulas: it looks like an experiment's.
 */
import type { LineSeries, ReportDocument } from "../../cli/report/document.ts";
import { summary } from "../../sim/metrics/statistics.ts";
import { makeRandom } from "../../sim/random.ts";

const random = makeRandom(7);
const around = (value: number, spread: number): number =>
  value * Math.exp(spread * random.normal());

const learners = [
  { name: "cRNN, no cerebellum", final: 4.7, rate: 60 },
  { name: "ccRNN, as published", final: 0.61, rate: 18 },
  { name: "ccRNN, best variant", final: 0.124, rate: 9 },
  { name: "full back-propagation", final: 0.179, rate: 7 },
] as const;

const epochs = Array.from({ length: 100 }, (_, i) => i + 1);

function curve({ name, final, rate }: (typeof learners)[number]): LineSeries {
  const seeds = Array.from({ length: 10 }, () => {
    const end = around(final, 0.35);
    return epochs.map((epoch) => around(end + 25 * Math.exp(-epoch / rate), 0.06));
  });
  const spreads = epochs.map((_, i) => summary(seeds.map((seed) => seed[i])));
  return {
    name,
    x: epochs,
    mean: spreads.map(({ mean }) => mean),
    sem: spreads.map(({ sem }) => sem),
    seeds,
  };
}

function spreadOf(value: number, spread = 0.25) {
  const seeds = Array.from({ length: 10 }, () => around(value, spread));
  const { mean, sem } = summary(seeds);
  return { mean, sem, seeds };
}

const angles = Array.from({ length: 7 }, (_, i) => (Math.PI * i) / 6);
const panel = (name: string, error: number) => ({
  name,
  strokes: angles.map((angle) => {
    const bend = error * random.normal();
    const along = Array.from({ length: 11 }, (_, k) => k / 10);
    return {
      target: along.map((s) => [6 * s * Math.cos(angle), 6 * s * Math.sin(angle)] as const),
      drawn: along.map(
        (s) =>
          [
            6 * s * Math.cos(angle + bend * s) + 0.25 * error * random.normal(),
            6 * s * Math.sin(angle + bend * s) + 0.25 * error * random.normal(),
          ] as const,
      ),
    };
  }),
});

const windows = [1, 2, 3, 4, 5, 7, 10];
const cues = Array.from({ length: 7 }, (_, i) => `cue ${i + 1}`);
const names = ["cortex", "granule cells", "Purkinje cells", "olive", "output"];

export const sample: ReportDocument = {
  title: "A cerebellum lets a cortex learn from feedback that is rare",
  subtitle: "Simple line drawing after Pemberton, Boven, Apps and Costa (NeurIPS 2021), Figure 2",
  written: "2026-11-24T13:05:00Z",
  version: "0.1.0",
  runs: { done: 37, planned: 120 },
  settings: [
    ["command", "purkinje reproduce line-drawing --seeds 10 --first-seed 1001"],
    ["seeds", "1001 to 1010"],
    ["epochs", "100, of 16 batches of 50 lines"],
    ["engine", "WebAssembly with SIMD, Node 20.20.2"],
  ],
  summary: [
    "With feedback every second step and windows of one, a recurrent network ends at **4.7 ± 1.0**; with a cerebellum, as published, at **0.61 ± 0.09** (p = 0.003, ten seeds).",
    "The best variant found here ends at **0.124 ± 0.005** and so beats [full back-propagation](#sweeps), which ends at 0.179 ± 0.005. The option `--mode clean` does without the bootstrapped target after the end.",
  ],
  colours: {
    "cRNN, no cerebellum": "vermillion",
    "ccRNN, as published": "blue",
    "ccRNN, best variant": "green",
    "full back-propagation": "grey",
  },
  sections: [
    {
      id: "learning",
      heading: "What is learnt, and how fast",
      prose: [
        "Four learners get the same lines, in the same order, from the same initial weights. They differ in what they know of the future: nothing, a prediction of it by the cerebellum, or all of it.",
      ],
      figures: [
        {
          caption:
            "Error on the seven cues after each epoch. Mean over ten seeds with its standard error; thin lines are single seeds.",
          note: "The error is the squared distance between what is drawn and the line, averaged over steps and cues. At epoch 60 the cerebellum was cut off for one epoch.",
          chart: {
            kind: "lines",
            x: { label: "epoch" },
            y: { label: "mean squared distance", scale: "log" },
            series: learners.map(curve),
            events: [
              { x: 60, label: "lesion" },
              { x: 64, label: "cerebellum back on" },
            ],
          },
        },
        {
          caption: "What each learner draws at the end, seed 1001.",
          chart: {
            kind: "trajectories",
            unit: "cm",
            panels: learners.map(({ name, final }) => panel(name, Math.min(0.5, final / 4))),
          },
        },
      ],
      tables: [
        {
          caption: "What the paper says, and what came out here.",
          columns: [
            { label: "claim", align: "left" },
            { label: "cRNN", align: "right" },
            { label: "ccRNN", align: "right" },
            { label: "p", align: "right" },
            { label: "verdict", align: "left" },
          ],
          rows: [
            [
              "The ccRNN learns better than the cRNN",
              { kind: "spread", mean: 4.7, sem: 1.01, decimals: 2 },
              { kind: "spread", mean: 0.61, sem: 0.09, decimals: 2 },
              { kind: "p", value: 0.003 },
              { kind: "verdict", verdict: "holds" },
            ],
            [
              "Its lines are smoother",
              { kind: "spread", mean: 1.92, sem: 0.2, decimals: 2 },
              { kind: "spread", mean: 1.71, sem: 0.18, decimals: 2 },
              { kind: "p", value: 0.08 },
              { kind: "verdict", verdict: "partly" },
            ],
            [
              "It learns in fewer epochs",
              { kind: "number", value: 61, decimals: 0 },
              { kind: "number", value: 66, decimals: 0 },
              { kind: "p", value: 0.41 },
              { kind: "verdict", verdict: "fails" },
            ],
            [
              "The effect needs a long delay",
              { kind: "number", value: null, decimals: 2 },
              { kind: "number", value: null, decimals: 2 },
              { kind: "p", value: null },
              { kind: "verdict", verdict: "not testable" },
            ],
            [
              "It holds for captions",
              { kind: "spread", mean: null, sem: null, decimals: 2 },
              { kind: "spread", mean: null, sem: null, decimals: 2 },
              { kind: "p", value: null },
              { kind: "verdict", verdict: "not run" },
            ],
          ],
        },
      ],
    },
    {
      id: "sweeps",
      heading: "Windows, intervals and lesions",
      prose: [
        "The longer the window over which the cortex propagates errors itself, the less the cerebellum has to add.",
      ],
      figures: [
        {
          caption: "Final error against the length of the window. Small dots are single seeds.",
          chart: {
            kind: "dots",
            x: { label: "window K", unit: "steps" },
            y: { label: "mean squared distance", scale: "log" },
            reference: { value: 0.179, label: "full back-propagation" },
            series: learners.slice(0, 3).map(({ name, final }) => ({
              name,
              points: windows.map((x) => ({ x, ...spreadOf(0.16 + final / x ** 1.6) })),
            })),
          },
        },
        {
          caption: "Final error when a part is cut off.",
          chart: {
            kind: "dots",
            x: { label: "lesion" },
            y: { label: "error along the path", unit: "mm", includes: [0] },
            series: [
              {
                name: "early lesion",
                points: names.map((x, i) => ({ x, ...spreadOf(2 + 3 * i) })),
              },
              {
                name: "late lesion",
                points: names.map((x, i) => ({ x, ...spreadOf(1.5 + i) })),
              },
            ],
          },
        },
      ],
      tables: [],
    },
    {
      id: "populations",
      heading: "What the populations know",
      prose: [],
      figures: [
        {
          caption: "Correlation of what two populations do, over all cues and steps.",
          chart: {
            kind: "heat",
            x: { label: "", names },
            y: { label: "", names },
            values: names.map((_, j) => names.map((__, i) => Math.cos(1.1 * (i - j)))),
            quantity: { label: "Pearson's r" },
            scale: "diverging",
            limit: 1,
            decimals: 2,
          },
        },
        {
          caption: "First component of the cortex that depends on the cue, by cue and time.",
          chart: {
            kind: "heat",
            x: { label: "time (ms)", names: Array.from({ length: 60 }, (_, i) => String(10 * i)) },
            y: { label: "", names: cues },
            values: cues.map((_, j) =>
              Array.from({ length: 60 }, (__, i) => (j - 3) * Math.exp(-(((i - 25) / 14) ** 2))),
            ),
            quantity: { label: "activity", unit: "a.u." },
            scale: "diverging",
          },
        },
        {
          caption: "Demixed components of the captions.",
          chart: {
            kind: "heat",
            x: { label: "time", names: [] },
            y: { label: "cue", names: cues },
            values: [],
            quantity: { label: "activity" },
            scale: "sequential",
          },
        },
      ],
      tables: [],
    },
  ],
};
