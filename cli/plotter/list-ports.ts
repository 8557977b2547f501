/**
 * The serial ports of this machine, or why they cannot be listed.
 */
import { onPath } from "../doctor/on-path.ts";

export interface PortName {
  readonly path: string;
  readonly manufacturer?: string;
}

export type PortList =
  | { readonly ok: true; readonly ports: readonly PortName[] }
  | { readonly ok: false; readonly why: string; readonly remedy?: string };

export async function listPorts(): Promise<PortList> {
  let SerialPort: typeof import("serialport").SerialPort;
  try {
    ({ SerialPort } = await import("serialport"));
  } catch {
    return {
      ok: false,
      why: "the optional package serialport could not be loaded",
      remedy: "npm install serialport",
    };
  }
  // On Linux serialport asks udevadm, and takes the process down where there is none.
  if (process.platform === "linux" && onPath("udevadm") === undefined) {
    return {
      ok: false,
      why: "cannot be listed: there is no udevadm here",
      remedy: "on Debian and Ubuntu: apt-get install udev; a port can be named without",
    };
  }
  try {
    const ports = await SerialPort.list();
    return {
      ok: true,
      ports: ports.map(({ path, manufacturer }) =>
        manufacturer === undefined ? { path } : { path, manufacturer },
      ),
    };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

export const describePort = ({ path, manufacturer }: PortName): string =>
  manufacturer === undefined ? path : `${path} (${manufacturer})`;
