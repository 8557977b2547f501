import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The tests of the command, the worker and the page run what a user runs, so build it first. */
export function setup(): void {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  execFileSync(process.execPath, ["cli/ensure-built.mjs"], { cwd: root, stdio: "inherit" });
}
