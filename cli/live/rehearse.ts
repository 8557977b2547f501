/**
 * What a rehearsal is made of: everything that people and programs may ask of the loop later, so that
 * none of it meets code that has never run.
 */
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

/** Posts what act number `act` is about: a target, a stroke, or other settings. */
export function rehearse(shared: SharedBuffers, settings: LoopSettings, act: number): void {
  const stroke = strokes[act % strokes.length];
  const target = targets[act % targets.length] ?? [0, 0];
  if (act % 3 === 0) {
    postTo(shared.goal, [GOAL_REACH, 1, ...target]);
  } else if (act % 3 === 1 && stroke) {
    postTo(shared.goal, [GOAL_STROKE, stroke.length / 2, ...stroke]);
  } else {
    const demo = programmes[act % programmes.length] ?? "still";
    const rateHz = act % 2 === 0 ? settings.rateHz : OTHER_RATE;
    postTo(shared.settings, settingsToWords({ ...settings, demo, rateHz }));
  }
}
