import { beforeAll, describe, expect, test } from "vitest";
import type { Findings } from "../../../sim/experiments/experiment.ts";
import { experiments } from "../../../sim/experiments/experiments.ts";
import { laboratory } from "./laboratory.ts";

/** Nobody chose anything while looking at this seed. */
const SEED = 8101;
/** The longest takes half a minute on an idle machine [ms]. */
const PATIENCE = 300_000;

describe.each(experiments.map((experiment) => [experiment.name, experiment] as const))(
  "the experiment %s",
  (_, experiment) => {
    let found: Findings = { figures: {} };
    beforeAll(() => {
      found = experiment.perform(laboratory, SEED);
    }, PATIENCE);

    test("finds a number for each of its targets", () => {
      const { figures } = found;
      for (const { figure } of experiment.targets) {
        expect(Number.isFinite(figures[figure]), figure).toBe(true);
      }
    });

    test("has what its pictures show", () => {
      const { figures, curves = {}, paths = {} } = found;
      for (const view of experiment.views) {
        if (view.kind === "curves") {
          for (const curve of Object.keys(view.curves))
            expect(curves[curve].length).toBeGreaterThan(10);
        } else if (view.kind === "paths") {
          for (const path of Object.keys(view.paths)) expect(paths[path].length).toBeGreaterThan(0);
        } else {
          for (const at of Object.values(view.lines)) {
            for (const value of view.values) expect(figures[at(value)], at(value)).toBeDefined();
          }
        }
      }
    });
  },
);

describe("a brain in a curl field", () => {
  const curl = experiments.find(({ name }) => name === "curl");
  let figures: Findings["figures"] = {};
  beforeAll(() => {
    figures = curl?.perform(laboratory, SEED).figures ?? {};
  }, PATIENCE);

  test("is pushed aside at first, and much less in the end", () => {
    expect(figures.controlLastMm).toBeGreaterThan(20);
    expect(figures.reductionPct).toBeGreaterThan(80);
  });

  test("errs to the other side when the field is gone", () => {
    expect(figures.aftereffectMm).toBeLessThan(-10);
    expect(figures.catchMm).toBeLessThan(-10);
  });

  test("keeps what it has learnt when it learns no more", () => {
    expect(figures.frozenReductionPct).toBeGreaterThan(70);
  });

  test("does not adapt without a cerebellum", () => {
    expect(figures.lesionedReductionPct).toBeLessThan(15);
  });
});
