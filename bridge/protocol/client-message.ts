import { z } from "zod";
import { PEN_OFFSETS, SPEED_FACTORS } from "../../plant/plotter/job-orders.ts";
import { calibrationOrders } from "./calibration-message.ts";
import { PUSH_MAX, PUSH_MS_MAX, settingsPatch } from "./live-settings.ts";
import { PROTOCOL_SPEEDS } from "./protocol-message.ts";
import { queueOrders } from "./queue-message.ts";
import { WATCHED } from "./watched.ts";

/** The hand's plane [m]: x to the right, y away from the shoulder, which is at the origin. */
const point = z.tuple([z.number().min(-2).max(2), z.number().min(-2).max(2)]);

/** At most this many points in one stroke; a longer one has to be thinned or cut by the client. */
export const STROKE_POINTS_MAX = 2000;

const ack = z.strictObject({
  op: z.literal("ack"),
  seq: z.int().nonnegative().describe("the newest frame that the client has shown"),
});

const ping = z.strictObject({
  op: z.literal("ping"),
  at: z.number().describe("the client's clock [ms]; comes back unchanged in pong"),
});

const target = z.strictObject({
  op: z.literal("target"),
  at: point.describe("where the hand shall go [m]; clipped to the workspace"),
});

const stroke = z.strictObject({
  op: z.literal("stroke"),
  points: z
    .array(point)
    .min(2)
    .max(STROKE_POINTS_MAX)
    .describe("what the hand shall draw, in order [m]; the server gives it its timing"),
});

const settings = z.strictObject({ op: z.literal("settings"), ...settingsPatch.shape });

const axis = z.number().min(-PUSH_MAX).max(PUSH_MAX);
const push = z.strictObject({
  op: z.literal("push"),
  force: z.tuple([axis, axis]).describe("on the hand [N]"),
  ms: z.number().min(1).max(PUSH_MS_MAX).describe("how long, from the next decision on"),
});

/** Takes a cortex that has learnt back to the weights that it came with; the arm goes on. */
const restoreCortex = z.strictObject({ op: z.literal("restoreCortex") });

const watch = z.strictObject({
  op: z.literal("watch"),
  what: z.array(z.enum(WATCHED)).max(WATCHED.length).describe("and nothing else from now on"),
});

const protocol = z.strictObject({
  op: z.literal("protocol"),
  action: z.enum(["start", "stop"]),
  name: z.string().max(40).optional().describe("which one, to start; of those in hello"),
  speed: z
    .number()
    .min(PROTOCOL_SPEEDS.min)
    .max(PROTOCOL_SPEEDS.max)
    .optional()
    .describe("times as fast as life; 1 unless told"),
  seed: z.int().min(0).max(1e6).optional().describe("of noise and order of targets"),
});

const draw = z.strictObject({
  op: z.literal("draw"),
  plan: z.int().describe("the plan that its sender has seen, and none other"),
});

const newPaper = z.strictObject({ op: z.literal("newPaper") });

/** Orders to the job of a plotter. */
const orders = [
  z.strictObject({ op: z.literal("pause") }),
  z.strictObject({ op: z.literal("resume") }),
  z.strictObject({ op: z.literal("cancel") }),
  z.strictObject({ op: z.literal("stop") }),
  z.strictObject({
    op: z.literal("speed"),
    factor: z.number().min(SPEED_FACTORS.min).max(SPEED_FACTORS.max).describe("1 is as planned"),
  }),
  z.strictObject({
    op: z.literal("penHeight"),
    offset: z
      .number()
      .min(PEN_OFFSETS.min)
      .max(PEN_OFFSETS.max)
      .describe("of the drawing pen, in parts of its way up; negative presses harder"),
  }),
  z.strictObject({ op: z.literal("repeatStroke") }),
] as const;

/** What a client may say. */
export const ClientMessage = z.discriminatedUnion("op", [
  ack,
  ping,
  target,
  stroke,
  settings,
  push,
  restoreCortex,
  watch,
  protocol,
  draw,
  newPaper,
  ...orders,
  ...calibrationOrders,
  ...queueOrders,
]);
export type ClientMessage = z.infer<typeof ClientMessage>;
export type SettingsPatch = Omit<z.infer<typeof settings>, "op">;

/** For the `default` of a switch over a union: a new member is then a compile error here. */
export function unreachable(value: never): never {
  throw new TypeError(`unhandled ${JSON.stringify(value)}`);
}
