/**
 * Smooth drawings to practise on: sums of three slow waves in each direction, inside the workspace.
 */
import type { Random } from "../random.ts";
import { WORKSPACE } from "./workspace.ts";

const WAVES = 3;
/** Frequencies of the waves [Hz]. */
const SLOWEST = 0.2;
const QUICKEST = 1.2;
/** Largest speed of the pen in any drawing [m/s]. */
const SPEED_MAX = 0.45;

/** wish ← (x, y) pairs every `period` seconds along a smooth random curve. */
export function randomDrawing(wish: Float64Array, period: number, random: Random): void {
  const samples = wish.length / 2;
  const span = WORKSPACE.radius;
  const wave = () => ({
    frequency: SLOWEST + (QUICKEST - SLOWEST) * random.uniform(),
    phase: 2 * Math.PI * random.uniform(),
    size: random.uniform(),
  });
  const waves = [0, 1].map(() => Array.from({ length: WAVES }, wave));
  let farthest = 0;
  let fastest = 0;
  for (let i = 0; i < samples; i++) {
    for (const axis of [0, 1] as const) {
      let value = 0;
      for (const { frequency, phase, size } of waves[axis]) {
        value +=
          (size / (0.4 + frequency)) * Math.sin(2 * Math.PI * frequency * period * i + phase);
      }
      wish[2 * i + axis] = value;
    }
    farthest = Math.max(farthest, Math.hypot(wish[2 * i], wish[2 * i + 1]));
    if (i > 0) {
      const step = Math.hypot(wish[2 * i] - wish[2 * i - 2], wish[2 * i + 1] - wish[2 * i - 1]);
      fastest = Math.max(fastest, step / period);
    }
  }
  const size = Math.min(
    (span * (0.3 + 0.7 * random.uniform())) / farthest,
    (SPEED_MAX * (0.3 + 0.7 * random.uniform())) / fastest,
  );
  const room = span - size * farthest;
  const angle = 2 * Math.PI * random.uniform();
  const away = room * Math.sqrt(random.uniform());
  for (let i = 0; i < samples; i++) {
    wish[2 * i] = WORKSPACE.centre[0] + away * Math.cos(angle) + size * wish[2 * i];
    wish[2 * i + 1] = WORKSPACE.centre[1] + away * Math.sin(angle) + size * wish[2 * i + 1];
  }
}
