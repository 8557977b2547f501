/**
 * The twin in real time: as much of its time passes as of the wall clock's.
 *
 * On a machine that is too slow it falls behind, and after a quarter of a second gives up catching up.
 */
import type { Linkage } from "../../plant/plotter/machines.ts";
import { penArmOf } from "../../plant/plotter/machines.ts";
import type { PlotterConfig, PlotterWiring } from "../../plant/plotter/plotter.ts";
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
  readonly linkage: Linkage;
  readonly wiring: PlotterWiring;
  /** Bytes to the host. */
  readonly onBytes: (bytes: Uint8Array) => void;
  /** What somebody who stood beside it would see, 50 times a second. */
  readonly onSight?: (sight: TwinSight) => void;
}

/** The twin as it truly is. */
export interface TwinSight {
  /** Last pulses of the arm's servos and of the pen's [µs]; 0 while a servo hears none. */
  readonly pulses: readonly [number, number, number];
  /** x [m], y [m], and 1 while the pen touches the paper, every 10 ms since the sight before [3 n]. */
  readonly trail: Float32Array;
}

/** [ms] */
const PERIOD = 2;
/** Behind by more than this, time is let go [s]. */
const PATIENCE = 0.25;

/** Between two sights, and between two points of a trail [s]. */
const SIGHT_PERIOD = 0.02;
const TRAIL_PERIOD = 0.01;

/** Two frames without a pulse [s]. */
const LIMP_AFTER = 0.045;

export async function startRealTimeTwin({
  firmware,
  seed,
  linkage,
  wiring,
  onBytes,
  onSight,
}: RealTimeTwinOptions): Promise<RealTimeTwin> {
  const { makeTwin } = await loadTwin();
  const random = makeRandom(seed);
  const rest = new Float64Array(2);
  const config: PlotterConfig = { arm: penArmOf(linkage), ...wiring };
  config.arm.inverse(rest, ...config.arm.home);
  const flaws = randomMachine(linkage, random);
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

  const axes = [...wiring.joints, wiring.pen];
  const tip = new Float64Array(2);
  let trail: number[] = [];
  let sampledAt = 0;
  let seenAt = 0;
  const see = (): void => {
    const now = twin.now();
    if (now - sampledAt < TRAIL_PERIOD - 1e-6) return;
    sampledAt = now;
    rig.tip(tip);
    trail.push(tip[0] ?? 0, tip[1] ?? 0, rig.penTouches() ? 1 : 0);
    if (now - seenAt < SIGHT_PERIOD - 1e-6) return;
    seenAt = now;
    const isLimp = now - pulseAt > LIMP_AFTER;
    const [first = 0, second = 0, pen = 0] = axes.map((axis) =>
      isLimp ? 0 : pulses.last(axis.pin),
    );
    onSight?.({ pulses: [first, second, pen], trail: Float32Array.from(trail) });
    trail = [];
  };

  let started = sharedClock();
  const timer = setInterval(() => {
    const behind = sharedClock() - started - twin.now();
    if (behind > PATIENCE) started += behind - PATIENCE;
    if (behind > 0) twin.advance(Math.min(behind, PATIENCE), onSight && see);
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
