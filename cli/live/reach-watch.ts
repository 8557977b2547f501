/**
 * Finds the reaches in a loop's telemetry and judges each: those that set out from rest, go 5 cm or more,
 * and are left in peace until half a second after their end. What is dragged about is none.
 *
 * A loop that is late samples the limb unevenly, and one that drops decisions leaves holes. Each record says
 * when its state was true, so the path is known all the same (even-samples.ts), over holes as well: the
 * command is held meanwhile. Where a hole is longer than HOLE, jerk is not judged.
 */
import { AT } from "../../bridge/shared/telemetry-ring.ts";
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import { NONE } from "../../controller/fallback/fallback.ts";
import { PHASE } from "../../controller/goal/goal-player.ts";
import type { Lengths } from "../../plant/arm/kinematics.ts";
import { forwardKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import type { ReachFeatures } from "../../sim/metrics/movement/ataxia-index.ts";
import { signedEndPointError } from "../../sim/metrics/movement/end-point.ts";
import { evenMoments, hermite } from "../../sim/metrics/movement/even-samples.ts";
import { movingPart, reachFeatures } from "../../sim/metrics/movement/reach-features.ts";

/** Shorter ways say little of straightness [m]. */
const SHORTEST = 0.05;
/** The hold that the ataxia index was scaled with, less two decisions [s]. */
const HOLD = 0.48;
/** So long without a decision, and what the limb did meanwhile is not what the brain made of it [s]. */
const HOLE = 0.05;

export interface JudgedReach {
  /** When it should have ended [s]. */
  readonly time: number;
  /** Jerk is NaN where the loop was late. */
  readonly features: ReachFeatures;
  /** End point along the way: + beyond the target, − short of it [mm]. */
  readonly alongMm: number;
  /** Samples that it was judged by, and the longest time between two [ms]. */
  readonly samples: number;
  readonly gapMs: number;
}

/** A record as a sample of the hand: its state's time [s], place and velocity, and how far off the wish it was. */
interface Sample {
  readonly time: number;
  readonly x: readonly [place: number, velocity: number];
  readonly y: readonly [place: number, velocity: number];
  readonly off: readonly [x: number, y: number];
}

/** What takes in telemetry records one by one, and gives a reach back with the record that completes it. */
export function reachWatch(arm: Lengths): (record: Float64Array) => JudgedReach | undefined {
  const sampleOf = sampler(arm);
  let goal = Number.NaN;
  let rests = true;
  let isReach = false;
  let endsAt = 0;
  let samples: Sample[] = [];

  return (record) => {
    const read = (at: number): number => record[at] ?? Number.NaN;
    if (read(AT.goal) !== goal) {
      rests = read(AT.time) >= endsAt;
      goal = read(AT.goal);
      isReach = rests && read(AT.phase) === PHASE.reaching;
      endsAt = read(AT.endsAt);
      samples = [];
    }
    // A reach that the fallback had a hand in says nothing about the brain.
    if (read(AT.cause) > NONE) isReach = false;
    if (!isReach) return undefined;
    samples.push(sampleOf(record));
    if (read(AT.time) < endsAt + HOLD) return undefined;
    isReach = false;
    return judge(samples, endsAt, [read(AT.targetX), read(AT.targetY)]);
  };
}

function sampler(arm: Lengths): (record: Float64Array) => Sample {
  const hand = new Float64Array(2);
  const J = new Float64Array(4);
  return (record) => {
    const read = (at: number): number => record[at] ?? Number.NaN;
    const q = record.subarray(AT.shoulder);
    forwardKinematics(hand, q, arm);
    jacobian(J, q, arm);
    const [x = 0, y = 0] = hand;
    const [a = 0, b = 0, c = 0, d = 0] = J;
    const [dq1, dq2] = [read(AT.shoulderVelocity), read(AT.elbowVelocity)];
    const vx = a * dq1 + b * dq2;
    const vy = c * dq1 + d * dq2;
    // The wish is that of the tick, a little later than the state.
    const later = read(AT.time) - read(AT.stateTime);
    return {
      time: read(AT.stateTime),
      x: [x, vx],
      y: [y, vy],
      off: [x + later * vx - read(AT.desiredX), y + later * vy - read(AT.desiredY)],
    };
  };
}

function judge(
  samples: readonly Sample[],
  endsAt: number,
  target: readonly [number, number],
): JudgedReach | undefined {
  const [first, second] = samples;
  if (first === undefined || second === undefined) return undefined;
  const start = [first.x[0] - first.off[0], first.y[0] - first.off[1]] as const;
  if (Math.hypot(target[0] - start[0], target[1] - start[1]) < SHORTEST) return undefined;
  const times = samples.map(({ time }) => time);
  const from = first.time;
  const count = Math.floor((endsAt + HOLD - from) / BRAIN_PERIOD) + 1;
  const path: number[] = [];
  const wish: number[] = [];
  evenMoments(times, { from, period: BRAIN_PERIOD, count }, (i, u) => {
    const before = samples[i] ?? first;
    const after = samples[i + 1] ?? second;
    const h = after.time - before.time;
    const x = hermite(u, h, before.x, after.x);
    const y = hermite(u, h, before.y, after.y);
    path.push(x, y);
    wish.push(
      x - before.off[0] - u * (after.off[0] - before.off[0]),
      y - before.off[1] - u * (after.off[1] - before.off[1]),
    );
  });
  const reach = {
    start,
    target,
    duration: endsAt - from,
    path: Float64Array.from(path),
    wish: Float64Array.from(wish),
  };
  const rate = 1 / BRAIN_PERIOD;
  const gap = Math.max(...times.slice(1).map((time, i) => time - (times[i] ?? time)));
  const features = reachFeatures(reach, rate);
  const [x = 0, y = 0] = movingPart(reach, rate).slice(-2);
  return {
    time: endsAt,
    features: gap > HOLE ? { ...features, ldlj: Number.NaN } : features,
    alongMm: 1000 * signedEndPointError([x, y], start, target),
    samples: samples.length,
    gapMs: 1000 * gap,
  };
}
