/**
 * One servo on a PCA9685, through johnny-five, in microseconds.
 *
 * johnny-five counts in steps of 4 µs whatever the frequency, which makes 1500 µs into 1831 µs at its default of
 * 50 Hz: a step is a 4096th of a period, so the steps are right at 61 Hz and nowhere else. Servos take 61 Hz.
 */
import five from "johnny-five";
import type { PulseLimits, ServoDriver } from "../../plant/plotter/plotter.ts";
import type { Board } from "./board.ts";
import type { ServoPin } from "./servo-pin.ts";

/** [Hz] 10⁶ / (4 · 4096), to the whole number that gives the same prescaler. */
const FREQUENCY = 61;
/** [µs] */
const STEP = 4;
/** LED0_ON_L, and four registers a channel; bit 4 of the last switches a channel off for good (PCA9685 data sheet, 7.3.3). */
const FIRST_REGISTER = 6;
const REGISTERS = 4;
const FULL_OFF = 0x10;

/** Starts a servo with pulses of `width` µs, the very first included. */
export function startDriverServo(
  board: Board,
  { kind, address }: ServoDriver,
  { pin, limits }: { readonly pin: number; readonly limits: PulseLimits },
  width: number,
): ServoPin {
  // Whole steps within the limits: what is cut off below must not be below them.
  const least = STEP * Math.ceil(limits.min / STEP);
  const clamp = (value: number): number =>
    Math.max(least, STEP * Math.round(Math.min(limits.max, Math.max(limits.min, value)) / STEP));
  let last = clamp(width);
  const range: [number, number] = [limits.min, limits.max];
  const servo = new five.Servo({
    board: board.five,
    controller: kind,
    address,
    frequency: FREQUENCY,
    pin,
    degreeRange: range,
    pwmRange: range,
    range,
    startAt: last,
  });

  return {
    write(value) {
      last = clamp(value);
      servo.to(last);
      return last;
    },
    detach() {
      const register = FIRST_REGISTER + REGISTERS * pin;
      board.io.i2cWrite(address, [register, 0, 0, 0, FULL_OFF]);
    },
    attach: () => void servo.to(last),
  };
}
