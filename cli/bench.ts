/**
 * `purkinje bench …`: how fast it is, here.
 */
import { Command } from "commander";
import { benchTrainCommand } from "./bench-train.ts";

export const benchCommand = (): Command =>
  new Command("bench").description("measure how fast it is").addCommand(benchTrainCommand());
