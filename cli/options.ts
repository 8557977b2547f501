/**
 * Parsers for command-line options: each gives a value or says what was expected and what was found.
 */
import { InvalidArgumentError, Option } from "commander";
import { OVERRUN_POLICIES } from "../controller/clock.ts";

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly integer?: boolean;
  /** The value must be a multiple of this. */
  readonly step?: number;
}

/** A number within bounds, both included. */
export const number =
  ({ min, max, integer = false, step }: Bounds) =>
  (text: string): number => {
    const value = text.trim() === "" ? Number.NaN : Number(text);
    const kind = integer ? "a whole number" : "a number";
    const multiple = step === undefined ? "" : `, a multiple of ${step}`;
    const fits =
      value >= min &&
      value <= max &&
      (!integer || Number.isInteger(value)) &&
      (step === undefined || value % step === 0);
    if (fits) return value;
    throw new InvalidArgumentError(
      `Expected ${kind} from ${min} to ${max}${multiple}, found ${JSON.stringify(text)}.`,
    );
  };

export const jsonOption = (): Option =>
  new Option("--json", "print the results as JSON on stdout; everything else goes to stderr");

export const seedOption = (): Option =>
  new Option("--seed <n>", "seed of every random draw")
    .argParser(number({ min: 0, max: 2 ** 31 - 1, integer: true }))
    .default(1);

export const overrunOption = (): Option =>
  new Option("--overrun <policy>", "what becomes of ticks that are due while the loop is busy")
    .choices(OVERRUN_POLICIES)
    .default("skip");

export const realTimeOption = (): Option =>
  new Option(
    "--realtime",
    "ask Linux for SCHED_FIFO for the loop's thread, and say what it gave",
  ).default(false);
