import { z } from "zod";
import { DEMOS } from "./demos.ts";

const pair = z.tuple([z.number(), z.number()]);

export const LiveSettings = z.object({
  cerebellum: z.boolean(),
  olive: z.boolean(),
  delayMs: z.number(),
  noise: z.number(),
  demo: z.enum(DEMOS),
});
export type LiveSettings = z.infer<typeof LiveSettings>;

/** First message on every connection: what the client needs to draw the scene. */
const hello = z.object({
  op: z.literal("hello"),
  version: z.string().describe("of purkinje"),
  engine: z.string().describe("wasm-simd or typescript"),
  session: z.string().describe("differs after the server was restarted"),
  rateHz: z.number().describe("ticks a second that the loop aims at"),
  brainPeriodMs: z.number(),
  frameWindow: z.int().describe("frames that may be under way unacknowledged"),
  arm: z.object({
    name: z.string(),
    lengths: pair.describe("upper arm, forearm [m]"),
    shoulder: pair.describe("range of the joint angle [rad]"),
    elbow: pair.describe("range of the joint angle [rad]"),
  }),
  workspace: z.object({
    centre: pair.describe("[m]"),
    radius: z.number().describe("targets and strokes are clipped to this circle [m]"),
  }),
  settings: LiveSettings,
});

/** Sent to everyone when somebody has changed a setting. */
const settings = z.object({ op: z.literal("settings"), settings: LiveSettings });

/** The line that the hand is drawing or on its way to, for the viewer to show. */
const path = z.object({
  op: z.literal("path"),
  points: z.array(pair).describe("[m]; empty when it is finished or given up"),
});

const pong = z.object({ op: z.literal("pong"), at: z.number() });

/** A message was not carried out; the connection stays open. */
const refused = z.object({
  op: z.literal("refused"),
  why: z.string().describe("one sentence: what was expected, what was found"),
});

/**
 * What the server says in text; the loop's state comes in binary frames. Not strict, unlike what the
 * client says: a newer server may say more, and an older client leaves out what it does not know.
 */
export const ServerMessage = z.discriminatedUnion("op", [hello, settings, path, pong, refused]);
export type ServerMessage = z.infer<typeof ServerMessage>;
export type Hello = z.infer<typeof hello>;
