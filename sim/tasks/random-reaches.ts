/**
 * Reaches to practise on: hold, reach, and where time is left hold again and reach on; in a third of
 * them the target jumps while the hand is under way.
 */
import {
  bendAt,
  COEFFICIENTS,
  planMinimumJerk,
  positionAt,
  reachDuration,
  slopeAt,
} from "../../plant/motion/minimum-jerk.ts";
import type { Random } from "../random.ts";
import { anywhere } from "./workspace.ts";

const JUMPS = 1 / 3;

/** wish ← (x, y) pairs every `period` seconds. */
export function randomReaches(wish: Float64Array, period: number, random: Random): void {
  const samples = wish.length / 2;
  const c = [new Float64Array(COEFFICIENTS), new Float64Array(COEFFICIENTS)] as const;
  const start = anywhere(random.uniform);
  let next = Math.floor(samples * 0.25 * random.uniform());
  let begun = 0;
  let duration = period;
  let jump = false;
  planMinimumJerk(c[0], start[0], 0, 0, start[0], duration);
  planMinimumJerk(c[1], start[1], 0, 0, start[1], duration);

  for (let i = 0; i < samples; i++) {
    const s = Math.min(1, ((i - begun) * period) / duration);
    wish[2 * i] = positionAt(c[0], s);
    wish[2 * i + 1] = positionAt(c[1], s);
    if (i !== next) continue;

    const goal = anywhere(random.uniform);
    const distance = Math.hypot(goal[0] - wish[2 * i], goal[1] - wish[2 * i + 1]);
    const longer = reachDuration(distance) * (0.9 + 0.4 * random.uniform());
    for (const axis of [0, 1] as const) {
      const v = s < 1 ? slopeAt(c[axis], s) / duration : 0;
      const a = s < 1 ? bendAt(c[axis], s) / duration ** 2 : 0;
      planMinimumJerk(c[axis], wish[2 * i + axis], v, a, goal[axis], longer);
    }
    begun = i;
    duration = longer;
    jump = !jump && random.uniform() < JUMPS;
    const wait = jump ? 0.2 + 0.5 * random.uniform() : 1 + 0.5 * random.uniform();
    next = i + Math.ceil((wait * duration) / period);
  }
}
