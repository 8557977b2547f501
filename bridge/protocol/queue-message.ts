/** What is said about the drawings of a plotter that wait for their turn, and about one that was not finished. */
import { z } from "zod";

/** Drawings that may wait at a time. */
export const WAITING_MAX = 24;

const job = z.int().min(1).max(1e9).describe("its number in queue");
const began = z
  .string()
  .max(40)
  .describe("that of the unfinished drawing which its sender has seen");

/** What somebody has to change before the machine goes on. */
const CHANGES = ["paper", "pen"] as const;

/** Orders about drawings that wait, and about one that was not finished. */
export const queueOrders = [
  z.strictObject({
    op: z.literal("moveJob"),
    job,
    to: z
      .int()
      .min(0)
      .max(WAITING_MAX - 1)
      .describe("its place among those that wait, from 0"),
  }),
  z.strictObject({ op: z.literal("removeJob"), job }),
  z.strictObject({ op: z.literal("repeatJob"), job }),
  z.strictObject({
    op: z.literal("byItself"),
    on: z.boolean().describe("whether it goes on without waiting for paper and pens"),
  }),
  z.strictObject({ op: z.literal("changed"), what: z.enum(CHANGES) }),
  z.strictObject({
    op: z.literal("goOn"),
    began,
    inPlace: z.literal(true).describe("somebody says that paper and pen are where they were"),
  }),
  z.strictObject({ op: z.literal("giveUp"), began }),
] as const;

/** What the machine waits for. */
export const waitsFor = z
  .object({
    what: z.enum(CHANGES),
    name: z.string().describe("the drawing that the paper is for, or the layer"),
  })
  .nullable()
  .describe("goes on after changed; null while it waits for nothing");

const JOB_STATES = ["waits", "drawing", "unfinished", "done", "cancelled", "failed"] as const;

/** All drawings: those that are over, the one that is drawn, those that wait, in this order. */
export const queue = z.object({
  op: z.literal("queue"),
  byItself: z.boolean(),
  jobs: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      state: z.enum(JOB_STATES),
      layers: z.int().nullable().describe("null until it is planned, as the next three"),
      strokes: z.int().nullable(),
      inkMm: z.number().nullable(),
      seconds: z.number().nullable().describe("estimate"),
      repeats: z.boolean().describe("whether it can be repeated"),
      why: z.string().nullable().describe("a sentence, where it did not end well"),
    }),
  ),
  unfinished: z
    .object({
      began: z.string().describe("for goOn and giveUp"),
      name: z.string(),
      strokes: z.int(),
      done: z.int().describe("strokes that are drawn"),
      why: z
        .string()
        .nullable()
        .describe("why it cannot be gone on with here, and what to do; null where it can"),
    })
    .nullable(),
});

export type QueueOrder = z.infer<(typeof queueOrders)[number]>;
export type QueueReport = z.infer<typeof queue>;
export type WaitsFor = z.infer<typeof waitsFor>;
