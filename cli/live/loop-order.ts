/**
 * What the main thread and the loop's thread share, and what the one tells the other to do.
 */

import type { LiveSettings } from "../../bridge/protocol/server-message.ts";
import { statisticsBuffer } from "../../bridge/shared/loop-statistics.ts";
import { mailboxBuffer } from "../../bridge/shared/mailbox.ts";
import { telemetryBuffer } from "../../bridge/shared/telemetry-ring.ts";
import type { OverrunPolicy } from "../../controller/clock.ts";
import type { ArmName } from "../../plant/arm/presets.ts";
import { STROKE_SAMPLES_MAX } from "../../plant/motion/stroke-timing.ts";
import { demoNames } from "../../sim/tasks/demo.ts";

export interface LoopOrder {
  /** Bytes of the brain's file: already found to be good. */
  readonly brain: Uint8Array;
  readonly arm: ArmName;
  readonly engine: "wasm-simd" | "typescript" | undefined;
  /** To begin with. */
  readonly rateHz: number;
  readonly seed: number;
  /** Stop after so many seconds; 0: when told. */
  readonly duration: number;
  readonly settings: LiveSettings;
  /** What becomes of ticks that are due while the loop is busy. */
  readonly overrun: OverrunPolicy;
  /** Whether a controller that only holds stands in for the brain where that cannot be trusted. */
  readonly fallback: boolean;
  readonly shared: SharedBuffers;
}

export interface SharedBuffers {
  readonly telemetry: SharedArrayBuffer;
  readonly statistics: SharedArrayBuffer;
  readonly settings: SharedArrayBuffer;
  readonly goal: SharedArrayBuffer;
  /** Int32 [0]: not 0 once the loop shall stop. */
  readonly stop: SharedArrayBuffer;
}

export const sharedBuffers = (): SharedBuffers => ({
  telemetry: telemetryBuffer(),
  statistics: statisticsBuffer(),
  settings: mailboxBuffer(settingsWords.length),
  goal: mailboxBuffer(GOAL_HEADER + 2 * STROKE_SAMPLES_MAX),
  stop: new SharedArrayBuffer(4),
});

/** What the loop's thread says back. */
export type LoopReport =
  | {
      readonly kind: "ready";
      readonly engine: string;
      /** The kernel's name for the loop's thread. */
      readonly thread: number | undefined;
    }
  | {
      readonly kind: "ended";
      /** The command was not a number, and the arm was let go. */
      readonly fault: boolean;
    };

/** All that may be changed while the loop runs. */
export interface LoopSettings extends LiveSettings {
  readonly rateHz: number;
}

/** The settings as a mailbox carries them. */
const settingsWords = ["cerebellum", "olive", "delayMs", "noise", "demo", "rateHz"] as const;

export const settingsToWords = (settings: LoopSettings): number[] => [
  settings.cerebellum ? 1 : 0,
  settings.olive ? 1 : 0,
  settings.delayMs,
  settings.noise,
  demoNames.indexOf(settings.demo),
  settings.rateHz,
];

/** Numbers before the points of a goal: its kind, and how many points it has. */
export const GOAL_HEADER = 2;
export const GOAL_REACH = 0;
export const GOAL_STROKE = 1;
