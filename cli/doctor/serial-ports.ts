import type { Finding } from "./finding.ts";
import { onPath } from "./on-path.ts";

/** Boards that a plotter could hang on. */
export async function findSerialPorts(): Promise<Finding> {
  const base = { name: "serial ports", optional: true } as const;
  let SerialPort: typeof import("serialport").SerialPort;
  try {
    ({ SerialPort } = await import("serialport"));
  } catch {
    return {
      ...base,
      ok: false,
      found: "the optional package serialport could not be loaded",
      remedy: "npm install serialport",
    };
  }
  // On Linux serialport asks udevadm, and takes the process down where there is none.
  if (process.platform === "linux" && onPath("udevadm") === undefined) {
    return {
      ...base,
      ok: false,
      found: "cannot be listed: there is no udevadm here",
      remedy: "on Debian and Ubuntu: apt-get install udev",
    };
  }
  try {
    const ports = await SerialPort.list();
    const names = ports.map(({ path, manufacturer }) =>
      manufacturer === undefined ? path : `${path} (${manufacturer})`,
    );
    return {
      ...base,
      ok: true,
      found: names.length > 0 ? names.join(", ") : "none is plugged in",
    };
  } catch (error) {
    return { ...base, ok: false, found: error instanceof Error ? error.message : String(error) };
  }
}
