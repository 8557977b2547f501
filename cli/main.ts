#!/usr/bin/env node
/**
 * The `purkinje` command: every subcommand is one file beside this one.
 */
import { Command, CommanderError } from "commander";
import { benchCommand } from "./bench.ts";
import { calibrateCommand } from "./calibrate.ts";
import { doctorCommand } from "./doctor.ts";
import { drawCommand } from "./draw.ts";
import { experimentCommand } from "./experiment.ts";
import { learnedCommand } from "./learned.ts";
import { parkCommand } from "./park.ts";
import { penCommand } from "./pen.ts";
import { plotterCheckCommand } from "./plotter-check.ts";
import { portsCommand } from "./ports.ts";
import { reproduceCommand } from "./reproduce.ts";
import { runCommand } from "./run.ts";
import { trainCommand } from "./train.ts";
import { twinCommand } from "./twin.ts";
import { UserError } from "./user-error.ts";
import { version } from "./version.ts";
import { workerCommand } from "./worker.ts";

/** What a shell expects after a mistake in the command line. */
const USAGE = 2;

// Whoever reads may stop reading: `purkinje … --json | head -c 10` is no mistake.
process.stdout.on("error", (error) => {
  if ("code" in error && error.code === "EPIPE") process.exit();
  throw error;
});

const program = new Command("purkinje")
  .description("A real-time motor controller modelled on the cortex and the cerebellum.")
  .version(version)
  .showHelpAfterError("(purkinje --help lists the commands; purkinje COMMAND --help its options)")
  .exitOverride();
const commands = [
  runCommand(),
  drawCommand(),
  calibrateCommand(),
  learnedCommand(),
  penCommand(),
  parkCommand(),
  portsCommand(),
  plotterCheckCommand(),
  twinCommand(),
  trainCommand(),
  experimentCommand(),
  reproduceCommand(),
  benchCommand(),
  workerCommand(),
  doctorCommand(),
];
for (const command of commands) {
  program.addCommand(inheriting(command, program));
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
  else if (error instanceof UserError) {
    process.stderr.write(`purkinje: ${error.message}\n`);
    process.exitCode = error.code;
  } else throw error;
}

/** Makes a mistake in a subcommand's options be treated as one in the program's own. */
function inheriting(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent);
  for (const child of command.commands) inheriting(child, command);
  return command;
}
