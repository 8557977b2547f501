/**
 * Where the plotter is, for the page: measured where there is something to measure, and ink where its pen was.
 */
import type { PlotterFrame } from "../../../bridge/protocol/plotter-frame.ts";
import type { PlotterConfig } from "../../../plant/plotter/plotter.ts";
import type { Steering } from "../../../plant/plotter/steering.ts";
import { MOMENT } from "../../../plant/plotter/timeline.ts";
import { sharedClock } from "../link-order.ts";
import type { RemoteMachine } from "../remote-machine.ts";
import type { InkSheet } from "./ink-sheet.ts";
import type { JobDesk } from "./job-desk.ts";

/** Between two points of ink [ms]. */
const PERIOD = 10;
/** A tip this high, of 1, no longer touches the paper. */
const TOUCH = 0.1;

export interface PlotterState {
  /** Without the ink. */
  read(): Omit<PlotterFrame, "seq" | "tick" | "trail">;
  stop(): void;
}

/** Remembers the pulses that `steering` makes. */
export function overheard(steering: Steering): Steering & { readonly pulses: Float64Array } {
  const last = new Float64Array(2);
  return {
    pulses: last,
    steer(pulses, preview, now, measured) {
      steering.steer(pulses, preview, now, measured);
      last.set(pulses);
    },
  };
}

export function watchPlotter(
  machine: RemoteMachine,
  config: PlotterConfig,
  desk: JobDesk,
  sent: Float64Array,
  ink: InkSheet,
): PlotterState {
  const { arm, pen } = config;
  const started = sharedClock();
  const moment = new Float64Array(MOMENT);
  const q = new Float64Array(2);
  const tip = new Float64Array(2);
  arm.inverse(q, ...arm.home);
  let isTwin = false;
  let pins: readonly [number, number, number] = [0, 0, 0];
  machine.watch(({ pulses, trail }) => {
    isTwin = true;
    pins = pulses;
    for (let i = 0; i < trail.length; i += 3) {
      ink.add(trail[i] ?? 0, trail[i + 1] ?? 0, trail[i + 2] === 1);
    }
  });

  const look = (): void => {
    desk.control?.read(moment, 0);
    const measured = machine.angles();
    if (measured) q.set(measured);
    else if (desk.control) q.set(moment.subarray(0, 2));
  };
  const timer = setInterval(() => {
    look();
    if (isTwin || !arm.forward(tip, q)) return;
    const isDown = desk.control !== undefined && machine.phase === "live";
    ink.add(tip[0] ?? 0, tip[1] ?? 0, isDown && (moment[4] ?? 1) < TOUCH);
  }, PERIOD);

  return {
    read() {
      look();
      const { control } = desk;
      const height = control ? (moment[4] ?? 1) : 1;
      const isLive = machine.phase === "live" && control !== undefined;
      const [first, second, third] = isTwin
        ? pins
        : isLive
          ? [...sent, pen.down + (pen.up - pen.down) * height]
          : [0, 0, 0];
      return {
        time: sharedClock() - started,
        first: q[0] ?? 0,
        second: q[1] ?? 0,
        wishedX: control ? (moment[2] ?? 0) : Number.NaN,
        wishedY: control ? (moment[3] ?? 0) : Number.NaN,
        height,
        firstPulse: first ?? 0,
        secondPulse: second ?? 0,
        penPulse: third ?? 0,
        done: control?.done ?? 0,
        elapsed: desk.elapsed,
        secondsLeft: control?.secondsLeft ?? 0,
      };
    },
    stop: () => clearInterval(timer),
  };
}
