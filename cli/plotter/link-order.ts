/**
 * What the main thread and the thread of the serial line say to each other.
 *
 * Commands and states travel through mailboxes: the newest counts, nobody waits. What happens once
 * travels as a message.
 */
import type { MessagePort } from "node:worker_threads";
import { mailboxBuffer } from "../../bridge/shared/mailbox.ts";
import type { PlotterWiring } from "../../plant/plotter/plotter.ts";
import type { Fault, Phase, PlotterCommand } from "../../plant/plotter/safety.ts";

export interface LinkOrder {
  readonly wiring: PlotterWiring;
  /** A serial port by its path, or a board that lives in another thread. */
  readonly line: string | MessagePort;
  readonly commands: SharedArrayBuffer;
  readonly states: SharedArrayBuffer;
}

export type LinkRequest =
  | { readonly op: "engage"; readonly pulses: readonly [number, number] }
  /** Moves the pen alone; a machine that was asked for this cannot be engaged any more. */
  | { readonly op: "pen"; readonly height: number }
  | { readonly op: "stop"; readonly fault: Fault }
  | { readonly op: "close" };

export type LinkReport =
  | { readonly kind: "ready"; readonly firmware: string }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "phase"; readonly phase: Phase; readonly fault: Fault | undefined }
  | { readonly kind: "closed" };

/** time, angles (2), pulses (2), height */
export const commandBuffer = (): SharedArrayBuffer => mailboxBuffer(6);
/** angles (2), NaN where unknown */
export const stateBuffer = (): SharedArrayBuffer => mailboxBuffer(2);

export const commandToWords = ({ time, angles, pulses, height }: PlotterCommand): number[] => [
  time,
  ...angles,
  ...pulses,
  height,
];

export function commandFromWords(words: Float64Array): PlotterCommand {
  const at = (i: number): number => words[i] ?? Number.NaN;
  return { time: at(0), angles: [at(1), at(2)], pulses: [at(3), at(4)], height: at(5) };
}

/** The clock that both threads share [s]. */
export const sharedClock = (): number => {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds + 1e-9 * nanoseconds;
};
