/**
 * Carries out a job on a machine, one command at a time. Time comes from whoever calls `step`.
 */
import type { Player } from "../../plant/plotter/playback.ts";
import type { Steering } from "../../plant/plotter/steering.ts";
import { MOMENT } from "../../plant/plotter/timeline.ts";
import type { Machine } from "./machine.ts";

export interface Executor {
  /** Sends the command of this moment, `dt` [s] after the last one. Returns false once the job is over. */
  step(dt: number): boolean;
}

export interface ExecutorOptions {
  readonly machine: Machine;
  readonly playback: Player;
  readonly steering: Steering;
  /** [s] */
  readonly now: () => number;
}

/** Angles that were heard longer ago than this are not what a command's effect is judged by [s]. */
const STALE = 0.03;

export function makeExecutor({ machine, playback, steering, now }: ExecutorOptions): Executor {
  const moment = new Float64Array(MOMENT);
  const pulses = new Float64Array(2);
  const measured = new Float64Array(2);

  return {
    step(dt) {
      playback.advance(dt);
      if (playback.halted !== undefined) machine.stop({ kind: "stopped", why: playback.halted });
      playback.read(moment, 0);
      const angles = machine.angles();
      if (angles) measured.set(angles);
      const isFresh = angles !== undefined && now() - machine.sensedAt() <= STALE;
      steering.steer(pulses, playback, now(), isFresh ? measured : undefined);
      const [q1 = Number.NaN, q2 = Number.NaN, , , height = Number.NaN] = moment;
      const [first = Number.NaN, second = Number.NaN] = pulses;
      machine.send({ time: now(), angles: [q1, q2], pulses: [first, second], height });
      machine.tick();
      return machine.phase === "live" && playback.state !== "over";
    },
  };
}
