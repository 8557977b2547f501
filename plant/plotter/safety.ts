/**
 * When the plotter may move, and how it stops: the pen goes up, and only then do the servos go limp.
 *
 *          engage            trip, or silence             the pen had time to lift
 *   limp ─────────► live ───────────────────► lifting ──────────────────────────► limp
 *
 * Pure: time comes in with every call, and what to do about a phase is left to the caller. A fault stays until
 * somebody engages again; nothing here ever moves by itself.
 */
import type { PlotterWiring } from "./plotter.ts";
import { makeWishes } from "./wishes.ts";

export type Fault =
  | { readonly kind: "stopped"; readonly why: string }
  | { readonly kind: "silence"; readonly why: string }
  | { readonly kind: "lost-link"; readonly why: string }
  | { readonly kind: "not-finite"; readonly why: string }
  | { readonly kind: "out-of-reach"; readonly why: string }
  | { readonly kind: "not-following"; readonly why: string }
  | { readonly kind: "behind"; readonly why: string }
  | { readonly kind: "overrun"; readonly why: string }
  | { readonly kind: "error"; readonly why: string };

export type Phase = "limp" | "live" | "lifting";

/** What the arm should do at one moment. */
export interface PlotterCommand {
  /** When [s], on the machine's clock. */
  readonly time: number;
  /** Wished joint angles [rad]. */
  readonly angles: readonly [number, number];
  /** The pulses that should bring them about [µs]. */
  readonly pulses: readonly [number, number];
  /** 0 on the paper, 1 lifted. */
  readonly height: number;
}

export interface SafetyLimits {
  /** Longest time without a command [s]. */
  readonly silence: number;
  /** How long the pen is given to lift before the servos go limp, from when the board has heard of it [s]. */
  readonly lift: number;
  /** Commands in a row that may come later than `late` before it is a storm. */
  readonly lateCommands: number;
  /** [s] */
  readonly late: number;
  /** Largest difference of a potentiometer from what was asked [rad], and for how long [s]. */
  readonly stray: number;
  readonly strayTime: number;
  /** Angles that are older than this [s] say nothing, and for how long a board may be so far behind [s]. */
  readonly behind: number;
  readonly behindTime: number;
}

/** Ten missed frames of 20 ms are silence; a servo at 300°/s crosses its range in half a second. */
export const safetyLimits = ({ pen }: PlotterWiring): SafetyLimits => ({
  silence: 0.2,
  lift: pen.liftTime,
  lateCommands: 10,
  late: 0.04,
  stray: Math.PI / 10,
  strayTime: 0.5,
  behind: 0.5,
  behindTime: 5,
});

export interface Safety {
  readonly phase: Phase;
  /** Why it stopped last. */
  readonly fault: Fault | undefined;
  /** Lets the arm move, from limp only. */
  engage(now: number): void;
  /** Whether `command` may go out at `now`; what is wrong with it trips. */
  admit(command: PlotterCommand, now: number): boolean;
  /** The board's doings and sayings are `behind` old or younger [s]. */
  keepUp(behind: number, now: number): void;
  /** Compares measured angles with those that were wished since they were true, if they are not too old to tell. */
  follow(measured: readonly [number, number], behind: number, now: number): void;
  /** Begins to stop. The first fault is kept. */
  trip(fault: Fault, now: number): void;
  /** Lets time pass: notices silence, and ends the lifting. */
  tick(now: number): void;
}

export function makeSafety(wiring: PlotterWiring, limits = safetyLimits(wiring)): Safety {
  let phase: Phase = "limp";
  let fault: Fault | undefined;
  let heardAt = 0;
  let liftedAt = 0;
  let lateInARow = 0;
  let followedAt = 0;
  let inTimeAt = 0;
  let heardAfter = 0;
  const wishes = makeWishes();

  const trip = (reason: Fault, now: number): void => {
    if (phase !== "live") return;
    phase = "lifting";
    fault = reason;
    liftedAt = now;
  };

  return {
    get phase() {
      return phase;
    },
    get fault() {
      return fault;
    },

    engage(now) {
      if (phase !== "limp") return;
      phase = "live";
      fault = undefined;
      wishes.forget();
      heardAt = now;
      followedAt = now;
      inTimeAt = now;
      lateInARow = 0;
    },

    admit(command, now) {
      if (phase !== "live") return false;
      const wrong = findFault(command, wiring);
      if (wrong) {
        trip(wrong, now);
        return false;
      }
      heardAt = now;
      wishes.note(command.angles, now);
      lateInARow = now - command.time > limits.late ? lateInARow + 1 : 0;
      if (lateInARow > limits.lateCommands) {
        const ms = Math.round(1000 * (now - command.time));
        trip(
          {
            kind: "overrun",
            why: `${lateInARow} commands in a row came late, the last by ${ms} ms`,
          },
          now,
        );
        return false;
      }
      return true;
    },

    keepUp(behind, now) {
      heardAfter = Math.min(behind, limits.behind);
      if (behind <= limits.behind) inTimeAt = now;
      else if (now - inTimeAt > limits.behindTime) {
        const ms = Math.round(1000 * behind);
        const why = `the board is ${ms} ms behind, and has not kept up for ${limits.behindTime} s: the computer is too busy, or the line is jammed. Close other programs, or look at the cable`;
        trip({ kind: "behind", why }, now);
      }
    },

    follow(measured, behind, now) {
      if (phase !== "live") return;
      if (behind > limits.behind) {
        followedAt = now;
        return;
      }
      const strays = wishes.distances(measured, now - behind);
      const worst = Math.max(...strays);
      if (worst <= limits.stray) followedAt = now;
      else if (now - followedAt > limits.strayTime) {
        const { name } = wiring.joints[strays[0] === worst ? 0 : 1];
        const degrees = Math.round((180 / Math.PI) * worst);
        trip(
          { kind: "not-following", why: `the ${name} is ${degrees}° from where it should be` },
          now,
        );
      }
    },

    trip,

    tick(now) {
      if (phase === "live" && now - heardAt > limits.silence) {
        const ms = Math.round(1000 * (now - heardAt));
        trip({ kind: "silence", why: `no command came for ${ms} ms` }, now);
      } else if (phase === "lifting" && now - liftedAt >= limits.lift + heardAfter) {
        phase = "limp";
      }
    },
  };
}

/** What is wrong with `command`, if anything is. */
function findFault(command: PlotterCommand, wiring: PlotterWiring): Fault | undefined {
  const numbers = [command.time, ...command.angles, ...command.pulses, command.height];
  if (!numbers.every(Number.isFinite)) {
    return { kind: "not-finite", why: `a command was not a number: ${numbers.join(", ")}` };
  }
  for (const [i, servo] of wiring.joints.entries()) {
    const pulse = servo.centrePulse + servo.gain * (command.angles[i] - servo.centre);
    const { min, max } = servo.limits;
    if (pulse < min || pulse > max) {
      const degrees = ((180 / Math.PI) * command.angles[i]).toFixed(1);
      return {
        kind: "out-of-reach",
        why: `the ${servo.name} would have to turn to ${degrees}°, a pulse of ${Math.round(pulse)} µs outside ${min}–${max}`,
      };
    }
  }
  return undefined;
}
