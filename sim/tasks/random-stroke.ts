/**
 * Angular drawings to practise on: a random polygon with the timing that a drawn stroke gets.
 */
import { timeStroke } from "../../plant/motion/stroke-timing.ts";
import type { Random } from "../random.ts";
import { anywhere } from "./workspace.ts";

/** wish ← (x, y) pairs every `period` seconds, beginning somewhere along the stroke. */
export function randomStroke(wish: Float64Array, period: number, random: Random): void {
  const samples = wish.length / 2;
  const corners = Array.from({ length: 3 + Math.floor(4 * random.uniform()) }, () =>
    anywhere(random.uniform),
  );
  const pace = random.uniform();
  const timed = timeStroke(corners, { speed: 0.12 + 0.28 * pace, acceleration: 0.6 + 1.4 * pace });
  if (typeof timed === "string") {
    randomStroke(wish, period, random);
    return;
  }
  const last = timed.length / 2 - 1;
  const from = Math.floor(Math.max(0, last - samples) * random.uniform());
  for (let i = 0; i < samples; i++) {
    const k = Math.min(last, from + i);
    wish[2 * i] = timed[2 * k];
    wish[2 * i + 1] = timed[2 * k + 1];
  }
}
