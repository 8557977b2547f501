import { z } from "zod";

const metrics = z.object({
  endpointErrorMm: z.number(),
  pathRmsMm: z.number(),
  reaches: z.number(),
  drawingRmsMm: z.number(),
  drawingMaxMm: z.number(),
  predictionRmsMm: z.number(),
});

/** Where a brain comes from, and what it could do when it was made. */
export const Provenance = z.object({
  format: z.literal("purkinje-brain-1"),
  /** The command that makes it again, but for the engine. */
  command: z.string(),
  /** Of purkinje. */
  version: z.string(),
  engine: z.string(),
  seed: z.int(),
  iterations: z.int(),
  /** ISO 8601. */
  trainedAt: z.string(),
  arm: z.string().describe("the preset that it was trained on"),
  viscosity: z.number().describe("added to both joints [N·m·s/rad]"),
  hidden: z.int().min(1).max(1024),
  granuleCells: z.int().min(0).max(1000),
  commands: z
    .int()
    .min(1)
    .max(64)
    .default(2)
    .describe("numbers of a command: torques of two joints, or excitations of muscles"),
  brainPeriod: z.number().describe("[s]"),
  /** What was measured after training, and how. */
  evaluation: z.object({
    seeds: z.array(z.int()),
    rounds: z.int(),
    delay: z.number().describe("[s]"),
    noise: z.number(),
    intact: metrics.describe("medians over the seeds"),
    cerebellumOff: metrics,
  }),
});
export type Provenance = z.infer<typeof Provenance>;
