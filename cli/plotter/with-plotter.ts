/**
 * Work on a plotter that ends well however it ends: the pen goes up, the servos go limp, the port is closed. On
 * Ctrl-C and SIGTERM, however often, on an exception, and of course when the work is done.
 */
import type { Fault } from "../../plant/plotter/safety.ts";
import type { Machine } from "../machine/machine.ts";
import type { PlantOptions } from "./open-plotter.ts";
import { openPlotter } from "./open-plotter.ts";
import type { RemoteMachine } from "./remote-machine.ts";

/** A machine, or the thread that controls one. */
interface Stoppable {
  stop(why: Fault): void;
  /** Resolves when it is limp and the port is closed. */
  close(): Promise<void>;
}

export const withPlotter = async <T>(
  options: PlantOptions,
  plotter: Machine,
  work: (machine: RemoteMachine) => Promise<T>,
): Promise<T> => endingWell(await openPlotter(options, plotter), work);

/** Does `work` on a machine that has been opened, and closes it. */
export async function endingWell<M extends Stoppable, T>(
  machine: M,
  work: (machine: M) => Promise<T>,
): Promise<T> {
  const interrupt = (): void => machine.stop({ kind: "stopped", why: "interrupted" });
  const fail = (error: Error): void => {
    process.stderr.write(`purkinje: ${error.message}; lifting the pen\n`);
    void machine.close().finally(() => process.exit(1));
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, interrupt);
  process.on("uncaughtException", fail);
  try {
    return await work(machine);
  } finally {
    await machine.close();
    for (const signal of signals) process.off(signal, interrupt);
    process.off("uncaughtException", fail);
  }
}
