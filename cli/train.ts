/**
 * `purkinje train …`: brains, made here.
 */
import { Command } from "commander";
import { trainCaptionsCommand } from "./train-captions.ts";
import { trainReachCommand } from "./train-reach.ts";
import { trainSequenceCommands } from "./train-sequence.ts";

export function trainCommand(): Command {
  const command = new Command("train")
    .description("train a brain, or a network on one of the paper's tasks")
    .addCommand(trainReachCommand());
  for (const task of trainSequenceCommands()) command.addCommand(task);
  return command.addCommand(trainCaptionsCommand());
}
