/**
 * A plotter that is a program: the emulated board with the real firmware, and the servos on its pins.
 */
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import type { Rig } from "../plotter/rig.ts";
import type { Uno } from "./uno.ts";
import { powerOn } from "./uno.ts";

export interface Twin {
  /** Virtual time since power-on [s]. */
  now(): number;
  /** Lets `seconds` pass; `seen` is called after every millisecond. */
  advance(seconds: number, seen?: () => void): void;
  /** Bytes from the host. */
  receive(bytes: Uint8Array): void;
  readonly board: Uno;
  readonly rig: Rig;
}

export interface TwinOptions {
  readonly firmware: string;
  readonly config: PlotterConfig;
  readonly rig: Rig;
  /** A byte to the host. */
  readonly onByte: (byte: number) => void;
}

/** The servos are moved on once a millisecond. */
const GRAIN = 0.001;
/** Full scale of the converter. */
const VOLTS_PER_COUNT = 5 / 1024;
/** What the firmware's own timing may add to a pulse that is right at its limit [µs]. */
const PULSE_TOLERANCE = 8;

export function makeTwin({ firmware, config, rig, onByte }: TwinOptions): Twin {
  const board = powerOn({
    firmware,
    onByte,
    analog: (channel) => VOLTS_PER_COUNT * (Math.round(rig.reading(channel)) + 0.5),
  });
  board.pulses.listen(({ pin, width }) => rig.pulse(pin, width));
  for (const { pin, limits } of [...config.joints, config.pen]) {
    board.pulses.guard(pin, {
      min: limits.min - PULSE_TOLERANCE,
      max: limits.max + PULSE_TOLERANCE,
    });
  }

  let grains = 0;
  let asked = 0;
  return {
    board,
    rig,
    now: board.now,
    receive: board.receive,
    advance(seconds, seen) {
      asked += seconds;
      // A hair of tolerance: a thousand times 0.01 s is ten thousand grains.
      while ((grains + 1) * GRAIN <= asked + 1e-9) {
        board.advance(GRAIN);
        rig.advance(GRAIN);
        grains++;
        seen?.();
      }
    },
  };
}
