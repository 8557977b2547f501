/**
 * The keyboard of whoever watches a plotter: single keys, without Enter, where there is a terminal.
 */
import { emitKeypressEvents } from "node:readline";
import type { JobControl } from "../../plant/plotter/job-control.ts";
import type { JobOrder } from "../../plant/plotter/job-orders.ts";

/** One line of help. */
export const KEYS =
  "keys: space pause, + - speed, [ ] pen lower, higher, r repeat the stroke, c cancel, e stop at once";

/** Each press of a key changes the speed by this factor, the pen by this part of its way. */
const SPEED_STEP = 1.25;
const PEN_STEP = 0.05;
const CTRL_C = "\x03";

/** What a key orders while the job is as `control` says; undefined where it means nothing. */
export function orderFor(
  key: string,
  { state, factor, offset }: Pick<JobControl, "state" | "factor" | "offset">,
): JobOrder | undefined {
  switch (key) {
    case " ":
      return { op: state === "playing" ? "pause" : "resume" };
    case "+":
    case "=":
      return { op: "speed", factor: factor * SPEED_STEP };
    case "-":
      return { op: "speed", factor: factor / SPEED_STEP };
    case "[":
      return { op: "penHeight", offset: offset - PEN_STEP };
    case "]":
      return { op: "penHeight", offset: offset + PEN_STEP };
    case "r":
      return { op: "repeatStroke" };
    case "c":
      return { op: "cancel" };
    case "e":
    case CTRL_C:
      return { op: "stop" };
    default:
      return undefined;
  }
}

/** Calls `onKey` with every key. Returns the way to stop listening; undefined where there is no terminal. */
export function listenToKeys(onKey: (key: string) => void): (() => void) | undefined {
  const { stdin } = process;
  if (!stdin.isTTY) return undefined;
  // An arrow is one key, though it sends several characters, some of which would be orders.
  const listen = (_text: string | undefined, key: { readonly sequence?: string }): void => {
    if (key.sequence !== undefined) onKey(key.sequence);
  };
  const restore = (): void => void stdin.setRawMode(false);
  stdin.setRawMode(true);
  emitKeypressEvents(stdin);
  stdin.on("keypress", listen);
  stdin.resume();
  // A terminal that stays raw is of no use to the shell, however the program ends.
  process.on("exit", restore);
  return () => {
    stdin.off("keypress", listen);
    process.off("exit", restore);
    restore();
    stdin.pause();
  };
}
