/** Whether what comes from a file or a queue is the result of a run. */
import { z } from "zod";
import type { RunResult } from "../../sim/experiments/paper/perform-run.ts";

/** JSON has no NaN, and a learner may diverge. */
const measured = z.number().nullable();
const series = z.array(measured);
const drawings = z.array(z.array(series));

/** Names are those of RunResult; what a newer purkinje adds passes. */
const Shape = z.object({
  engine: z.string(),
  train: series,
  validation: series,
  roughness: series.optional(),
  uncertainty: series.optional(),
  accuracy: series.optional(),
  looks: z.array(
    z.object({
      epoch: z.number(),
      cosineWithTarget: measured,
      cosineWithTruth: measured,
      coupling: measured,
      corticalSparseness: measured,
      granularSparseness: measured,
      corticalCorrelation: measured,
      codingSpace: measured,
    }),
  ),
  drawn: drawings.optional(),
  wanted: drawings.optional(),
  cues: z
    .object({
      variance: measured,
      cueShare: measured,
      cueExplained: measured,
      timeExplained: measured,
      cueProjection: z.array(series),
      timeProjection: z.array(series),
    })
    .optional(),
});

/** Handed on as it came: zod would put the keys in another order, and files would differ. */
export const RunResultLike = z.custom<RunResult>((value) => Shape.safeParse(value).success);
