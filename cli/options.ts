/**
 * Parsers for command-line options: each gives a value or says what was expected and what was found.
 */
import { InvalidArgumentError, Option } from "commander";
import { LEARNERS } from "../bridge/protocol/live-settings.ts";
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

/** Dials turned as in "curl=13,rotation=30", each within its bounds. */
export function dialsIn<Name extends string>(
  text: string,
  dials: Readonly<Record<Name, Omit<Bounds, "integer" | "step">>>,
): Partial<Record<Name, number>> {
  const names = Object.keys(dials);
  const turned: Partial<Record<string, number>> = {};
  for (const part of text.split(",")) {
    const [name = "", value = ""] = part.split("=").map((side) => side.trim());
    const bounds = Object.entries<Bounds>(dials).find(([known]) => known === name)?.[1];
    if (bounds === undefined) {
      throw new InvalidArgumentError(
        `Expected name=value with a name among ${names.join(", ")}, found ${JSON.stringify(part)}.`,
      );
    }
    turned[name] = number(bounds)(value);
  }
  return turned;
}

export const jsonOption = (): Option =>
  new Option("--json", "print the results as JSON on stdout; everything else goes to stderr");

export const seedOption = (): Option =>
  new Option("--seed <n>", "seed of every random draw")
    .argParser(number({ min: 0, max: 2 ** 31 - 1, integer: true }))
    .default(1);

export const learnerOption = (): Option =>
  new Option("--learner <name>", "what the forward model learns by")
    .choices(Object.keys(LEARNERS))
    .default("rls");

export const overrunOption = (): Option =>
  new Option("--overrun <policy>", "what becomes of ticks that are due while the loop is busy")
    .choices(OVERRUN_POLICIES)
    .default("skip");

export const realTimeOption = (): Option =>
  new Option(
    "--realtime",
    "ask Linux for SCHED_FIFO for the loop's thread, and say what it gave",
  ).default(false);
