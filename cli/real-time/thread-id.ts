import { readlinkSync } from "node:fs";

/** The kernel's name for the thread that calls this; nothing where that cannot be asked. */
export function threadId(): number | undefined {
  try {
    return Number(readlinkSync("/proc/thread-self").split("/").at(-1));
  } catch {
    return undefined;
  }
}
