/**
 * Options of how a plotter is steered, and what is said about the ink.
 */
import { Option } from "commander";
import { number } from "../options.ts";
import type { VirtualReport } from "./draw-virtually.ts";

export interface SteeringOptions {
  readonly steering: "plain" | "static" | "cerebellum";
  /** File of what was learnt. */
  readonly learned?: string;
  /** The whole job so many times, one on top of the other. */
  readonly repeats: number;
}

export const steeringOptions = (): Option[] => [
  new Option("--steering <name>", "plain inverse kinematics, static calibration, or the cerebellum")
    .choices(["plain", "static", "cerebellum"])
    .default("cerebellum"),
  new Option("--repeats <n>", "draw it so often, one on top of the other")
    .argParser(number({ min: 1, max: 100, integer: true }))
    .default(1),
  new Option("--learned <file>", "begin with what this file says, and put there what was learnt"),
];

export const describeInk = ({ repeats }: VirtualReport): string =>
  repeats
    .map(
      ({ rmsMm, timeAlignedRmsMm, maxMm, seconds }, i) =>
        `${i + 1}: ${rmsMm.toFixed(2)} mm RMS from the line, ${timeAlignedRmsMm.toFixed(2)} mm in time, ` +
        `${maxMm.toFixed(2)} mm at worst, in ${seconds.toFixed(1)} s\n`,
    )
    .join("");
