/**
 * Frames for the monitor, made by the main thread from what the loop leaves in shared memory.
 */
import type { MonitorFrame, Signal } from "../../bridge/protocol/monitor-frame.ts";
import { MONITOR_RECORDS_MAX, SIGNALS } from "../../bridge/protocol/monitor-frame.ts";
import type { Watched } from "../../bridge/protocol/watched.ts";
import { AT, FIELDS, telemetryReader } from "../../bridge/shared/telemetry-ring.ts";
import type { UnitGroup } from "../../bridge/shared/unit-ring.ts";
import { unitReader } from "../../bridge/shared/unit-ring.ts";
import type { Lengths } from "../../plant/arm/kinematics.ts";
import { forwardKinematics, jacobian } from "../../plant/arm/kinematics.ts";
import type { SharedBuffers } from "./loop-order.ts";

type MonitorState = Omit<MonitorFrame, "seq">;

/** Signals that a record has as they are, under the same name. */
const recorded = SIGNALS.flatMap((signal, to) =>
  FIELDS.flatMap((field) => (field === signal ? [[to, AT[field]] as const] : [])),
);
const place = (signal: Signal): number => SIGNALS.indexOf(signal);

export interface MonitorSource {
  /** Records so far: where a client begins that has seen none. */
  count(): number;
  /** What came from record `since` on; nothing where nothing did. */
  since(since: number, what: readonly Watched[]): MonitorState | undefined;
}

export function monitorSource(
  shared: SharedBuffers,
  groups: readonly UnitGroup[],
  arm: Lengths,
): MonitorSource {
  const telemetry = telemetryReader(shared.telemetry);
  const rows = unitReader(shared.units, shared.telemetry, groups);
  const reckon = derivedSignals(arm);

  return {
    count: telemetry.count,
    since(since, what) {
      const end = telemetry.count();
      const newest = telemetry.at(end - 1);
      if (newest === undefined || since >= end) return undefined;
      const first = Math.max(since, end - MONITOR_RECORDS_MAX);
      const records = end - first;
      const signals = new Float32Array(what.includes("signals") ? records * SIGNALS.length : 0);
      const units = new Uint8ClampedArray(what.includes("units") ? records * rows.width : 0);
      for (let k = 0; k < records; k++) {
        const record = telemetry.at(first + k);
        if (record === undefined) continue;
        if (signals.length > 0) {
          const row = signals.subarray(k * SIGNALS.length, (k + 1) * SIGNALS.length);
          for (const [to, from] of recorded) row[to] = record[from] ?? Number.NaN;
          row[place("ago")] = (newest[AT.time] ?? 0) - (record[AT.time] ?? 0);
          reckon(row, record);
        }
        if (units.length > 0 && rows.has(first + k))
          rows.quantise(units, k * rows.width, first + k);
      }
      return {
        time: newest[AT.time] ?? 0,
        tick: newest[AT.tick] ?? 0,
        lost: first - since,
        records,
        signals,
        units: new Uint8Array(units.buffer),
      };
    },
  };
}

/** What has to be worked out of a record: places and distances of the hand. */
function derivedSignals(arm: Lengths) {
  const hand = new Float64Array(2);
  const believed = new Float64Array(2);
  const J = new Float64Array(4);
  return (row: Float32Array, record: Float64Array): void => {
    const read = (at: number): number => record[at] ?? Number.NaN;
    forwardKinematics(hand, record.subarray(AT.shoulder), arm);
    forwardKinematics(believed, record.subarray(AT.predictedShoulder), arm);
    jacobian(J, record.subarray(AT.sensedShoulder), arm);
    const [x = 0, y = 0] = hand;
    const [a = 0, b = 0, c = 0, d = 0] = J;
    const [first, second] = [read(AT.oliveShoulder), read(AT.oliveElbow)];
    row[place("handX")] = x;
    row[place("handY")] = y;
    row[place("trackingErrorMm")] = 1000 * Math.hypot(x - read(AT.desiredX), y - read(AT.desiredY));
    row[place("predictionErrorMm")] =
      1000 * Math.hypot(x - (believed[0] ?? 0), y - (believed[1] ?? 0));
    row[place("oliveErrorMm")] = 1000 * Math.hypot(a * first + b * second, c * first + d * second);
  };
}
