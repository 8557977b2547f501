/**
 * How far a cortex keeps cues apart: demixed principal components of its states over the cues of a
 * task, without noise.
 */
import type { Analysis } from "../../../controller/learning/ccrnn/learner.ts";
import { demixedPca } from "../../metrics/demixed-pca.ts";

export interface CueSeparation {
  /** Total variance of the states. */
  readonly variance: number;
  /** Share of it that tells cues apart; the rest is the course of time that they have in common. */
  readonly cueShare: number;
  /** Share of it that the first component of cues, and the first of time, explains. */
  readonly cueExplained: number;
  readonly timeExplained: number;
  /** The first component of cues and the first of time, by cue and step [cues][steps]. */
  readonly cueProjection: readonly (readonly number[])[];
  readonly timeProjection: readonly (readonly number[])[];
}

/** Every sample of what was analysed is a cue; all steps must have been seen. */
export function cueSeparation({ states, stateWidth, steps, batch }: Analysis): CueSeparation {
  const activity = new Float64Array(states.length);
  for (let t = 0; t < steps.length; t++) {
    for (let cue = 0; cue < batch; cue++) {
      const from = (t * batch + cue) * stateWidth;
      activity.set(states.subarray(from, from + stateWidth), (cue * steps.length + t) * stateWidth);
    }
  }
  const pca = demixedPca({ activity, cues: batch, steps: steps.length, units: stateWidth });
  const first = (marginal: "cue" | "time") =>
    pca.components.find((component) => component.marginal === marginal);
  const byCue = (projection: ArrayLike<number> | undefined) =>
    Array.from({ length: projection ? batch : 0 }, (_, cue) =>
      Array.from({ length: steps.length }, (_unused, t) =>
        rounded(projection?.[cue * steps.length + t] ?? 0),
      ),
    );
  return {
    variance: pca.variance,
    cueShare: pca.shares.cue,
    cueExplained: first("cue")?.explained ?? 0,
    timeExplained: first("time")?.explained ?? 0,
    cueProjection: byCue(first("cue")?.projection),
    timeProjection: byCue(first("time")?.projection),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(5));
