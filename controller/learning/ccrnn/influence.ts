/** What an experimenter does to a learner while it learns or answers. */
import type { Draws } from "./sequence-batch.ts";

export interface Influence {
  /**
   * "off": a lesion. The cortex goes on alone, as if there had never been a cerebellum.
   * "shadow": the cerebellum learns as ever, but the cortex hears nothing of it.
   */
  readonly cerebellum: "on" | "off" | "shadow";
  /** "off": the cerebellum learns no more, but what it knows goes on to reach the cortex. */
  readonly olive: "on" | "off";
  readonly clamps: readonly Clamp[];
  readonly noise: readonly Noise[];
}

/** A unit whose activity is held at a value: h of a cortical unit, or a cell of the first granule layer. */
export interface Clamp {
  readonly site: "cortex" | "granules";
  readonly unit: number;
  readonly value: number;
}

/** Normal noise on h of every cortical unit, at every step. */
export interface Noise {
  readonly deviation: number;
  readonly draws: Draws;
}

export const UNTOUCHED: Influence = { cerebellum: "on", olive: "on", clamps: [], noise: [] };
