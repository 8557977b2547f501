/**
 * The file of a machine, as people write it: millimetres, degrees, microseconds. All but the linkage may be left out, and is
 * then as the linkage's plan has it.
 */
import { z } from "zod";

const finite = z.number();
const positive = z.number().positive();
const pair = z.tuple([finite, finite]);
/** What a hobby servo's pulse may ever be, and what the firmware takes for one (below 544 it means degrees). */
const pulse = z.number().min(544).max(2400);
const limits = z
  .tuple([pulse, pulse])
  .refine(([min, max]) => min < max, { error: "the lower limit has to come first" });
const pin = z.number().int().min(0).max(53);
const range = pair.refine(([low, high]) => low < high, {
  error: "the lower end has to come first",
});

const Servo = z.strictObject({
  pin: pin.optional(),
  centre: finite.optional().describe("an angle whose pulse is known [°]"),
  centrePulse: pulse.optional().describe("that pulse [µs]"),
  microsecondsPerDegree: finite
    .refine((value) => Math.abs(value) >= 1 && Math.abs(value) <= 50, {
      error: "expected 1 to 50 either way; negative where the servo is mounted mirrored",
    })
    .optional(),
  limits: limits.optional().describe("[µs]"),
});

const Pen = z.strictObject({
  pin: pin.optional(),
  up: pulse.optional().describe("pulse that lifts the pen [µs]"),
  down: pulse.optional().describe("pulse that puts it down [µs]"),
  liftTime: z.number().min(0.02).max(2).optional().describe("until it is off the paper [s]"),
  limits: limits.optional().describe("[µs]"),
});

const Joint = z.strictObject({
  middle: z.array(finite).min(2).max(6).describe("[µs/radⁱ], by rising power of (q − q₀)"),
  hysteresis: finite.describe("[µs]"),
});

/** Pulses against angles, both ways, by the potentiometers. */
export const ServosCalibration = z.strictObject({
  made: z.string(),
  joints: z.tuple([Joint, Joint]),
});

/** What `purkinje calibrate` has found. */
const Calibration = z.strictObject({
  servos: ServosCalibration.optional(),
  sheet: z
    .strictObject({
      made: z.string(),
      felt: z.boolean().describe("whether potentiometers were wired then"),
      links: z
        .array(positive)
        .describe("in the order of linkage-lengths.ts: two, or a pantograph's five [mm]"),
      spreads: z.array(positive).optional().describe("how well the links are known [mm]"),
      offsets: pair.describe("[°]"),
      gains: pair,
      play: pair.optional().describe("what the servos' calibration does not know of [°]"),
      residual: finite.describe("root mean square of what is left [mm]"),
    })
    .optional(),
});

const analog = z.string().regex(/^A\d{1,2}$/, { error: "expected analog pins such as A0" });

const everyMachine = {
  format: z.literal("purkinje machine"),
  version: z.literal(1),
  port: z.string().min(1).optional(),
  links: z.tuple([positive, positive]).optional().describe("[mm]"),
  ranges: z.tuple([range, range]).optional().describe("of the joints [°]"),
  home: pair.optional().describe("where the pen waits [mm]"),
  paperFrom: finite.optional().describe("no paper nearer to the machine [mm]"),
  servos: z.tuple([Servo, Servo]).optional(),
  potentiometers: z.tuple([analog, analog]).optional(),
  pen: Pen.optional(),
  driver: z
    .strictObject({ kind: z.literal("PCA9685"), address: z.number().int().min(0x40).max(0x7f) })
    .optional(),
  speed: z.number().min(1).max(500).optional().describe("of the pen on paper [mm/s]"),
  calibration: Calibration.optional(),
  formerCalibrations: z.array(Calibration).optional().describe("the newest first"),
};

export const MachineJson = z.discriminatedUnion("linkage", [
  z.strictObject({
    ...everyMachine,
    linkage: z.literal("brachiograph"),
    elbow: z.union([z.literal(1), z.literal(-1)]).optional(),
  }),
  z.strictObject({
    ...everyMachine,
    linkage: z.literal("pantograph"),
    between: positive.optional().describe("the two servos [mm]"),
  }),
]);

export type MachineJson = z.infer<typeof MachineJson>;
export type MachineCalibration = z.infer<typeof Calibration>;
