/**
 * A turn of the loop as a telemetry record.
 */
import { AT } from "../../bridge/shared/telemetry-ring.ts";
import type { Tick } from "../../controller/clock.ts";
import { NONE } from "../../controller/fallback/fallback.ts";
import type { Turn } from "../../controller/loop.ts";
import { ACT, DECIDE, LEARN, PREDICT, SENSE } from "../../controller/stages.ts";
import type { ReadonlyVec } from "../../plant/vec.ts";
import type { Rig } from "../../sim/experiments/rig.ts";
import type { LiveWorld } from "../../sim/perturbations/live-world.ts";
import type { Demo } from "../../sim/tasks/demo.ts";

/** Where a record has the time that each stage took, and which stage it is. */
const STAGES = [
  [AT.senseMicros, SENSE],
  [AT.predictMicros, PREDICT],
  [AT.decideMicros, DECIDE],
  [AT.actMicros, ACT],
  [AT.learnMicros, LEARN],
] as const;

/** Writes a turn into `record`, its time and tick counted from those in `origin`; real-time safe. */
export function recordTurn(
  record: Float64Array,
  { brain, plant, forwardModel, probe }: Rig,
  world: Pick<LiveWorld, "force" | "cursor">,
  origin: ReadonlyVec,
) {
  const wish = new Float64Array(2);
  const { adaptiveCommand, onlineCortex } = brain;
  /** When ticks begin to count [s], and those that were dropped before. */
  const counted = Float64Array.of(origin[0] ?? 0);
  const dropped = new Float64Array(1);
  /** Why the brain is not in charge, since when it is or is not [s of the tick], and why it was not last. */
  const charge = Float64Array.of(NONE, Number.NaN, NONE);

  /** µs; NaN where nobody measures them. */
  const recordStages = (): void => {
    for (let i = 0; i < STAGES.length; i++) {
      const stage = STAGES[i];
      if (stage) record[stage[0]] = 1e6 * (probe?.spent[stage[1]] ?? Number.NaN);
    }
  };

  /** A function of its own, for V8 takes only so much into the code of a tick. */
  const recordMind = (): void => {
    const learns = brain.cerebellum && brain.olive;
    const adds = brain.cerebellum && brain.adaptive && adaptiveCommand !== undefined;
    record[AT.oliveShoulder] = learns ? (forwardModel.surprise[0] ?? 0) : Number.NaN;
    record[AT.oliveElbow] = learns ? (forwardModel.surprise[1] ?? 0) : Number.NaN;
    record[AT.adaptiveShoulder] = adds ? (adaptiveCommand.torque[0] ?? 0) : 0;
    record[AT.adaptiveElbow] = adds ? (adaptiveCommand.torque[1] ?? 0) : 0;
    record[AT.forceX] = world.force[0] ?? 0;
    record[AT.forceY] = world.force[1] ?? 0;
    record[AT.cursorX] = world.cursor[0] ?? 0;
    record[AT.cursorY] = world.cursor[1] ?? 0;
    record[AT.cerebellum] = brain.cerebellum ? 1 : 0;
    record[AT.olive] = brain.olive ? 1 : 0;
  };

  const recordCharge = (tick: Tick, cause: number): void => {
    if ((cause === NONE) !== (charge[0] === NONE)) charge[1] = tick.at;
    charge[0] = cause;
    if (cause !== NONE) charge[2] = cause;
    record[AT.cause] = cause;
    record[AT.causeSince] = (charge[1] ?? Number.NaN) - (origin[0] ?? 0);
    record[AT.lastCause] = charge[2] ?? NONE;
  };
  /** Ticks that were dropped before counting begins, and a fallback that was tried, are no news. */
  const forgetBefore = (tick: Tick): void => {
    dropped[0] = tick.missed;
    charge[1] = Number.NaN;
    charge[2] = NONE;
  };

  const recordCortex = (): void => {
    const learns = brain.cortexLearning && brain.cerebellum && brain.olive;
    record[AT.cortexLearns] = learns && onlineCortex !== undefined ? 1 : 0;
    record[AT.cortexReach] = onlineCortex?.reach() ?? Number.NaN;
    record[AT.cortexSteps] = onlineCortex?.steps ?? Number.NaN;
    record[AT.cortexRollbacks] = onlineCortex?.rollbacks ?? Number.NaN;
  };

  return (
    { tick, senses, cause }: Turn,
    { figure, scored }: Pick<Demo, "figure" | "scored">,
  ): void => {
    const { goals, estimate } = brain;
    const start = origin[0] ?? 0;
    goals.position(wish, tick.at);
    record[AT.time] = tick.at - start;
    record[AT.tick] = tick.index - (origin[1] ?? 0);
    record[AT.stateTime] = tick.at - start - (plant.behind[0] ?? 0);
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
    recordMind();
    recordCortex();
    recordStages();
    if (tick.at < (counted[0] ?? 0)) forgetBefore(tick);
    record[AT.lateMicros] = 1e6 * tick.late;
    record[AT.overruns] = tick.missed - (dropped[0] ?? 0);
    recordCharge(tick, cause);
  };
}
