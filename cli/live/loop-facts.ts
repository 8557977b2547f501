/**
 * What telemetry of the last seconds says of the loop, the senses, the plant and the model: facts, each
 * found by its own means, so that one that is off does not look like another.
 *
 *   plant: | Δq̇ − Δq̇ₙ | / | Δq̇ |, root mean squares, Δq̇ₙ by the equations of the arm that the brain was trained
 *   on, from the true state and the torque held: 0 where nothing else acts on it
 */
import { AT } from "../../bridge/shared/telemetry-ring.ts";
import { BRAIN_PERIOD } from "../../controller/brain-period.ts";
import type { Arm } from "../../plant/arm/arm.ts";
import { rungeKutta4 } from "../../plant/arm/integrators.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";

export interface LoopFacts {
  /** Decisions that came later than LATE, or not at all [%]. */
  readonly latePct: number;
  readonly cerebellum: boolean;
  readonly olive: boolean;
  /** Part of the joints' changes of velocity that the nominal arm does not explain [%]; NaN at rest. */
  readonly unexplainedPct: number;
  /** What is seen of the hand is so far from it [mm], root mean square. */
  readonly cursorMm: number;
  readonly senseAgeMs: number;
  /** The hand from where the brain believes it to be [mm], root mean square. */
  readonly predictionMm: number;
}

/** A decision is late beyond this [µs]: half a brain period. */
const LATE = 5000;
/** Joints that change their velocity by less between decisions are at rest [rad/s]. */
const REST = 0.02;
/** Records further apart than this are not compared [s]. */
const GAP = 0.025;

/** Facts of a stretch of records, oldest first; nothing of none. */
export function loopFacts(records: readonly Float64Array[], arm: Arm): LoopFacts | undefined {
  const newest = records.at(-1);
  if (newest === undefined) return undefined;
  const integrate = rungeKutta4();
  const state = new Float64Array(4);
  const torque = new Float64Array(2);
  const hand = new Float64Array(2);
  const other = new Float64Array(2);
  const sums = {
    late: 0,
    age: 0,
    cursor: 0,
    prediction: 0,
    change: 0,
    unexplained: 0,
    pairs: 0,
    dropped: 0,
  };
  records.forEach((record, i) => {
    const read = (at: number): number => record[at] ?? 0;
    if (read(AT.lateMicros) > LATE) sums.late++;
    sums.age += read(AT.senseAge);
    forwardKinematics(hand, record.subarray(AT.shoulder), arm);
    forwardKinematics(other, record.subarray(AT.predictedShoulder), arm);
    const [x = 0, y = 0] = hand;
    sums.prediction += (x - (other[0] ?? 0)) ** 2 + (y - (other[1] ?? 0)) ** 2;
    sums.cursor += (x - read(AT.cursorX)) ** 2 + (y - read(AT.cursorY)) ** 2;
    const before = records[i - 1];
    const since = before === undefined ? 0 : read(AT.time) - (before[AT.time] ?? 0);
    sums.dropped += Math.max(0, Math.round(since / BRAIN_PERIOD) - 1);
    const dt = before === undefined ? 0 : read(AT.stateTime) - (before[AT.stateTime] ?? 0);
    if (before === undefined || !(dt > 0 && dt < GAP)) return;
    state.set(before.subarray(AT.shoulder, AT.shoulder + 4));
    torque.set(before.subarray(AT.shoulderTorque, AT.shoulderTorque + 2));
    for (let half = 0; half < 2; half++) integrate(state, torque, dt / 2, arm);
    for (let j = 2; j < 4; j++) {
      const now = read(AT.shoulder + j);
      sums.change += (now - (before[AT.shoulder + j] ?? 0)) ** 2;
      sums.unexplained += (now - (state[j] ?? 0)) ** 2;
    }
    sums.pairs++;
  });
  const n = records.length;
  const isAtRest = Math.sqrt(sums.change / Math.max(1, sums.pairs)) < REST;
  return {
    latePct: (100 * (sums.late + sums.dropped)) / (n + sums.dropped),
    cerebellum: newest[AT.cerebellum] === 1,
    olive: newest[AT.olive] === 1,
    unexplainedPct: isAtRest ? Number.NaN : 100 * Math.sqrt(sums.unexplained / sums.change),
    cursorMm: 1000 * Math.sqrt(sums.cursor / n),
    senseAgeMs: (1000 * sums.age) / n,
    predictionMm: 1000 * Math.sqrt(sums.prediction / n),
  };
}
