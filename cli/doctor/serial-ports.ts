import { describePort, listPorts } from "../plotter/list-ports.ts";
import type { Finding } from "./finding.ts";

/** Boards that a plotter could hang on. */
export async function findSerialPorts(): Promise<Finding> {
  const base = { name: "serial ports", optional: true } as const;
  const list = await listPorts();
  if (!list.ok) {
    const { why, remedy } = list;
    return { ...base, ok: false, found: why, ...(remedy === undefined ? {} : { remedy }) };
  }
  const names = list.ports.map(describePort);
  return { ...base, ok: true, found: names.length > 0 ? names.join(", ") : "none is plugged in" };
}
