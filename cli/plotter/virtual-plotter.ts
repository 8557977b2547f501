/**
 * The twin with a machine connected to it, in virtual time: nothing happens but in `advance`.
 */
import { setImmediate } from "node:timers/promises";
import { openBoard } from "../../bridge/firmata/board.ts";
import type { Machine } from "../../bridge/firmata/machine.ts";
import { firmataMachine } from "../../bridge/firmata/machine.ts";
import type { VirtualTransport } from "../../bridge/firmata/virtual-transport.ts";
import { virtualTransport } from "../../bridge/firmata/virtual-transport.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import type { MachineFlaws } from "../../sim/plotter/random-machine.ts";
import { makeRig } from "../../sim/plotter/rig.ts";
import type { Random } from "../../sim/random.ts";
import type { Twin } from "../../sim/twin/twin.ts";
import { loadTwin, readFirmware } from "./firmware.ts";

export interface VirtualPlotter {
  readonly twin: Twin;
  readonly line: VirtualTransport;
  readonly machine: Machine;
}

export interface VirtualPlotterOptions {
  readonly config: PlotterConfig;
  readonly flaws: MachineFlaws;
  readonly random: Random;
  /** The host's clock, by the twin's [s]: the same, unless the twin is to be slow. */
  readonly clock?: (now: number) => number;
}

/** The firmware says what it is 1.9 s after power-on; this is a generous bound [s]. */
const BOOT_LIMIT = 5;
/** For `setTimeout`: never, in virtual time nobody is late. */
const NEVER_MS = 2 ** 31 - 1;

export async function openVirtualPlotter({
  config,
  flaws,
  random,
  clock = (now) => now,
}: VirtualPlotterOptions): Promise<VirtualPlotter> {
  const { makeTwin } = await loadTwin();
  const rest = new Float64Array(2);
  config.arm.inverse(rest, ...config.arm.home);
  const rig = makeRig({ config, flaws, random, rest });
  const heard = new Uint8Array(1);
  const line = virtualTransport((bytes) => twin.receive(bytes));
  const twin = makeTwin({
    firmware: readFirmware(),
    config,
    rig,
    onByte: (byte) => {
      heard[0] = byte;
      line.deliver(heard);
    },
  });

  let machine: Machine | undefined;
  const opening = openBoard(line, {
    askAfter: NEVER_MS,
    samplingInterval: 10,
    timeout: NEVER_MS,
  });
  const opened = opening.then((board) => {
    machine = firmataMachine({ wiring: config, board, now: () => clock(twin.now()) });
  });
  while (!machine && twin.now() < BOOT_LIMIT) {
    twin.advance(0.01);
    await setImmediate();
  }
  await opened;
  if (!machine) throw new Error("the firmware did not answer");
  return { twin, line, machine };
}
