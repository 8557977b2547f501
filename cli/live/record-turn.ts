/**
 * A turn of the loop as a telemetry record.
 */
import { AT } from "../../bridge/shared/telemetry-ring.ts";
import type { Turn } from "../../controller/loop.ts";
import type { ReadonlyVec } from "../../plant/vec.ts";
import type { Rig } from "../../sim/experiments/rig.ts";
import type { Demo } from "../../sim/tasks/demo.ts";

/** Writes a turn into `record`, counted from `origin`: a time [s], and a tick. Real-time safe. */
export function recordTurn(record: Float64Array, { brain, plant }: Rig, origin: ReadonlyVec) {
  const wish = new Float64Array(2);

  return ({ tick, senses, cause }: Turn, { figure, scored }: Demo): void => {
    const { goals, estimate } = brain;
    const start = origin[0] ?? 0;
    goals.position(wish, tick.at);
    record[AT.time] = tick.at - start;
    record[AT.tick] = tick.index - (origin[1] ?? 0);
    record[AT.shoulder] = plant.truth[0] ?? 0;
    record[AT.elbow] = plant.truth[1] ?? 0;
    record[AT.shoulderVelocity] = plant.truth[2] ?? 0;
    record[AT.elbowVelocity] = plant.truth[3] ?? 0;
    record[AT.sensedShoulder] = senses[0] ?? 0;
    record[AT.sensedElbow] = senses[1] ?? 0;
    record[AT.senseAge] = senses[4] ?? 0;
    record[AT.predictedShoulder] = estimate[0] ?? 0;
    record[AT.predictedElbow] = estimate[1] ?? 0;
    record[AT.desiredX] = wish[0] ?? 0;
    record[AT.desiredY] = wish[1] ?? 0;
    record[AT.targetX] = goals.target[0] ?? 0;
    record[AT.targetY] = goals.target[1] ?? 0;
    record[AT.shoulderTorque] = plant.torque[0] ?? 0;
    record[AT.elbowTorque] = plant.torque[1] ?? 0;
    record[AT.phase] = goals.phase(tick.at);
    record[AT.goal] = goals.goal;
    record[AT.endsAt] = goals.endsAt() - start;
    record[AT.scored] = scored ? 1 : 0;
    record[AT.figure] = figure;
    record[AT.cause] = cause;
  };
}
