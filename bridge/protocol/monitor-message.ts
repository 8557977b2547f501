/**
 * What the server says about how well the arm moves and the loop keeps time, to those who watch "health".
 */
import { z } from "zod";

/** Doublings beyond the ordinary, each way to be wrong (sim/metrics/movement/ataxia-index.ts). */
const parts = z.object({
  endpointMm: z.number(),
  pathRmsMm: z.number(),
  pathRatio: z.number(),
  ldlj: z.number().nullable().describe("null where the loop was too late to tell"),
  shakeMmPerS: z.number(),
});

/** A reach is over. */
export const movement = z.object({
  op: z.literal("movement"),
  index: z.int().describe("counts from 0"),
  time: z.number().describe("when it should have ended, as in frames [s]"),
  endpointMm: z.number().describe("distance from the target, 0.3 s after that"),
  alongMm: z.number().describe("the same along the way: positive beyond the target"),
  pathRmsMm: z.number().describe("distance from where the hand should have been"),
  pathRatio: z.number().describe("length of the path over the distance"),
  ldlj: z.number().nullable().describe("log dimensionless jerk; null where the loop was late"),
  shakeMmPerS: z.number().describe("of the hold, across the way, 2–12 Hz"),
  parts,
  ataxia: z.number().describe("mean of the parts"),
  n: z.int().describe("samples it was judged by"),
  gapMs: z.number().describe("longest time between two of them"),
});
export type Movement = z.infer<typeof movement>;

const CAUSES = [
  "loop late",
  "cerebellum off",
  "plant changed",
  "senses late",
  "cerebellum frozen",
  "model wrong",
] as const;
export type Cause = (typeof CAUSES)[number];

const evidence = z.object({
  cause: z.enum(CAUSES),
  holds: z.boolean(),
  found: z.number().nullable().describe("null where it cannot be known now"),
  limit: z.number(),
  unit: z.string(),
  sentence: z.string(),
});
export type Evidence = z.infer<typeof evidence>;

export const STAGES = ["late", "tick", "sense", "predict", "decide", "act", "learn"] as const;

const histogram = z.object({
  stage: z.enum(STAGES),
  count: z.number(),
  p50: z.number().describe("µs, as all of these"),
  p90: z.number(),
  p99: z.number(),
  p999: z.number(),
  max: z.number(),
  bins: z
    .array(z.tuple([z.number(), z.number()]))
    .describe("[lower bound in µs, count], rising; a bin reaches to the next one's bound"),
});
export type StageHistogram = z.infer<typeof histogram>;

const waterfall = z.object({
  senseMs: z.number().describe("age of the senses"),
  waitMs: z.number().describe("from the due moment of a tick to the tick, median"),
  tickMs: z.number().describe("what the tick takes, median"),
  ringMs: z.number().describe("from the tick until the server had it in hand"),
});

const fallback = z.object({
  state: z
    .enum(["off", "ready", "active"])
    .describe("active: it holds the arm, off: there is none"),
  cause: z
    .enum(["invalid", "overruns", "too-long"])
    .nullable()
    .describe("why it is active, or was last; null where it never was"),
  since: z.number().nullable().describe("when it took over, or the brain came back [s]"),
  takeovers: z.int().describe("since the start"),
  sentence: z.string(),
});
export type InCharge = z.infer<typeof fallback>;

const cortex = z.object({
  learns: z.boolean().describe("now"),
  reach: z.number().describe("of its weights from those it came with; 1 is as far as they may go"),
  steps: z.int().describe("of its weights, since they were last taken back"),
  rollbacks: z.int().describe("how often they were, for being worse or no numbers"),
});

/** Twice a second. */
export const health = z.object({
  op: z.literal("health"),
  time: z.number().describe("as in frames [s]"),
  ataxia: z.number().nullable().describe("of the last reaches; null where there were none"),
  parts: parts.nullable(),
  reaches: z.int().describe("how many it is judged by"),
  cause: z.enum(CAUSES).nullable().describe("null where it is not ataxic, or no rule holds"),
  sentence: z.string(),
  fallback: fallback.describe("the controller that stands in for the brain"),
  cortex: cortex.nullable().describe("how it learns while it moves; null where it cannot"),
  evidence: z.array(evidence).describe("one for each cause, in their order of precedence"),
  stages: z.array(histogram).describe("those that are measured"),
  waterfall,
});
export type Health = z.infer<typeof health>;
