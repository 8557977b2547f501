/**
 * Where the plotter is, for the page: measured where there is something to measure, and ink where its pen was.
 */
import type { PlotterFrame } from "../../../bridge/protocol/plotter-frame.ts";
import type { PlotterConfig } from "../../../plant/plotter/plotter.ts";
import { sharedClock } from "../link-order.ts";
import type { Pilot } from "../pilot/pilot.ts";
import type { PassStatus } from "../pilot/pilot-order.ts";
import type { InkSheet } from "./ink-sheet.ts";

/** A tip this high, of 1, no longer touches the paper. */
const TOUCH = 0.1;

export interface PlotterState {
  /** Without the ink. */
  read(): Omit<PlotterFrame, "seq" | "tick" | "trail">;
}

/** `heard` is told all that the pilot says; `before` says how many strokes were drawn before a pass began. */
export function watchPlotter(
  pilot: Pilot,
  { arm, pen }: PlotterConfig,
  ink: InkSheet,
  heard: (pass: PassStatus | undefined) => void,
  before: () => number,
): PlotterState {
  const started = sharedClock();
  const q = new Float64Array(2);
  const tip = new Float64Array(2);
  const wish = new Float64Array(2);
  arm.inverse(q, ...arm.home);
  let isTwin = false;
  let pins: readonly [number, number, number] = [0, 0, 0];
  pilot.watch(({ pulses, trail }) => {
    isTwin = true;
    pins = pulses;
    for (let i = 0; i < trail.length; i += 3) {
      ink.add(trail[i] ?? 0, trail[i + 1] ?? 0, trail[i + 2] === 1);
    }
  });

  const look = (): void => {
    const { angles, pass, hand } = pilot.status;
    if (angles) q.set(angles);
    else if (hand) q.set(hand.angles);
    else if (pass) q.set(pass.moment.subarray(0, 2));
  };
  pilot.listen(({ phase, pass, hand }) => {
    heard(pass);
    look();
    if (isTwin || !arm.forward(tip, q)) return;
    const height = hand?.height ?? pass?.moment[4] ?? 1;
    ink.add(tip[0] ?? 0, tip[1] ?? 0, phase === "live" && height < TOUCH);
  });

  return {
    read() {
      look();
      const { pass, phase, hand } = pilot.status;
      const height = hand?.height ?? pass?.moment[4] ?? 1;
      const sent = phase === "live" ? (hand?.pulses ?? pass?.pulses) : undefined;
      const isWished = hand !== undefined && arm.forward(wish, Float64Array.from(hand.angles));
      const [first, second, third] = isTwin
        ? pins
        : sent
          ? [...sent, pen.down + (pen.up - pen.down) * height]
          : [0, 0, 0];
      return {
        time: sharedClock() - started,
        first: q[0] ?? 0,
        second: q[1] ?? 0,
        wishedX: (isWished ? wish[0] : pass?.moment[2]) ?? Number.NaN,
        wishedY: (isWished ? wish[1] : pass?.moment[3]) ?? Number.NaN,
        height,
        firstPulse: first ?? 0,
        secondPulse: second ?? 0,
        penPulse: third ?? 0,
        done: before() + (pass?.done ?? 0),
        elapsed: pass?.elapsed ?? 0,
        secondsLeft: pass?.secondsLeft ?? 0,
      };
    },
  };
}
