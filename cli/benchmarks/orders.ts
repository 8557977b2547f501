/**
 * What a process that takes part in a benchmark is told, and what it answers: a JSON object a line.
 * Each takes part in a process of its own, so that none finds the caches, the threads or the compiled
 * code of another.
 */
import { z } from "zod";
import { learnerNames } from "./training-size.ts";

const learner = z.enum(learnerNames);

export const Order = z.discriminatedUnion("op", [
  /** How long a batch takes [ms], the mean of so many. */
  z.strictObject({ op: z.literal("measure"), learner, equal: z.boolean(), batches: z.int() }),
  /** Leaves the gradients of the first batch in a .safetensors file, from the weights of the start. */
  z.strictObject({ op: z.literal("gradients"), learner, file: z.string() }),
]);
export type Order = z.infer<typeof Order>;

/** `merges` is whether it computes equal samples of a batch once. */
export const Ready = z.object({ version: z.string(), merges: z.boolean().default(false) });
/** By the clock, and by what the process had of the processor, which other work disturbs less. */
export const Measured = z.object({ ms: z.number(), cpuMs: z.number() });
export type Measured = z.infer<typeof Measured>;
export const Done = z.object({ done: z.literal(true) });
