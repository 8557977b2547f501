/**
 * What the program and the process of the serial line say to each other.
 */
import type { Linkage } from "../../plant/plotter/machines.ts";
import type { PlotterWiring } from "../../plant/plotter/plotter.ts";
import type { Fault, Phase, PlotterCommand } from "../../plant/plotter/safety.ts";
import type { TwinSight } from "./real-time-twin.ts";

/** Where the board is. */
export type Line =
  | { readonly kind: "port"; readonly path: string }
  | {
      readonly kind: "twin";
      readonly firmware: string;
      readonly seed: number;
      /** As it was meant to be built. */
      readonly linkage: Linkage;
    };

export type LinkRequest =
  /** Comes first, and once. */
  | { readonly op: "open"; readonly wiring: PlotterWiring; readonly line: Line }
  | { readonly op: "engage"; readonly pulses: readonly [number, number] }
  | { readonly op: "command"; readonly command: PlotterCommand }
  /** Moves the pen alone; a machine that was asked for this cannot be engaged any more. */
  | { readonly op: "pen"; readonly height: number }
  | { readonly op: "stop"; readonly fault: Fault }
  | { readonly op: "close" };

export type LinkReport =
  | { readonly kind: "ready"; readonly firmware: string }
  | { readonly kind: "failed"; readonly why: string }
  | { readonly kind: "phase"; readonly phase: Phase; readonly fault: Fault | undefined }
  | {
      readonly kind: "angles";
      readonly angles: readonly [number, number];
      /** On the shared clock [s]; −∞ if they may be of another moment. */
      readonly sensedAt: number;
    }
  | { readonly kind: "sight"; readonly sight: TwinSight };

/** A clock that all processes of a machine share [s]. */
export const sharedClock = (): number => {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds + 1e-9 * nanoseconds;
};
