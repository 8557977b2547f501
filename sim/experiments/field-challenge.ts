/**
 * A curl field as something to learn, and force channels to look at what was learnt of it:
 *
 *   done = Σ F·(B v) / Σ |B v|²        F: the walls' force on the hand;  v: the hand's velocity
 *
 * the share of the field's force that the hand pushes against the wall (the adaptation index of Smith et
 * al. 2006): 0 is nothing, 1 all of it. Other trials do not show it.
 */
import { channel, curlField } from "../perturbations/perturbation.ts";
import { COMMAND_LEARNING, COMMAND_TWO_STATES } from "./adaptation.ts";
import type { Challenge } from "./learning-course.ts";
import type { TrialRecord } from "./trial-record.ts";

/** [N·s/m], as in ModelDB 261466. */
export const STRENGTH = 13;

export const fieldChallenge: Challenge = {
  amount: 1,
  world: (times) => [curlField(times * STRENGTH)],
  clamp: (start, target) => [channel(start, target)],
  probes: 0.2,
  trials: { exposure: 160, counter: 20 },
  done: (record, { period }) =>
    record.phase === "clamp" || record.phase === "catch" ? pushedShare(record, period) : Number.NaN,
};

/** Who is to learn it. */
export const fieldLearners = {
  commands: { twoStates: COMMAND_TWO_STATES, filter: COMMAND_LEARNING },
  method:
    "What learns is the cerebellum's share of the command, in two ways. **Two time scales**: small steps, most of which fade within seconds. **Filter**: the Kalman filter of the other experiments, which learns a field better and forgets nothing by itself. **Cerebellum off**: the first of them, with the late senses taken for the present.",
} as const;

function pushedShare({ hand, force, duration }: TrialRecord, period: number): number {
  let pushed = 0;
  let wanted = 0;
  for (let i = 2; i < 2 * Math.round(duration / period); i += 2) {
    const vx = (hand[i + 2] - hand[i - 2]) / (2 * period);
    const vy = (hand[i + 3] - hand[i - 1]) / (2 * period);
    const fx = STRENGTH * vy;
    const fy = -STRENGTH * vx;
    pushed += force[i] * fx + force[i + 1] * fy;
    wanted += fx * fx + fy * fy;
  }
  return pushed / wanted;
}
