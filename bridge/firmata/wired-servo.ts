import type { PlotterWiring, PulseLimits } from "../../plant/plotter/plotter.ts";
import type { Board } from "./board.ts";
import { startDriverServo } from "./driver-servo.ts";
import type { ServoPin } from "./servo-pin.ts";
import { startServo } from "./servo-pin.ts";

/** Starts a servo where it hangs: on the board, or on a driver between. */
export const startWired = (
  board: Board,
  { driver }: PlotterWiring,
  servo: { readonly pin: number; readonly limits: PulseLimits },
  width: number,
): ServoPin =>
  driver ? startDriverServo(board, driver, servo, width) : startServo(board, servo, width);
