/**
 * What the thread that plans is asked, and what it answers. Functions cannot go from thread to thread: both sides
 * make the linkage from the machine's file.
 */
import type { PaperSize } from "../../../bridge/drawing/arrange/placing.ts";
import type { Job } from "../../../plant/plotter/job.ts";
import type { SteeringOptions } from "../steering-options.ts";

export interface PlanSettings {
  /** Its name or file. */
  readonly machine: string;
  readonly steering: SteeringOptions["steering"];
  /** File of what was learnt. */
  readonly learned: string | undefined;
  /** [m/s] */
  readonly speed: number;
  readonly paper: PaperSize | undefined;
  /** [m] */
  readonly margin: number;
  /** [m] */
  readonly tolerance: number;
}

export type Sketch =
  /** A file, whatever is in it. */
  | { readonly kind: "file"; readonly name: string; readonly bytes: Uint8Array }
  /** A line x₀ y₀ x₁ y₁ … on the machine's plane that stays where it is [m]. */
  | { readonly kind: "line"; readonly line: Float64Array };

export interface PlanOrder {
  readonly sketch: Sketch;
  readonly settings: PlanSettings;
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

export type PlanReport =
  | {
      readonly ok: true;
      readonly job: BareJob;
      readonly layers: number;
      readonly warnings: readonly string[];
      /** For GET /plan: line-bundle.ts. */
      readonly lines: Uint8Array;
      readonly expected: ExpectedInk | undefined;
    }
  | { readonly ok: false; readonly why: string };
