/**
 * The twin in real time: as much of its time passes as of the wall clock's.
 *
 * On a machine that is too slow it falls behind, and after a quarter of a second gives up catching up.
 */
import type { PlotterConfig, PlotterWiring } from "../../plant/plotter/plotter.ts";
import type { TwoLinkGeometry } from "../../plant/plotter/two-link-pen-arm.ts";
import { twoLinkPenArm } from "../../plant/plotter/two-link-pen-arm.ts";
import { randomMachine } from "../../sim/plotter/random-machine.ts";
import { makeRig } from "../../sim/plotter/rig.ts";
import { makeRandom } from "../../sim/random.ts";
import { loadTwin } from "./firmware.ts";
import { sharedClock } from "./link-order.ts";

export interface RealTimeTwin {
  /** Bytes from the host. */
  receive(bytes: Uint8Array): void;
  /** Whether the servos hear no pulses, and whether the pen's last one lifted it. */
  servos(): { readonly limp: boolean; readonly penUp: boolean };
  stop(): void;
}

export interface RealTimeTwinOptions {
  readonly firmware: string;
  /** Which of the random machines. */
  readonly seed: number;
  /** As it was meant to be built, and what hangs on which pin. */
  readonly geometry: TwoLinkGeometry;
  readonly wiring: PlotterWiring;
  /** Bytes to the host. */
  readonly onBytes: (bytes: Uint8Array) => void;
}

/** [ms] */
const PERIOD = 2;
/** Behind by more than this, time is let go [s]. */
const PATIENCE = 0.25;

/** Two frames without a pulse [s]. */
const LIMP_AFTER = 0.045;

export async function startRealTimeTwin({
  firmware,
  seed,
  geometry,
  wiring,
  onBytes,
}: RealTimeTwinOptions): Promise<RealTimeTwin> {
  const { makeTwin } = await loadTwin();
  const random = makeRandom(seed);
  const rest = new Float64Array(2);
  const config: PlotterConfig = { arm: twoLinkPenArm(geometry), ...wiring };
  config.arm.inverse(rest, ...config.arm.home);
  const flaws = randomMachine(geometry, random);
  const rig = makeRig({ config, flaws, random, rest });
  let heard: number[] = [];
  const twin = makeTwin({
    firmware,
    config,
    rig,
    onByte: (byte) => void heard.push(byte),
  });

  let pulseAt = Number.NEGATIVE_INFINITY;
  const { pulses } = twin.board;
  pulses.listen(({ at }) => {
    pulseAt = at;
  });

  let started = sharedClock();
  const timer = setInterval(() => {
    const behind = sharedClock() - started - twin.now();
    if (behind > PATIENCE) started += behind - PATIENCE;
    if (behind > 0) twin.advance(Math.min(behind, PATIENCE));
    if (heard.length === 0) return;
    onBytes(Uint8Array.from(heard));
    heard = [];
  }, PERIOD);
  const { up, down, pin } = wiring.pen;
  return {
    receive: twin.receive,
    servos: () => ({
      limp: twin.now() - pulseAt > LIMP_AFTER,
      penUp: Math.abs(pulses.last(pin) - up) < Math.abs(pulses.last(pin) - down),
    }),
    stop: () => clearInterval(timer),
  };
}
