/** What seeds have found, as people and programs read it. */
import type { Experiment, Findings, Target } from "../../sim/experiments/experiment.ts";
import { median } from "../../sim/movement-score.ts";

/** Medians over seeds; what was not found in any seed is null. */
export type Medians = Readonly<Record<string, number | null>>;

/** Figures as --json prints them: "a/b" becomes b inside a. */
export interface Tree {
  [name: string]: number | null | Tree;
}

export function mediansOf(found: readonly Findings[]): Medians {
  const names = new Set(found.flatMap(({ figures }) => Object.keys(figures)));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = valuesOf(found, name);
      return [name, values.length > 0 ? median(values) : null];
    }),
  );
}

/** One for each seed that has it. */
export const valuesOf = (found: readonly Findings[], figure: string): number[] =>
  found.flatMap(({ figures }) => {
    const value = figures[figure];
    return value !== undefined && Number.isFinite(value) ? [value] : [];
  });

export function treeOf(medians: Medians): Tree {
  const tree: Tree = {};
  for (const [name, value] of Object.entries(medians)) {
    const parts = name.split("/");
    let branch = tree;
    for (const part of parts.slice(0, -1)) {
      const inner = branch[part];
      const next: Tree = typeof inner === "object" && inner !== null ? inner : {};
      branch[part] = next;
      branch = next;
    }
    branch[parts.at(-1) ?? name] = value === null ? null : Number(value.toPrecision(5));
  }
  return tree;
}

export interface Judgement {
  readonly target: Target;
  readonly found: number | null;
  readonly met: boolean;
}

/** What became of each target; a figure that was not found is not met. */
export const judge = ({ targets }: Experiment, medians: Medians): Judgement[] =>
  targets.map((target) => {
    const found = medians[target.figure] ?? null;
    const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = target;
    return { target, found, met: found !== null && found >= atLeast && found <= atMost };
  });

/** "≥ 90" */
export const wanted = ({ atLeast, atMost }: Target): string =>
  [atLeast === undefined ? "" : `≥ ${atLeast}`, atMost === undefined ? "" : `≤ ${atMost}`]
    .filter((part) => part !== "")
    .join(" and ");
