import { afterEach, expect } from "vitest";
import type { VirtualPlotter } from "../../cli/plotter/virtual-plotter.ts";
import { openVirtualPlotter } from "../../cli/plotter/virtual-plotter.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import { brachiograph } from "../../plant/plotter/plotter.ts";
import type { MachineFlaws } from "../../sim/plotter/random-machine.ts";
import { perfectMachine } from "../../sim/plotter/random-machine.ts";
import { makeRandom } from "../../sim/random.ts";

const opened: VirtualPlotter[] = [];

// Whatever a test is about: no servo may ever see a pulse outside its limits.
afterEach(() => {
  for (const { twin } of opened) expect(twin.board.pulses.outside).toEqual([]);
});

/** A plotter on the emulated board, in virtual time, whose pins are watched until the test is over. */
export async function plotter(
  config: PlotterConfig = brachiograph,
  flaws: MachineFlaws = perfectMachine(config),
): Promise<VirtualPlotter> {
  const made = await openVirtualPlotter({ config, flaws, random: makeRandom(1) });
  opened.push(made);
  return made;
}

let shared: VirtualPlotter | undefined;

/**
 * The same, but one for all tests of a file, limp at the beginning of each: starting a board takes two seconds of
 * its time.
 */
export async function sharedPlotter(): Promise<VirtualPlotter> {
  shared ??= await plotter();
  shared.machine.stop({ kind: "stopped", why: "the test is over" });
  wait(shared, shared.machine.phase === "limp" ? 0 : 0.3);
  return shared;
}

export const SHOULDER = brachiograph.joints[0].pin;
export const ELBOW = brachiograph.joints[1].pin;
export const PEN = brachiograph.pen.pin;
/** Both joints in the middle. */
export const MIDDLE: readonly [number, number] = [Math.PI, -Math.PI / 2];

/** Sends the same command every 10 ms for `seconds`, and lets the machine see the clock. */
export function hold(
  { twin, machine }: VirtualPlotter,
  seconds: number,
  pulses: readonly [number, number] = [1500, 1500],
  height = 1,
): void {
  for (let step = 0; step < Math.round(seconds * 100); step++) {
    machine.send({ time: twin.now(), angles: MIDDLE, pulses, height });
    twin.advance(0.01);
    machine.tick();
  }
}

/** Lets time pass without a command. */
export function wait({ twin, machine }: VirtualPlotter, seconds: number): void {
  for (let step = 0; step < Math.round(seconds * 100); step++) {
    twin.advance(0.01);
    machine.tick();
  }
}

/** Every pulse from now on, in order. */
export function watch({ twin }: VirtualPlotter): { pin: number; at: number; width: number }[] {
  const seen: { pin: number; at: number; width: number }[] = [];
  twin.board.pulses.listen((pulse) => seen.push({ ...pulse }));
  return seen;
}
