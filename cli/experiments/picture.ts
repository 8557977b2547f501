/** Pictures of what was found. */
import type { Findings, Path, View } from "../../sim/experiments/experiment.ts";
import { summary } from "../../sim/metrics/statistics.ts";
import type { Figure, Measured, PlanePoint } from "../report/document.ts";
import { valuesOf } from "./summary.ts";

export function pictureOf(view: View, found: readonly Findings[]): Figure {
  const { caption } = view;
  switch (view.kind) {
    case "curves":
      return {
        caption,
        chart: {
          kind: "lines",
          x: { label: view.x },
          y: { ...view.y, includes: [0] },
          series: Object.entries(view.curves).map(([curve, name]) => {
            const seeds = found.flatMap(({ curves }) => (curves?.[curve] ? [curves[curve]] : []));
            const spreads = Array.from(
              { length: Math.max(0, ...seeds.map((one) => one.length)) },
              (_, n) => summary(seeds.map((one) => one[n] ?? Number.NaN).filter(Number.isFinite)),
            );
            return {
              name,
              x: spreads.map((_, n) => n + 1),
              mean: spreads.map(({ mean }) => measured(mean)),
              sem: spreads.map(({ sem }) => measured(sem)),
            };
          }),
          events: Object.entries(view.marks ?? {}).map(([label, x]) => ({ x, label })),
        },
      };
    case "sweep":
      return {
        caption,
        chart: {
          kind: "dots",
          x: view.x,
          y: view.y.scale === "log" ? view.y : { ...view.y, includes: [0] },
          series: Object.entries(view.lines).map(([name, figureAt]) => ({
            name,
            points: view.values.map((x) => {
              const seeds = valuesOf(found, figureAt(x));
              const { mean, sem } = summary(seeds);
              return { x, mean: measured(mean), sem: measured(sem), seeds };
            }),
          })),
        },
      };
    case "paths":
      return {
        caption,
        chart: {
          kind: "trajectories",
          unit: "mm",
          panels: Object.entries(view.paths).map(([path, name]) => ({
            name,
            strokes: (found[0]?.paths?.[path] ?? []).map(strokeOf),
          })),
        },
      };
  }
}

const strokeOf = ({ drawn, asked }: Path) => ({ drawn: points(drawn), target: points(asked) });

/** In millimetres. */
const points = (path: Float64Array): PlanePoint[] =>
  Array.from({ length: path.length / 2 }, (_, i) => [
    round(1000 * (path[2 * i] ?? Number.NaN)),
    round(1000 * (path[2 * i + 1] ?? Number.NaN)),
  ]);

const round = (value: number): number => Number(value.toFixed(1));
const measured = (value: number): Measured => (Number.isFinite(value) ? value : null);
