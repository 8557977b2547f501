#!/usr/bin/env node
/**
 * The `purkinje` command: every subcommand is one file beside this one.
 */
import { Command, CommanderError } from "commander";
import { doctorCommand } from "./doctor.ts";
import { runCommand } from "./run.ts";
import { trainCommand } from "./train.ts";
import { UserError } from "./user-error.ts";
import { version } from "./version.ts";

/** What a shell expects after a mistake in the command line. */
const USAGE = 2;

const program = new Command("purkinje")
  .description("A real-time motor controller modelled on the cortex and the cerebellum.")
  .version(version)
  .showHelpAfterError("(purkinje --help lists the commands; purkinje COMMAND --help its options)")
  .exitOverride()
  .addCommand(runCommand())
  .addCommand(trainCommand())
  .addCommand(doctorCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
  else if (error instanceof UserError) {
    process.stderr.write(`purkinje: ${error.message}\n`);
    process.exitCode = error.code;
  } else throw error;
}
