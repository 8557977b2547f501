/**
 * Frames for viewers, made from the telemetry that the loop leaves in shared memory.
 */
import type { Frame } from "../../bridge/protocol/frame.ts";
import { TRAIL_POINTS_MAX } from "../../bridge/protocol/frame-layout.ts";
import { readStatistics } from "../../bridge/shared/loop-statistics.ts";
import { AT, telemetryReader } from "../../bridge/shared/telemetry-ring.ts";
import { PHASE } from "../../controller/goal/goal-player.ts";
import type { Lengths } from "../../plant/arm/kinematics.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { SharedBuffers } from "./loop-order.ts";

/** Records that make up the last second. */
const SECOND = 100;
/** Percentiles and the rate are worked out anew this often [ms], for they take a while. */
const SLOW_PERIOD = 500;

export interface FrameSource {
  latest(since: number): Omit<Frame, "seq"> | undefined;
  /** Index in `figures` of the one that the demo is drawing, −1 for none. */
  figure(): number;
  /** Whether a stroke is being drawn or approached. */
  isDrawing(): boolean;
}

export function frameSource(shared: SharedBuffers, arm: Lengths): FrameSource {
  const telemetry = telemetryReader(shared.telemetry);
  const timing = makeTiming(shared);
  const hand = new Float64Array(2);
  const other = new Float64Array(2);
  const joints = new Float64Array(2);
  let errorsFor = -1;
  let errors = { trackingErrorMm: 0, predictionErrorMm: 0 };

  const handAt = (out: Float64Array, record: Float64Array, shoulder: number): void => {
    joints[0] = record[shoulder] ?? 0;
    joints[1] = record[shoulder + 1] ?? 0;
    forwardKinematics(out, joints, arm);
  };

  const lastSecond = (newest: number): typeof errors => {
    if (newest === errorsFor) return errors;
    errorsFor = newest;
    let tracking = 0;
    let prediction = 0;
    let count = 0;
    for (let i = newest; i > newest - SECOND; i--) {
      const record = telemetry.at(i);
      if (record === undefined) break;
      handAt(hand, record, AT.shoulder);
      handAt(other, record, AT.predictedShoulder);
      const [x = 0, y = 0] = hand;
      tracking += (x - value(record, AT.desiredX)) ** 2 + (y - value(record, AT.desiredY)) ** 2;
      prediction += (x - (other[0] ?? 0)) ** 2 + (y - (other[1] ?? 0)) ** 2;
      count++;
    }
    errors = {
      trackingErrorMm: 1000 * Math.sqrt(tracking / count),
      predictionErrorMm: 1000 * Math.sqrt(prediction / count),
    };
    return errors;
  };

  const trailSince = (newest: number, since: number): Float32Array => {
    let first = newest + 1;
    while (first > 0 && newest - first + 1 < TRAIL_POINTS_MAX) {
      const record = telemetry.at(first - 1);
      if (record === undefined || value(record, AT.tick) <= since) break;
      first--;
    }
    const trail = new Float32Array(3 * (newest - first + 1));
    for (let i = first, k = 0; i <= newest; i++) {
      const record = telemetry.at(i);
      if (record === undefined) continue;
      handAt(hand, record, AT.shoulder);
      trail[k++] = hand[0] ?? 0;
      trail[k++] = hand[1] ?? 0;
      trail[k++] = record[AT.phase] === PHASE.drawing ? 1 : 0;
    }
    return trail;
  };

  return {
    latest(since) {
      const newest = telemetry.count() - 1;
      const record = telemetry.at(newest);
      if (record === undefined) return undefined;
      const read = (at: number): number => value(record, at);
      return {
        time: read(AT.time),
        tick: read(AT.tick),
        shoulder: read(AT.shoulder),
        elbow: read(AT.elbow),
        shoulderVelocity: read(AT.shoulderVelocity),
        elbowVelocity: read(AT.elbowVelocity),
        sensedShoulder: read(AT.sensedShoulder),
        sensedElbow: read(AT.sensedElbow),
        predictedShoulder: read(AT.predictedShoulder),
        predictedElbow: read(AT.predictedElbow),
        desiredX: read(AT.desiredX),
        desiredY: read(AT.desiredY),
        targetX: read(AT.targetX),
        targetY: read(AT.targetY),
        shoulderTorque: read(AT.shoulderTorque),
        elbowTorque: read(AT.elbowTorque),
        senseAge: read(AT.senseAge),
        phase: read(AT.phase),
        ...timing(),
        ...lastSecond(newest),
        trail: trailSince(newest, since),
      };
    },
    figure() {
      return this.isDrawing() ? (telemetry.at(telemetry.count() - 1)?.[AT.figure] ?? -1) : -1;
    },
    isDrawing() {
      const phase = telemetry.at(telemetry.count() - 1)?.[AT.phase];
      return phase === PHASE.drawing || phase === PHASE.approaching;
    },
  };
}

const value = (record: Float64Array, at: number): number => record[at] ?? 0;

/** Rate, lateness and duration of ticks, not worked out more often than SLOW_PERIOD. */
function makeTiming(shared: SharedBuffers) {
  let asOf = Number.NEGATIVE_INFINITY;
  let before = { ticks: 0, seconds: 0 };
  let timing = { rateHz: 0, lateMicros: 0, tickMicros: 0, missed: 0 };

  return (): typeof timing => {
    const now = performance.now();
    if (now - asOf < SLOW_PERIOD) return timing;
    asOf = now;
    const { ticks, seconds, missed, lateMicros, tickMicros } = readStatistics(shared.statistics);
    const span = seconds - before.seconds;
    timing = {
      rateHz: span > 0 ? (ticks - before.ticks) / span : 0,
      lateMicros: lateMicros.p99,
      tickMicros: tickMicros.p99,
      missed,
    };
    before = { ticks, seconds };
    return timing;
  };
}
