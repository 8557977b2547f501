import type { Job } from "../../plant/plotter/job.ts";
import { planJob } from "../../plant/plotter/job.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import type { TestFigureName } from "./test-figures.ts";
import { testFigure } from "./test-figures.ts";

/** A test figure at `speed` [m/s], planned as cautiously as these machines need. */
export const testJob = ({ arm }: PlotterConfig, figure: TestFigureName, speed: number): Job =>
  planJob(testFigure(figure), {
    arm,
    drawing: { speed, acceleration: 0.3, jointSpeed: 2 },
    travel: { speed: 0.1, acceleration: 0.6, jointSpeed: 3 },
    pen: { lift: 0.25, lower: 0.3, settle: 0.15 },
    corner: 3e-4,
    period: 0.01,
  });
