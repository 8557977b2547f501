import { z } from "zod";
import { calibration } from "./calibration-message.ts";
import { LiveSettings } from "./live-settings.ts";
import { health, movement } from "./monitor-message.ts";
import { protocol, protocolEnded, trial } from "./protocol-message.ts";
import { queue, waitsFor } from "./queue-message.ts";

export type { LiveSettings };

const pair = z.tuple([z.number(), z.number()]);
const rectangle = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});

/** Measures of a linkage [m, rad], as it was meant to be built. */
const everyLinkage = {
  lowest: pair.describe("of the joints' ranges"),
  highest: pair,
  home: pair.describe("where the pen waits"),
  paperFrom: z.number().describe("no paper nearer to the machine"),
};
const twoLink = {
  ...everyLinkage,
  l1: z.number(),
  l2: z.number(),
  elbow: z.union([z.literal(1), z.literal(-1)]),
};
const fiveBar = {
  ...everyLinkage,
  proximal: pair.describe("left and right"),
  distal: pair,
  half: z.number().describe("of the distance between the servos"),
  opening: z.number().describe("smallest angle between the distal links"),
};

const JOB_STATES = ["limp", "starting", "drawing", "pausing", "paused", "stopping"] as const;

/** What there is to choose from, and what the units of a monitor frame are. */
const lists = {
  learners: z.array(z.object({ name: z.string(), about: z.string() })),
  lesions: z
    .array(
      z.object({
        name: z.string(),
        signature: z.string().describe("what is seen of it"),
        cerebellum: z.boolean(),
        olive: z.boolean(),
        lesion: LiveSettings.shape.lesion,
      }),
    )
    .describe("settings that are worth a name"),
  protocols: z.array(z.object({ name: z.string(), about: z.string() })),
  units: z
    .array(
      z.object({
        name: z.string(),
        count: z.int(),
        low: z.number().describe("what 0 of a unit's byte means"),
        high: z.number().describe("what 255 means"),
      }),
    )
    .describe("groups, in the order of a monitor frame"),
};

/** First message on every connection: what the client needs to draw the scene. */
const hello = z.object({
  op: z.literal("hello"),
  version: z.string().describe("of purkinje"),
  engine: z.string().describe("wasm-simd or typescript"),
  session: z.string().describe("differs after the server was restarted"),
  rateHz: z.number().describe("as in settings"),
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
  ...lists,
});

/** Sent to everyone when somebody has changed a setting. */
const settings = z.object({ op: z.literal("settings"), settings: LiveSettings });

/** The line that the hand is drawing or on its way to, for the viewer to show. */
const path = z.object({
  op: z.literal("path"),
  points: z.array(pair).describe("[m]; empty when it is finished or given up"),
});

/** First message on every connection where a plotter runs: what the client needs to draw it. */
const plotter = z.object({
  op: z.literal("plotter"),
  version: z.string().describe("of purkinje"),
  session: z.string().describe("differs after the server was restarted"),
  frameWindow: z.int().describe("frames that may be under way unacknowledged"),
  plant: z.enum(["twin", "plotter"]),
  firmware: z.string().describe("as the board names it"),
  machine: z.string().describe("how its owner calls it"),
  linkage: z.discriminatedUnion("name", [
    z.object({ name: z.literal("brachiograph"), geometry: z.object(twoLink) }),
    z.object({ name: z.literal("pantograph"), geometry: z.object(fiveBar) }),
  ]),
  paper: rectangle.describe("the sheet on the machine's plane [m]"),
});

/** The drawing that is drawn, or was not finished, or would be drawn next. */
const plan = z.object({
  op: z.literal("plan"),
  plan: z
    .object({
      id: z.int().describe("for draw; GET /plan?id= has its lines"),
      name: z.string().describe("of the file"),
      strokes: z.int(),
      inkMm: z.number(),
      travelMm: z.number(),
      seconds: z.number().describe("estimate"),
      layers: z.int(),
      warnings: z.array(z.string()).describe("a sentence each"),
      expected: z
        .object({
          rmsMm: z.number().describe("of the expected ink from the drawing"),
          maxMm: z.number(),
          basis: z.string().describe("what is known about the machine"),
        })
        .nullable()
        .describe("null where nothing is known; GET /expected?id= has the ink"),
    })
    .nullable(),
});

/** What becomes of the job, whenever that changes. */
const job = z.object({
  op: z.literal("job"),
  state: z.enum(JOB_STATES).describe("limp is before and after a job; only then can one begin"),
  plan: z.int().nullable().describe("the plan that is drawn, or was drawn last"),
  speed: z.number().describe("1 is as planned"),
  penOffset: z.number(),
  ended: z.enum(["done", "cancelled", "fault"]).nullable().describe("how the last job ended"),
  why: z.string().nullable().describe("a sentence, after a fault"),
  inkSheet: z.int().describe("number of the sheet: new paper, new ink"),
  waitsFor,
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
export const ServerMessage = z.discriminatedUnion("op", [
  hello,
  settings,
  path,
  pong,
  refused,
  plotter,
  plan,
  job,
  calibration,
  queue,
  movement,
  health,
  protocol,
  trial,
  protocolEnded,
]);
export type ServerMessage = z.infer<typeof ServerMessage>;
export type Hello = z.infer<typeof hello>;
export type PlotterHello = z.infer<typeof plotter>;
export type PlanSummary = NonNullable<z.infer<typeof plan>["plan"]>;
export type JobReport = z.infer<typeof job>;
