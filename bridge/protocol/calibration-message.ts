/** What is said about calibrating a plotter. */
import { z } from "zod";

const pair = z.tuple([z.number(), z.number()]);

/** Fewer dots tell too little. */
export const DOTS_MIN = 6;
/** No sheet has more. */
const DOTS_MAX = 100;
/** Nothing that is measured is farther away [mm]. */
const FAR = 1000;
/** Marks of one dot that are farther apart are marks of two [mm]. */
export const APART_MAX = 30;

const place = z.number().min(-FAR).max(FAR);
const middle = [place, place] as const;

/** By number of the dot: the middle of its marks, and how far they are apart if that was measured; null if nothing was. */
export const MeasuredPoints = z
  .array(
    z.union([z.tuple(middle), z.tuple([...middle, z.number().min(0).max(APART_MAX)]), z.null()]),
  )
  .max(DOTS_MAX);
export type MeasuredPoints = z.infer<typeof MeasuredPoints>;

/** What a client may say. */
export const calibrationOrders = [
  z.strictObject({
    op: z.literal("calibrate"),
    servos: z.boolean().describe("each through its range"),
    sheet: z.boolean().describe("draws the test sheet"),
  }),
  z.strictObject({
    op: z.literal("measured"),
    points: MeasuredPoints.describe("of the sheet that waits [mm]; they replace those before"),
  }),
  z.strictObject({ op: z.literal("measureTwin") }),
  z.strictObject({
    op: z.literal("keepCalibration"),
    found: z.int().describe("what its sender has seen, and nothing else"),
  }),
  z.strictObject({ op: z.literal("discardCalibration") }),
  z.strictObject({
    op: z.literal("restoreCalibration"),
    made: z.string().max(40).nullable().describe("one of the former; null: the plan"),
  }),
] as const;

const figure = z.object({
  name: z.string(),
  unit: z.string(),
  planned: z.number().nullable().describe("null where the plan says nothing"),
  value: z.number(),
});

/** A calibration, for people: named numbers, whatever the machine. */
const calibrationFigures = z.array(figure);

const found = z.object({
  id: z.int().describe("for keepCalibration"),
  figures: calibrationFigures,
  residualMm: z
    .number()
    .nullable()
    .describe("root mean square over the dots; null without a sheet"),
  why: z.string().nullable().describe("a sentence: why this cannot be kept"),
  dots: z
    .array(
      z.object({
        at: pair.describe("where the dot should then be [m]"),
        offMm: z.number().nullable().describe("of what was measured from there"),
      }),
    )
    .describe("in the order of the dots"),
});

/** How the calibration of a plotter is going, and what is in force: whenever that changes. */
export const calibration = z.object({
  op: z.literal("calibration"),
  state: z.enum(["idle", "moving", "measuring", "found"]),
  canServos: z.boolean().describe("whether potentiometers are wired"),
  canSheet: z.boolean(),
  cannot: z.string().nullable().describe("a sentence: why nothing can be calibrated here"),
  origin: z.string().describe("where places on the sheet are measured from"),
  progress: z
    .object({
      part: z.enum(["home", "servos", "sheet"]),
      joint: z.string().nullable(),
      done: z.int(),
      of: z.int(),
    })
    .nullable()
    .describe("while it moves; of a sheet: marks"),
  why: z.string().nullable().describe("a sentence, after it ended badly"),
  dots: z.array(pair).describe("where they were wished [m]"),
  points: MeasuredPoints,
  canMeasureTwin: z.boolean(),
  found: found.nullable(),
  made: z.string().nullable().describe("when that in force was made; null: by the plan"),
  figures: calibrationFigures.describe("of that in force"),
  former: z
    .array(z.object({ made: z.string().nullable(), figures: calibrationFigures }))
    .describe("what was in force before, the newest first"),
});
export type CalibrationReport = z.infer<typeof calibration>;
export type CalibrationFigure = z.infer<typeof figure>;
