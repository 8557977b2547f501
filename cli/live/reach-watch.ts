/**
 * Finds the reaches in a loop's telemetry and judges each: those that set out from rest, go 5 cm or more,
 * and are left in peace until half a second after their end. What is dragged about is none.
 */
import { AT } from "../../bridge/shared/telemetry-ring.ts";
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import { PHASE } from "../../controller/goal/goal-player.ts";
import type { Lengths } from "../../plant/arm/kinematics.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { ReachFeatures } from "../../sim/metrics/movement/ataxia-index.ts";
import { reachFeatures } from "../../sim/metrics/movement/reach-features.ts";

/** Shorter ways say little of straightness [m]. */
const SHORTEST = 0.05;
/** The hold that the ataxia index was scaled with, less two decisions [s]. */
const HOLD = 0.48;

export interface JudgedReach {
  /** When it should have ended [s]. */
  readonly time: number;
  readonly features: ReachFeatures;
  /** Samples that it was judged by. */
  readonly samples: number;
}

/** What takes in telemetry records one by one, and gives a reach back with the record that completes it. */
export function reachWatch(arm: Lengths): (record: Float64Array) => JudgedReach | undefined {
  const hand = new Float64Array(2);
  let goal = Number.NaN;
  let rests = true;
  let isReach = false;
  let begin = 0;
  let endsAt = 0;
  let path: number[] = [];
  let wish: number[] = [];
  let before: readonly number[] = [];
  let last = 0;

  /** Adds a sample (hand, wish), and by interpolation those of decisions that were dropped before it. */
  const follow = (time: number, sample: readonly number[]): void => {
    const steps = before.length > 0 ? Math.max(1, Math.round((time - last) / BRAIN_PERIOD)) : 1;
    for (let k = 1; k <= steps; k++) {
      const [x = 0, y = 0, wx = 0, wy = 0] = sample.map((value, i) => {
        const from = before[i] ?? value;
        return from + (k / steps) * (value - from);
      });
      path.push(x, y);
      wish.push(wx, wy);
    }
    before = sample;
    last = time;
  };

  return (record) => {
    const read = (at: number): number => record[at] ?? Number.NaN;
    if (read(AT.goal) !== goal) {
      rests = read(AT.time) >= endsAt;
      goal = read(AT.goal);
      isReach = rests && read(AT.phase) === PHASE.reaching;
      begin = read(AT.time);
      endsAt = read(AT.endsAt);
      path = [];
      wish = [];
      before = [];
    }
    if (!isReach) return undefined;
    forwardKinematics(hand, record.subarray(AT.shoulder), arm);
    follow(read(AT.time), [hand[0] ?? 0, hand[1] ?? 0, read(AT.desiredX), read(AT.desiredY)]);
    if (read(AT.time) < endsAt + HOLD) return undefined;
    isReach = false;
    const start = [wish[0] ?? 0, wish[1] ?? 0] as const;
    const target = [read(AT.targetX), read(AT.targetY)] as const;
    if (Math.hypot(target[0] - start[0], target[1] - start[1]) < SHORTEST) return undefined;
    const reach = {
      start,
      target,
      duration: endsAt - begin,
      path: Float64Array.from(path),
      wish: Float64Array.from(wish),
    };
    return {
      time: endsAt,
      features: reachFeatures(reach, 1 / BRAIN_PERIOD),
      samples: path.length / 2,
    };
  };
}
