/**
 * `purkinje twin`: the emulated plotter on a pseudo-terminal, for programs that want a port.
 */
import { once } from "node:events";
import { Command } from "commander";
import { onInterrupt } from "./interrupt.ts";
import { openMachine } from "./machine/machine.ts";
import { seedOption } from "./options.ts";
import { readFirmware } from "./plotter/firmware.ts";
import { machineOption } from "./plotter/open-plotter.ts";
import type { PseudoTerminal } from "./plotter/pseudo-terminal.ts";
import { openPseudoTerminal } from "./plotter/pseudo-terminal.ts";
import { startRealTimeTwin } from "./plotter/real-time-twin.ts";

export const twinCommand = (): Command =>
  new Command("twin")
    .description("an emulated plotter on a port of its own: real firmware, in real time (Linux)")
    .addOption(machineOption())
    .addOption(seedOption())
    .action(run);

async function run({ machine, seed }: { machine: string; seed: number }): Promise<void> {
  const { linkage, config } = openMachine(machine);
  let terminal: PseudoTerminal | undefined;
  const twin = await startRealTimeTwin({
    firmware: readFirmware(),
    seed,
    linkage,
    wiring: config,
    onBytes: (bytes) => terminal?.write(bytes),
  });
  terminal = await openPseudoTerminal(twin.receive);
  process.stderr.write(`a plotter is at ${terminal.path}   (Ctrl-C unplugs it)\n`);
  const unplugged = new EventTarget();
  const forget = onInterrupt(() => unplugged.dispatchEvent(new Event("unplugged")));
  await once(unplugged, "unplugged");
  forget();
  const { limp, penUp } = twin.servos();
  process.stderr.write(
    `unplugged with its servos ${limp ? "limp" : "powered"} and its pen ${penUp ? "up" : "down"}\n`,
  );
  twin.stop();
  terminal.close();
}
