/**
 * `purkinje train …`: brains, made here.
 */
import { Command } from "commander";
import { trainReachCommand } from "./train-reach.ts";

export const trainCommand = (): Command =>
  new Command("train").description("train a brain").addCommand(trainReachCommand());
