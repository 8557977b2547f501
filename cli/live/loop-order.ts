/**
 * What the main thread and the loop's thread share, and what the one tells the other to do.
 */

import type { LiveSettings } from "../../bridge/protocol/live-settings.ts";
import { statisticsBuffer } from "../../bridge/shared/loop-statistics.ts";
import { mailboxBuffer } from "../../bridge/shared/mailbox.ts";
import { telemetryBuffer } from "../../bridge/shared/telemetry-ring.ts";
import type { UnitGroup } from "../../bridge/shared/unit-ring.ts";
import { unitBuffer } from "../../bridge/shared/unit-ring.ts";
import type { OverrunPolicy } from "../../controller/clock.ts";
import type { ArmName } from "../../plant/arm/presets.ts";
import { STROKE_SAMPLES_MAX } from "../../plant/motion/stroke-timing.ts";
import { demoNames } from "../../sim/tasks/demo.ts";
import { DIAL_WORDS, dialWords } from "./dials.ts";
import { holdFlags } from "./held-timer.ts";

export interface LoopOrder {
  /** Bytes of the brain's file: already found to be good. */
  readonly brain: Uint8Array;
  readonly arm: ArmName;
  readonly engine: "wasm-simd" | "typescript" | undefined;
  readonly seed: number;
  /** Stop after so many seconds; 0: when told. */
  readonly duration: number;
  /** To begin with. */
  readonly settings: LiveSettings;
  /** Groups of units in `shared.units`. */
  readonly units: readonly UnitGroup[];
  /** What becomes of ticks that are due while the loop is busy. */
  readonly overrun: OverrunPolicy;
  /** Whether a controller that only holds stands in for the brain where that cannot be trusted. */
  readonly fallback: boolean;
  readonly shared: SharedBuffers;
}

export interface SharedBuffers {
  readonly telemetry: SharedArrayBuffer;
  readonly units: SharedArrayBuffer;
  readonly statistics: SharedArrayBuffer;
  readonly settings: SharedArrayBuffer;
  readonly goal: SharedArrayBuffer;
  /** A push: force [N], and how long [s]. */
  readonly push: SharedArrayBuffer;
  /** Float64 [2]: time [s] and tick that telemetry counts from. */
  readonly origin: SharedArrayBuffer;
  /** Flags of a timer that can be held (held-timer.ts). */
  readonly hold: SharedArrayBuffer;
  /** Float64 [0]: what the clock that threads share said when the loop's time was 0 [s]. */
  readonly epoch: SharedArrayBuffer;
  /** Int32 [0]: not 0 once the loop shall stop. */
  readonly stop: SharedArrayBuffer;
}

export const sharedBuffers = (units: readonly UnitGroup[]): SharedBuffers => ({
  units: unitBuffer(units),
  telemetry: telemetryBuffer(),
  statistics: statisticsBuffer(),
  settings: mailboxBuffer(settingsWords.length + DIAL_WORDS),
  push: mailboxBuffer(PUSH_WORDS),
  goal: mailboxBuffer(GOAL_HEADER + 2 * STROKE_SAMPLES_MAX),
  origin: new SharedArrayBuffer(16),
  hold: holdFlags(),
  epoch: new SharedArrayBuffer(8),
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
  /** Goes up each time that the cortex is to go back to the weights it came with. */
  readonly restores: number;
}

/** The settings as a mailbox carries them. */
const settingsWords = [
  "cerebellum",
  "olive",
  "delayMs",
  "noise",
  "demo",
  "rateHz",
  "restores",
] as const;

export const settingsToWords = (settings: LoopSettings): number[] => [
  settings.cerebellum ? 1 : 0,
  settings.olive ? 1 : 0,
  settings.delayMs,
  settings.noise,
  demoNames.indexOf(settings.demo),
  settings.rateHz,
  settings.restores,
  ...dialWords(settings),
];

/** Where the words of the dials begin. */
export const DIALS_AT = settingsWords.length;

const PUSH_WORDS = 3;

/** Numbers before the points of a goal: its kind, and how many points it has. */
export const GOAL_HEADER = 2;
export const GOAL_REACH = 0;
export const GOAL_STROKE = 1;
