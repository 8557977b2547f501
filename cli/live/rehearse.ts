/**
 * What a rehearsal is made of: everything that people and programs may ask of the loop later, so that
 * none of it meets code that has never run.
 */
import type { LiveSettings } from "../../bridge/protocol/live-settings.ts";
import { EMPTY_WORLD, NO_LESION } from "../../bridge/protocol/live-settings.ts";
import { postTo } from "../../bridge/shared/mailbox.ts";
import { centreOutTargets } from "../../sim/tasks/centre-out.ts";
import type { DemoName } from "../../sim/tasks/demo.ts";
import { allFigures } from "../../sim/tasks/programme.ts";
import type { LoopSettings, SharedBuffers } from "./loop-order.ts";
import { GOAL_REACH, GOAL_STROKE, settingsToWords } from "./loop-order.ts";

const targets = centreOutTargets();
const strokes = allFigures().flatMap((goal) => (goal.kind === "stroke" ? [goal.path] : []));
const programmes: readonly DemoName[] = ["figures", "reaching", "figures", "reaching", "still"];
/** [Hz] */
const OTHER_RATE = 500;

const ALL_LEARN = { adaptive: true, onlineCortex: true } as const;

/** One after the other: each switch and dial is turned once, and every learner has its turn. */
const upsets: readonly Partial<LiveSettings>[] = [
  { ...ALL_LEARN, learner: "nlms", world: { ...EMPTY_WORLD, curl: 7.5, load: [0.5, -0.5] } },
  { ...ALL_LEARN, learner: "hybrid", lesion: { ...NO_LESION, fibres: 0.1, noise: 1.5 } },
  { cerebellum: false, world: { ...EMPTY_WORLD, addedMass: 0.3, limbMass: 1.1 } },
  { ...ALL_LEARN, world: { ...EMPTY_WORLD, rotation: 20, gain: 1.1, saddle: 0.3 } },
  { olive: false, lesion: { ...NO_LESION, purkinje: 0.2, horizon: 0.9, inertia: 1.1 } },
];

/** Posts what act number `act` is about: other settings, and a target, a stroke or a push. */
export function rehearse(shared: SharedBuffers, settings: LoopSettings, act: number): void {
  const stroke = strokes[act % strokes.length];
  const target = targets[act % targets.length] ?? [0, 0];
  const demo = programmes[act % programmes.length] ?? "still";
  const upset = upsets[act % upsets.length];
  const restores = Math.floor(act / 4);
  const rateHz = act % 6 === 5 ? OTHER_RATE : settings.rateHz;
  postTo(shared.settings, settingsToWords({ ...settings, ...upset, demo, rateHz, restores }));
  if (act % 3 === 0) {
    postTo(shared.goal, [GOAL_REACH, 1, ...target]);
  } else if (act % 3 === 1 && stroke) {
    postTo(shared.goal, [GOAL_STROKE, stroke.length / 2, ...stroke]);
  } else {
    postTo(shared.push, [2.5, -1.5, 0.1]);
  }
}
