/**
 * `purkinje learned`: what a plotter's cerebellum has learnt, in degrees, and next to what another one has.
 */
import { Command } from "commander";
import type { ServoCerebellum } from "../controller/plotter/servo-cerebellum.ts";
import { correctionAt } from "../controller/plotter/servo-cerebellum.ts";
import { openMachine } from "./machine/machine.ts";
import { jsonOption } from "./options.ts";
import { learnedCerebellum, learnedPath } from "./plotter/machine-steering.ts";
import { machineOption } from "./plotter/open-plotter.ts";
import { UserError } from "./user-error.ts";

interface LearnedOptions {
  readonly machine: string;
  readonly learned?: string;
  readonly against?: string;
  readonly json: boolean;
}

/** Where in the range of a joint corrections are shown [° from its centre], and how fast it moves there [°/s]. */
const PLACES = [-40, -20, 0, 20, 40] as const;
const SPEEDS = [20, -20] as const;
const DEGREE = Math.PI / 180;

export const learnedCommand = (): Command =>
  new Command("learned")
    .description(
      "what the cerebellum adds to a plotter's angles, and how that compares with another",
    )
    .addOption(machineOption())
    .option("--learned <file>", "look at this file instead of the machine's own")
    .option("--against <file>", "another one, such as the .old that --reset-learned leaves")
    .addOption(jsonOption().default(false))
    .action(show);

function show({ machine: named, json, against, ...options }: LearnedOptions): void {
  const machine = openMachine(named);
  const path = learnedPath(machine, options, "plotter") ?? named;
  const read = (file: string): ServoCerebellum => {
    const cerebellum = learnedCerebellum(machine, file);
    if (cerebellum) return cerebellum;
    throw new UserError(
      `Nothing was learnt about ${machine.name}, as it is calibrated now, in ${file}.`,
    );
  };
  const here = read(path);
  const there = against === undefined ? undefined : read(against);
  const rows = machine.config.joints.flatMap(({ name }, i) =>
    SPEEDS.flatMap((speed) =>
      PLACES.map((place) => {
        const degrees = (cerebellum: ServoCerebellum): number =>
          correctionAt(cerebellum, i === 0 ? 0 : 1, place * DEGREE, speed * DEGREE) / DEGREE;
        return {
          joint: name,
          place,
          speed,
          added: degrees(here),
          ...(there && { against: degrees(there) }),
        };
      }),
    ),
  );
  if (json) process.stdout.write(`${JSON.stringify(rows)}\n`);
  else for (const row of rows) process.stdout.write(describe(row));
}

const describe = (row: {
  readonly joint: string;
  readonly place: number;
  readonly speed: number;
  readonly added: number;
  readonly against?: number;
}): string => {
  const other = row.against === undefined ? "" : `   ${signed(row.against, 2)}°`;
  return `${row.joint.padEnd(9)} at ${signed(row.place, 0)}°, ${row.speed > 0 ? "growing  " : "shrinking"}: ${signed(row.added, 2)}°${other}\n`;
};

const signed = (value: number, digits: number): string =>
  `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(digits)}`.padStart(digits + 4);
