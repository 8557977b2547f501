/**
 * `purkinje bench …`: how fast it is, here, and how good.
 */
import { Command } from "commander";
import { benchLoopCommand } from "./bench-loop.ts";
import { benchPlotterCommand } from "./bench-plotter.ts";
import { benchTrainCommand } from "./bench-train.ts";

export const benchCommand = (): Command =>
  new Command("bench")
    .description("measure how fast it is, and how good")
    .addCommand(benchTrainCommand())
    .addCommand(benchLoopCommand())
    .addCommand(benchPlotterCommand());
