/**
 * A plotter on a board: pulses out, potentiometers in, and a guard that lifts the pen before anything
 * goes limp.
 *
 * It has no clock and no timer: whoever owns one calls `tick`, in virtual time as in real. Faults are
 * values: nothing here throws once the machine is open.
 */
import type { PlotterWiring } from "../../plant/plotter/plotter.ts";
import type { Fault, Phase, PlotterCommand, SafetyLimits } from "../../plant/plotter/safety.ts";
import { makeSafety } from "../../plant/plotter/safety.ts";
import { makeAnswerClock } from "./answer-clock.ts";
import type { Board } from "./board.ts";
import { makeSenseClock } from "./sense-clock.ts";
import type { ServoPin } from "./servo-pin.ts";
import { startWired } from "./wired-servo.ts";

export interface Machine {
  readonly firmware: string;
  readonly phase: Phase;
  /** Why it stopped last. */
  readonly fault: Fault | undefined;
  /** Powers the servos, pen up, where `pulses` [µs] say. From limp only. */
  engage(pulses: readonly [number, number]): void;
  /** Carries out `command`; returns whether it was allowed. */
  send(command: PlotterCommand): boolean;
  /** Stops: pen up, then limp. */
  stop(fault: Fault): void;
  /** Lets the guard look at the clock. Call it at least every 20 ms. */
  tick(): void;
  /** Angles by the potentiometers [rad]; undefined where there are none, and before they are heard. */
  angles(): readonly [number, number] | undefined;
  /** When these were heard [s]; −∞ if they may be of another moment, since the board's time is not ours. */
  sensedAt(): number;
}

export interface MachineOptions {
  readonly wiring: PlotterWiring;
  readonly board: Board;
  /** The time [s]. */
  readonly now: () => number;
  readonly limits?: SafetyLimits;
}

/** StandardFirmata answers this with its version. */
const REPORT_VERSION = Uint8Array.of(0xf9);

export function firmataMachine({ wiring, board, now, limits }: MachineOptions): Machine {
  const safety = makeSafety(wiring, limits);
  const readings = [Number.NaN, Number.NaN];
  const clock = makeSenseClock(board.samplingInterval);
  const answers = makeAnswerClock(() => board.io.transport.write(REPORT_VERSION));
  let heardAt = Number.NEGATIVE_INFINITY;
  let servos: { readonly arm: readonly [ServoPin, ServoPin]; readonly pen: ServoPin } | undefined;
  let carriedOut: Phase = "limp";
  let lost: Fault | undefined;
  let renewed: Fault | undefined;

  board.io.on("close", () => {
    const why = "the board has gone. If its servos are still powered they go on as they were";
    lost = { kind: "lost-link", why };
    safety.trip(lost, now());
    follow();
  });
  // Nobody here asks for this: a board says it when it starts, with its servos limp. Attached again they would jump (hazard 2).
  board.io.on("queryfirmware", () => {
    const why =
      "the board has started anew, or another program has opened its port. Does its supply give way, or was its button pressed? The port has to be opened again";
    renewed = { kind: "lost-link", why };
    safety.trip(renewed, now());
    follow();
  });
  board.io.on("reportversion", () => answers.answered(now()));
  for (const [i, { pot }] of wiring.joints.entries()) {
    if (!pot) continue;
    board.io.analogRead(pot.channel, (value) => {
      readings[i] = value;
      if (i !== 1) return;
      heardAt = now();
      clock.heard(heardAt);
    });
  }

  /** Does what a new phase asks for. */
  const follow = (): void => {
    if (safety.phase === carriedOut) return;
    carriedOut = safety.phase;
    if (!servos || lost) return;
    if (carriedOut === "lifting") servos.pen.write(wiring.pen.up);
    else if (carriedOut === "limp") {
      // The firmware hands out the places of detached servos last in, first out, and a place keeps its
      // width: detach in the reverse of the order of attaching, or servos swap widths when they come back.
      servos.arm[0].detach();
      servos.arm[1].detach();
      servos.pen.detach();
    }
  };

  const angles = (): readonly [number, number] | undefined => {
    const [first, second] = wiring.joints.map(({ centre, pot }, i) =>
      pot ? centre + ((readings[i] ?? Number.NaN) - pot.centre) / pot.gain : Number.NaN,
    );
    if (first === undefined || second === undefined) return undefined;
    return Number.isNaN(first) || Number.isNaN(second) ? undefined : [first, second];
  };

  return {
    firmware: board.firmware,
    get phase() {
      return safety.phase;
    },
    get fault() {
      return safety.fault ?? lost ?? renewed;
    },

    engage(pulses) {
      if (safety.phase !== "limp" || lost || renewed) return;
      if (servos) {
        for (const servo of [servos.pen, servos.arm[1], servos.arm[0]]) servo.attach();
      } else {
        // All three within the 33 ms before the first pulse, so that none begins at the library's 1500 µs.
        const [first, second] = wiring.joints;
        const pen = startWired(board, wiring, wiring.pen, wiring.pen.up);
        const outer = startWired(board, wiring, second, pulses[1]);
        const inner = startWired(board, wiring, first, pulses[0]);
        servos = { arm: [inner, outer], pen };
      }
      safety.engage(now());
      follow();
    },

    send(command) {
      const allowed = safety.admit(command, now());
      follow();
      if (!allowed || !servos) return false;
      servos.arm[0].write(command.pulses[0]);
      servos.arm[1].write(command.pulses[1]);
      const { up, down } = wiring.pen;
      servos.pen.write(down + (up - down) * command.height);
      return true;
    },

    stop(fault) {
      safety.trip(fault, now());
      follow();
    },

    tick() {
      const time = now();
      answers.look(time);
      const measured = angles();
      const behind = Math.max(answers.behind(time), measured ? time - heardAt : 0);
      safety.keepUp(behind, time);
      if (measured) safety.follow(measured, behind, time);
      safety.tick(time);
      follow();
      if (carriedOut === "lifting" && !lost) servos?.pen.write(wiring.pen.up);
    },

    angles,
    sensedAt: clock.freshAt,
  };
}
