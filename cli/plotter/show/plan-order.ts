/**
 * What the thread that plans is asked, and what it answers. Functions cannot go from thread to thread: both sides
 * make the linkage from the machine's file.
 */
import type { Job } from "../../../plant/plotter/job.ts";
import type { Wish } from "../journal.ts";

/** The machine that plans are for. */
export interface PlanSettings {
  /** Its name or file. */
  readonly machine: string;
  /** File of what was learnt. */
  readonly learned: string | undefined;
}

export interface PlanOrder {
  readonly settings: PlanSettings;
  /** Of one file, or of a text. */
  readonly wish: Wish;
  /** How messages call it. */
  readonly name: string;
}

/** What is expected of the machine, by what is known about it. */
export interface ExpectedInk {
  readonly rmsMm: number;
  readonly maxMm: number;
  readonly basis: string;
  /** For GET /expected: x, y and the distance from the wish [m] of each point; NaN between lines [3 n]. */
  readonly points: Float32Array;
}

/** A job without its settings. */
type BareJob = Omit<Job, "settings">;

export interface Planned {
  readonly layers: number;
  /** What pen is wanted from a stroke on, for each stroke before which it is changed. */
  readonly pens: ReadonlyMap<number, string>;
  readonly warnings: readonly string[];
  /** Hashes of what came in and of the plan, for the journal. */
  readonly source: string;
  readonly hash: string;
  /** For GET /plan: line-bundle.ts. */
  readonly lines: Uint8Array;
  readonly expected: ExpectedInk | undefined;
}

export type PlanReport =
  | ({ readonly ok: true; readonly job: BareJob } & Planned)
  | { readonly ok: false; readonly why: string };
