/**
 * Machines that a hand can move: by the clock, and on the twin in virtual time.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Machine as FirmataMachine } from "../../bridge/firmata/machine.ts";
import { STOPPED } from "../plotter/draw-virtually.ts";
import { sharedClock } from "../plotter/link-order.ts";
import type { RemoteMachine } from "../plotter/remote-machine.ts";
import type { VirtualPlotter } from "../plotter/virtual-plotter.ts";
import { UserError } from "../user-error.ts";
import type { Bench } from "./hand.ts";

/** [s] */
const PERIOD = 0.01;

function check({ phase, fault }: FirmataMachine): void {
  if (phase === "live") return;
  const why = fault?.why ?? "nobody knows why";
  throw new UserError(`The plotter stopped: ${why}. Nothing was stored.`, STOPPED);
}

export function liveBench(machine: RemoteMachine): Bench {
  let next = sharedClock();
  return {
    angles: machine.angles,
    async send(command) {
      machine.send({ ...command, time: sharedClock() });
      check(machine);
      next = Math.max(next + PERIOD, sharedClock());
      await sleep(1000 * (next - sharedClock()));
    },
  };
}

export const virtualBench = ({ twin, machine }: VirtualPlotter): Bench => ({
  angles: machine.angles,
  send(command) {
    machine.send({ ...command, time: twin.now() });
    machine.tick();
    check(machine);
    twin.advance(PERIOD);
    return Promise.resolve();
  },
});
