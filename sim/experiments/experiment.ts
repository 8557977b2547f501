/**
 * What an experiment is to those who run it and report on it: a protocol for one seed, and what it
 * should come to.
 */
import type { Laboratory } from "./laboratory.ts";
import type { TrialRecord } from "./trial-record.ts";

export interface Experiment {
  readonly name: string;
  /** Half a sentence, for --help. */
  readonly about: string;
  /** What was done, for the report: prose, a paragraph each. */
  readonly method: readonly string[];
  /** Does all conditions with one seed. */
  readonly perform: (laboratory: Laboratory, seed: number) => Findings;
  /** What is said of each trial to those who look on; the largest deviation, unless told. */
  readonly live?: TrialValue;
  readonly targets: readonly Target[];
  readonly views: readonly View[];
}

export interface TrialValue {
  readonly measure: string;
  readonly unit: string;
  readonly of: (record: TrialRecord, laboratory: Laboratory) => number;
}

export interface Findings {
  /** By name; a slash makes a group of what has the same beginning: twoState/retention. */
  readonly figures: Readonly<Record<string, number>>;
  /** Sequences by name, such as an error by trial. */
  readonly curves?: Readonly<Record<string, readonly number[]>>;
  /** What the hand did beside what was asked, by name: (x, y) pairs [m]. */
  readonly paths?: Readonly<Record<string, readonly Path[]>>;
}

export interface Path {
  readonly drawn: Float64Array;
  readonly asked: Float64Array;
}

/** What a figure should come to, as the median over seeds. */
export interface Target {
  readonly figure: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What it means, in words. */
  readonly meaning: string;
}

/** A picture of the findings. */
export type View =
  | {
      readonly kind: "curves";
      readonly caption: string;
      readonly x: string;
      readonly y: { readonly label: string; readonly unit: string };
      /** Curves by name, and what they are called. */
      readonly curves: Readonly<Record<string, string>>;
      /** Places along x that deserve a mark. */
      readonly marks?: Readonly<Record<string, number>>;
    }
  | {
      readonly kind: "sweep";
      readonly caption: string;
      readonly x: { readonly label: string; readonly unit?: string };
      readonly y: { readonly label: string; readonly unit: string; readonly scale?: "log" };
      readonly values: readonly (number | string)[];
      /** Lines by name: the figure at each value. */
      readonly lines: Readonly<Record<string, (value: number | string) => string>>;
    }
  | {
      readonly kind: "paths";
      readonly caption: string;
      /** Paths by name, and what they are called. */
      readonly paths: Readonly<Record<string, string>>;
    };
