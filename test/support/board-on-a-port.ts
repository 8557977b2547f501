/**
 * An emulated board with the real firmware on a pseudo-terminal, by the clock, and what somebody with an oscilloscope sees of its
 * pins; whoever wants may meddle with what goes over the line.
 */
import { expect, onTestFinished, vi } from "vitest";
import { readFirmware } from "../../cli/plotter/firmware.ts";
import { openPseudoTerminal } from "../../cli/plotter/pseudo-terminal.ts";
import { startRealTimeTwin } from "../../cli/plotter/real-time-twin.ts";
import { planOf } from "../../plant/plotter/machines.ts";
import { brachiograph } from "../../plant/plotter/plotter.ts";

/** Pulses of the arm's servos and the pen's [µs]; 0 while a servo hears none. */
export type Pins = readonly [number, number, number];

export interface Meddler {
  toHost?(bytes: Uint8Array): Uint8Array;
  toBoard?(bytes: Uint8Array): Uint8Array;
}

const { up, down } = brachiograph.pen;
export const isUp = ([, , pen]: Pins): boolean => Math.abs(pen - up) < 20;
export const isDown = ([, , pen]: Pins): boolean => Math.abs(pen - down) < 20;
export const isLimp = (pins: Pins): boolean => pins.every((pulse) => pulse === 0);

/** A generous time for a busy computer. */
export const patience = { timeout: 60_000, interval: 10 };

export async function boardOnAPort(meddler: Meddler = {}) {
  /** Every 20 ms. */
  const pins: Pins[] = [];
  let toHost = (_: Uint8Array): void => {};
  const twin = await startRealTimeTwin({
    firmware: readFirmware(),
    seed: 1,
    linkage: planOf("brachiograph"),
    wiring: brachiograph,
    onBytes: (bytes) => toHost(meddler.toHost?.(bytes) ?? bytes),
    onSight: ({ pulses }) => void pins.push(pulses),
  });
  const terminal = await openPseudoTerminal((bytes) =>
    twin.receive(meddler.toBoard?.(bytes) ?? bytes),
  );
  toHost = terminal.write;
  onTestFinished(() => {
    twin.stop();
    terminal.close();
    // Whatever a test is about: no servo may ever see a pulse outside its limits.
    const seen = pins.flat().filter((pulse) => pulse > 0);
    expect(Math.min(600, ...seen)).toBeGreaterThan(592);
    expect(Math.max(2400, ...seen)).toBeLessThan(2408);
  });
  return {
    pins,
    terminal,
    now: (): Pins => pins.at(-1) ?? [0, 0, 0],
    until: (is: (pins: Pins) => boolean): Promise<void> =>
      vi.waitFor(() => expect(is(pins.at(-1) ?? [0, 0, 0])).toBe(true), patience),
  };
}
