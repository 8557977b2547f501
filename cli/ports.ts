/**
 * `purkinje ports`: where a plotter could be plugged in.
 */
import { Command } from "commander";
import { jsonOption } from "./options.ts";
import { describePort, listPorts } from "./plotter/list-ports.ts";
import { UserError } from "./user-error.ts";

export const portsCommand = (): Command =>
  new Command("ports")
    .description("list the serial ports that a plotter could be plugged into")
    .addOption(jsonOption().default(false))
    .action(ports);

async function ports({ json }: { json: boolean }): Promise<void> {
  const list = await listPorts();
  if (!list.ok) {
    throw new UserError(`Serial ports: ${list.why}${list.remedy ? ` (${list.remedy})` : ""}.`);
  }
  if (json) process.stdout.write(`${JSON.stringify({ ports: list.ports })}\n`);
  else if (list.ports.length === 0) process.stderr.write("no serial port is plugged in\n");
  else process.stdout.write(list.ports.map((port) => `${describePort(port)}\n`).join(""));
}
