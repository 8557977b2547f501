/**
 * What the server says about an experiment's protocol that runs before everyone's eyes.
 */
import { z } from "zod";

/** How many times as fast as life a protocol may run; the greatest is more than any machine can do. */
export const PROTOCOL_SPEEDS = { min: 0.1, max: 1000 } as const;

/** What is under way: told whenever that changes, and to whoever comes meanwhile. */
export const protocol = z.object({
  op: z.literal("protocol"),
  name: z.string().nullable().describe("null: none, and the arm is free"),
  speed: z.number(),
  seed: z.int(),
});
export type ProtocolState = Omit<z.infer<typeof protocol>, "op">;

/** A trial is over. */
export const trial = z.object({
  op: z.literal("trial"),
  protocol: z.string(),
  condition: z.string().describe("which brain; the curve that the value belongs to"),
  phase: z.string().describe("such as null, field, catch, washout"),
  index: z.int().describe("within the condition, from 0"),
  trials: z.int().describe("of the condition"),
  value: z.number().nullable().describe("null where it is no number"),
  measure: z.string().describe("what the value is"),
  unit: z.string(),
});
export type TrialReport = z.infer<typeof trial>;

const figure = z.number().nullable();

/** It is over, and the arm is free again. */
export const protocolEnded = z.object({
  op: z.literal("protocolEnded"),
  name: z.string(),
  how: z.enum(["done", "stopped", "failed"]),
  why: z.string().nullable().describe("a sentence, where it failed"),
  figures: z.record(z.string(), figure).describe("empty unless it is done, as the next two"),
  curves: z.record(z.string(), z.array(figure)),
  targets: z.array(
    z.object({
      figure: z.string(),
      meaning: z.string(),
      wanted: z.string(),
      found: figure,
      met: z.boolean(),
    }),
  ),
});
export type ProtocolEnded = z.infer<typeof protocolEnded>;
