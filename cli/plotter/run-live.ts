/**
 * Plays setpoints on a machine by the wall clock, a hundred commands a second.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { makeExecutor } from "../../bridge/firmata/executor.ts";
import type { Player } from "../../plant/plotter/playback.ts";
import type { Fault } from "../../plant/plotter/safety.ts";
import type { Steering } from "../../plant/plotter/steering.ts";
import { sharedClock } from "./link-order.ts";
import type { RemoteMachine } from "./remote-machine.ts";

/** [s] */
const PERIOD = 0.01;

/**
 * Resolves when the job is over, or with the fault that ended it. The machine has to be engaged. `look` is called after
 * every command.
 */
export async function runLive(
  machine: RemoteMachine,
  playback: Player,
  steering: Steering,
  look: (now: number) => void = () => {},
): Promise<Fault | undefined> {
  const executor = makeExecutor({ machine, playback, steering, now: sharedClock });
  let before = sharedClock();
  for (;;) {
    const now = sharedClock();
    const goesOn = executor.step(now - before);
    look(now);
    if (!goesOn) return machine.fault;
    before = now;
    await sleep(Math.max(0, 1000 * (now + PERIOD - sharedClock())));
  }
}
