/**
 * What the main thread and the thread that controls a plotter say to each other. Only data: both sides make the linkage
 * from the machine's file.
 */
import type { Job, JobSettings } from "../../../plant/plotter/job.ts";
import type { JobControl, JobControlOptions } from "../../../plant/plotter/job-control.ts";
import type { JobOrder } from "../../../plant/plotter/job-orders.ts";
import type { Fault, Phase, PlotterCommand } from "../../../plant/plotter/safety.ts";
import type { CalibrationSteps, CarriedOut } from "../../calibration/carry-out.ts";
import type { PlantOptions } from "../open-plotter.ts";
import type { TwinSight } from "../real-time-twin.ts";
import type { SteeringOptions } from "../steering-options.ts";

/** What the thread begins with. */
export interface PilotOptions {
  /** Its name or file. */
  readonly machine: string;
  readonly plant: PlantOptions;
  readonly steering: SteeringOptions["steering"];
  /** File of what was learnt, to begin from and to keep it in. */
  readonly learned: string | undefined;
}

/** A job without its linkage, whose functions cannot go from thread to thread. */
export interface SentJob extends Omit<Job, "settings"> {
  readonly settings: Omit<JobSettings, "arm">;
}

/** One way through a job. */
export interface Pass<J = Job> {
  readonly job: J;
  /** Strokes before which it pauses by itself. */
  readonly holds: readonly number[];
}

export type PilotRequest =
  | {
      readonly op: "draw";
      readonly passes: readonly Pass<SentJob>[];
      readonly start: JobControlOptions;
    }
  | { readonly op: "calibrate"; readonly steps: CalibrationSteps }
  /** Another calibration is in the machine's file; while nothing moves. */
  | { readonly op: "reload" }
  | { readonly op: "order"; readonly order: JobOrder }
  | { readonly op: "stop"; readonly fault: Fault }
  | { readonly op: "rearm" }
  /** Puts on disk what was learnt. */
  | { readonly op: "keep" }
  | { readonly op: "close" };

/** A job under way. */
export interface PassStatus
  extends Pick<JobControl, "state" | "factor" | "offset" | "done" | "secondsLeft" | "ended"> {
  /** Which of those that were asked for. */
  readonly pass: number;
  /** The stroke before which it waits of itself; undefined if it does not. */
  readonly holdsAt: number | undefined;
  /** Since the pass began [s]. */
  readonly elapsed: number;
  /** Angles, place and height that are wished now (timeline.ts) [5]. */
  readonly moment: Float64Array;
  /** What was sent to the arm's servos last [µs]. */
  readonly pulses: Float64Array;
}

export interface PilotStatus {
  readonly phase: Phase;
  readonly fault: Fault | undefined;
  readonly angles: readonly [number, number] | undefined;
  /** Undefined between jobs, and on the way home before the first. */
  readonly pass: PassStatus | undefined;
  /** What a calibration has sent last; undefined while there is none. */
  readonly hand: Omit<PlotterCommand, "time"> | undefined;
}

/** How far a calibration is. */
export interface CalibrationProgress {
  readonly part: "home" | "servos" | "sheet";
  /** Of the servos: which one is moved. */
  readonly joint: string | null;
  /** Of the sheet: marks. */
  readonly done: number;
  readonly of: number;
}

/** How passes ended. */
export interface Drawn {
  readonly fault: Fault | undefined;
  readonly ended: JobControl["ended"];
}

export type PilotReport =
  | { readonly kind: "ready"; readonly firmware: string }
  /** `code`: what a shell gets to hear. */
  | { readonly kind: "failed"; readonly why: string; readonly code: number }
  | { readonly kind: "status"; readonly status: PilotStatus }
  | { readonly kind: "sight"; readonly sight: TwinSight }
  | { readonly kind: "drawn"; readonly drawn: Drawn }
  | { readonly kind: "calibrating"; readonly progress: CalibrationProgress }
  /** What was found, or a sentence that says what stopped it. */
  | { readonly kind: "calibrated"; readonly found: CarriedOut | string }
  | { readonly kind: "note"; readonly text: string };
