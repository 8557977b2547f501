/**
 * What can be set while the loop runs, and within which bounds: the page's sliders, the command's options
 * and the checks of a message all come from here.
 */
import { z } from "zod";
import { DEMOS } from "./demos.ts";

/** What the forward model can learn by, and what each is. */
export const LEARNERS = {
  rls: "recursive least squares on mossy fibres, straight to the end of the delay",
  nlms: "normalised small steps on 400 granule cells",
  hybrid: "the equations of a nominal arm, and recursive least squares for what they leave",
} as const;
export type Learner = keyof typeof LEARNERS;
const learnerNames = ["rls", "nlms", "hybrid"] as const satisfies readonly Learner[];

/** Least and greatest setting, what it is without anybody's doing, and what it does. */
export interface Dial {
  readonly min: number;
  readonly max: number;
  readonly rest: number;
  readonly about: string;
}

/** The lesion dial (docs/lesions.md). */
export const LESION_DIALS = {
  purkinje: { min: 0, max: 1, rest: 0, about: "share of Purkinje cells lost" },
  fibres: { min: 0, max: 1, rest: 0, about: "share of the read-out's fibres that are silent" },
  horizon: { min: 0, max: 2, rest: 1, about: "senses are taken for so many times as old" },
  inertia: { min: 0.3, max: 3, rest: 1, about: "the limb is taken for so many times as heavy" },
  noise: { min: 0, max: 30, rest: 0, about: "noise of the estimate; 1 is 1 mrad and 20 mrad/s" },
} as const satisfies Record<string, Dial>;

/** What the world does to the arm, its hand, and what is seen of it. */
export const WORLD_DIALS = {
  curl: { min: -30, max: 30, rest: 0, about: "curl field, N·s/m; positive pushes to the right" },
  saddle: { min: 0, max: 1, rest: 0, about: "saddle field; 1 is that of 1994" },
  addedMass: { min: 0, max: 3, rest: 0, about: "in the hand, kg" },
  limbMass: { min: 0.3, max: 3, rest: 1, about: "the arm is so many times as heavy" },
  rotation: { min: -80, max: 80, rest: 0, about: "of the cursor about the centre, degrees" },
  gain: { min: 0.3, max: 3, rest: 1, about: "of the cursor from the centre" },
} as const satisfies Record<string, Dial>;

/** Greatest force on the hand [N]: of a load along each axis, and of a push. */
export const LOAD_MAX = 20;
export const PUSH_MAX = 60;
/** Longest push [ms]. */
export const PUSH_MS_MAX = 1000;
/** Of the loop [Hz]: multiples of the 100 decisions a second that the brain makes. */
export const RATES = { min: 100, max: 5000, step: 100 } as const;
/** The longest that senses can be late [ms]. */
export const DELAY_MS_MAX = 300;

const within = ({ min, max, about }: Dial) => z.number().min(min).max(max).describe(about);
const { purkinje, fibres, horizon, inertia, noise } = LESION_DIALS;
const lesion = z.object({
  purkinje: within(purkinje),
  fibres: within(fibres),
  horizon: within(horizon),
  inertia: within(inertia),
  noise: within(noise),
});

const { curl, saddle, addedMass, limbMass, rotation, gain } = WORLD_DIALS;
const force = z.number().min(-LOAD_MAX).max(LOAD_MAX);
const world = z.object({
  curl: within(curl),
  saddle: within(saddle),
  load: z.tuple([force, force]).describe("a steady force on the hand, N"),
  addedMass: within(addedMass),
  limbMass: within(limbMass),
  rotation: within(rotation),
  gain: within(gain),
});

const delay = z.number().min(0).max(DELAY_MS_MAX);

/** All settings of an arm's loop. */
export const LiveSettings = z.object({
  cerebellum: z.boolean().describe("off: the cortex sees only the late senses"),
  olive: z.boolean().describe("off: the cerebellum predicts, but learns no more"),
  adaptive: z.boolean().describe("the cerebellum adds to the command, and bends the aim"),
  learner: z.enum(learnerNames).describe("what the forward model learns by"),
  onlineCortex: z.boolean().describe("the cortex learns as well, as long as the olive teaches"),
  delayMs: delay.describe("age of what is felt [ms]"),
  visualDelayMs: delay.describe("age of what is seen of the cursor [ms]"),
  noise: z.number().min(0).max(5).describe("sensory noise; 1 = 1 mrad, 20 mrad/s"),
  demo: z.enum(DEMOS).describe("what the arm does while nobody tells it"),
  rateHz: z
    .number()
    .min(RATES.min)
    .max(RATES.max)
    .multipleOf(RATES.step)
    .describe("ticks a second that the loop aims at"),
  lesion,
  world,
});
export type LiveSettings = z.infer<typeof LiveSettings>;
export type LiveWorld = LiveSettings["world"];

/** What a client changes: anything, and of a lesion or a world any part. */
export const settingsPatch = LiveSettings.partial().extend({
  lesion: lesion.partial().strict().optional(),
  world: world.partial().strict().optional(),
});
type SettingsPatch = z.infer<typeof settingsPatch>;

/** A healthy cerebellum. */
export const NO_LESION: LiveSettings["lesion"] = {
  purkinje: purkinje.rest,
  fibres: fibres.rest,
  horizon: horizon.rest,
  inertia: inertia.rest,
  noise: noise.rest,
};

/** A world that lets the arm alone. */
export const EMPTY_WORLD: LiveWorld = {
  curl: curl.rest,
  saddle: saddle.rest,
  load: [0, 0],
  addedMass: addedMass.rest,
  limbMass: limbMass.rest,
  rotation: rotation.rest,
  gain: gain.rest,
};

/** What an arm begins with where nobody has said anything. */
export const ORDINARY_SETTINGS: LiveSettings = {
  cerebellum: true,
  olive: true,
  adaptive: false,
  learner: "rls",
  onlineCortex: false,
  delayMs: 100,
  visualDelayMs: 100,
  noise: 1,
  demo: "reaching",
  rateHz: 1000,
  lesion: NO_LESION,
  world: EMPTY_WORLD,
};

/** The settings with what the patch names. */
export function patched(settings: LiveSettings, patch: SettingsPatch): LiveSettings {
  return LiveSettings.parse({
    ...settings,
    ...patch,
    lesion: { ...settings.lesion, ...patch.lesion },
    world: { ...settings.world, ...patch.world },
  });
}
