/** A lesion that comes and goes: with a trial, or at an instant within one. */
import type { Brain } from "../../controller/brain.ts";
import type { Lesion } from "../../controller/cerebellum/lesion.ts";
import { noLesion } from "../../controller/cerebellum/lesion.ts";

export interface TimedLesion {
  /** False: it is off. */
  readonly cerebellum?: boolean;
  readonly olive?: boolean;
  /** Knobs that are turned. */
  readonly lesion?: Partial<Lesion>;
  /** When it is there, in seconds since its trial began; all of the trial, unless told. */
  readonly from?: number;
  readonly until?: number;
}

/** What a brain has switched on where there is no lesion. */
export type Sound = Pick<Brain, "cerebellum" | "olive">;

/** Sets the switches and knobs of a brain as they are `since` seconds after a trial began. */
export function inflict(brain: Brain, sound: Sound, ill: TimedLesion, since: number): void {
  const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = ill;
  const { cerebellum = true, olive = true, lesion } = since >= from && since < until ? ill : {};
  brain.cerebellum = sound.cerebellum && cerebellum;
  brain.olive = sound.olive && olive;
  Object.assign(brain.lesion, noLesion(), lesion);
}
