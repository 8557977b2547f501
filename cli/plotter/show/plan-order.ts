/**
 * What the thread that plans is asked, and what it answers. Functions cannot go from thread to thread: both sides
 * make the linkage from its name.
 */
import type { PaperSize } from "../../../bridge/drawing/arrange/placing.ts";
import type { Job } from "../../../plant/plotter/job.ts";
import type { MachineName } from "../../../plant/plotter/machines.ts";

export interface PlanSettings {
  readonly machine: MachineName;
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
    }
  | { readonly ok: false; readonly why: string };
