/**
 * One servo through johnny-five, in microseconds.
 *
 * johnny-five thinks in degrees. Its range of degrees is set to the range of pulses, so that its
 * "degree" is our microsecond and nothing is rounded twice. Animations of its own are never used: they
 * keep a core busy, and would be a second source of set-points.
 *
 * StandardFirmata takes numbers below 544 for degrees, so pulses are clamped here, and once more by
 * the firmware, which is told the same limits where it can represent them.
 */
import five from "johnny-five";
import type { PulseLimits } from "../../plant/plotter/plotter.ts";
import type { Board } from "./board.ts";

/** The Arduino library stores limits as signed bytes of 4 µs from 544 and 2400. */
const FIRMWARE_MIN = { lowest: 544, highest: 1052 };
const FIRMWARE_MAX = { lowest: 1892, highest: 2400 };

/**
 * A pulse that is under way when a servo is detached would be cut short by the pin's going low, to any
 * width. So the pin is first taken from the Servo library only, by asking for a mode that it does not have, and
 * pulled low four bytes of 170 µs later: such a pulse comes out 680 µs longer than it was at that moment,
 * which is within the limits unless it was to be longer than 1720 µs. The filler is a byte that means nothing. All of it goes
 * out in one write: if the computer found something else to do in between, the pin would stay high for as long.
 */
const PIN_MODE = 0xf4;
const NOT_FOR_THIS_PIN = 6;
const FILLER = 0;

/**
 * johnny-five sends a width once and then keeps quiet until it changes. If that one message is lost, a
 * pen that should be up stays down: so every tenth write of the same width is sent past johnny-five.
 */
const REPEAT = 10;

export interface ServoPin {
  /** Sets the pulse [µs]; returns what was really set. */
  write(width: number): number;
  /** Stops the pulses: the servo goes limp. */
  detach(): void;
  /** Starts them again, with the width that they had. */
  attach(): void;
}

/** Starts a servo with pulses of `width` µs, the very first included. */
export function startServo(
  board: Board,
  { pin, limits }: { readonly pin: number; readonly limits: PulseLimits },
  width: number,
): ServoPin {
  const [min, max] = firmwareLimits(limits);
  const clamp = (value: number): number =>
    Math.round(Math.min(limits.max, Math.max(limits.min, value)));
  const servo = new five.Servo({
    board: board.five,
    pin,
    degreeRange: [min, max],
    pwmRange: [min, max],
    range: [limits.min, limits.max],
    startAt: clamp(width),
  });

  let last = clamp(width);
  let repeats = 0;
  return {
    write(value) {
      const set = clamp(value);
      repeats = set === last ? repeats + 1 : 0;
      last = set;
      if (repeats === 0 || repeats % REPEAT !== 0) servo.to(set);
      else board.io.servoWrite(pin, set);
      return set;
    },
    detach() {
      const { OUTPUT } = board.io.MODES;
      board.io.transport.write(
        Uint8Array.of(PIN_MODE, pin, NOT_FOR_THIS_PIN, FILLER, PIN_MODE, pin, OUTPUT),
      );
    },
    attach: () => board.io.servoConfig(pin, min, max),
  };
}

/** The narrowest limits around `limits` that the firmware can hold [µs]. */
function firmwareLimits({ min, max }: PulseLimits): [number, number] {
  const down = 544 + 4 * Math.floor((min - 544) / 4);
  const up = 2400 - 4 * Math.floor((2400 - max) / 4);
  return [
    Math.min(FIRMWARE_MIN.highest, Math.max(FIRMWARE_MIN.lowest, down)),
    Math.max(FIRMWARE_MAX.lowest, Math.min(FIRMWARE_MAX.highest, up)),
  ];
}
