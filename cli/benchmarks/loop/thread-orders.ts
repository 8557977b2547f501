/** What the threads of `bench loop` are told, and what they say. */
import type { Learner } from "../../../bridge/protocol/live-settings.ts";
import type { ArmName } from "../../../plant/arm/presets.ts";

export interface ArmsOrder {
  /** Bytes of the brain's file: already found to be good. */
  readonly brain: Uint8Array;
  readonly arm: ArmName;
  readonly rateHz: number;
  readonly seconds: number;
  readonly seed: number;
  readonly learns: boolean;
  /** What its forward models learn by, and whether its cortices learn as well. */
  readonly learner: Learner;
  readonly onlineCortex: boolean;
  /** Statistics, one for each arm. */
  readonly statistics: readonly SharedArrayBuffer[];
  /** Int32 [0]: not 0 once it shall stop. */
  readonly stop: SharedArrayBuffer;
}

export const BARE_LOOPS = ["setInterval", "setTimeout", "bare wall timer"] as const;
export type BareLoop = (typeof BARE_LOOPS)[number];

export interface BareOrder {
  readonly kind: BareLoop;
  readonly rateHz: number;
  readonly seconds: number;
  readonly statistics: SharedArrayBuffer;
}

export interface ThreadReport {
  readonly kind: "ready" | "ended";
  /** The kernel's name for it. */
  readonly thread: number | undefined;
}
