import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromiumPath } from "../../cli/doctor/chromium.ts";

/** Flags for a browser without a screen, a GPU or anyone to call home to. */
export const CHROMIUM_FLAGS = [
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Where Chromium is; on Debian and its kin it is installed from the distribution if need be. */
export function findOrInstallChromium(): string {
  const found = chromiumPath();
  if (found) return found;
  if (existsSync("/usr/bin/apt-get")) {
    process.stderr.write(
      "the tests of the page need Chromium: installing it from the distribution …\n",
    );
    const prefix = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
    for (const args of [
      ["apt-get", "update", "-qq"],
      ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
    ]) {
      const [command = "", ...rest] = [...prefix, ...args];
      try {
        execFileSync(command, rest, { stdio: ["ignore", "ignore", "inherit"] });
      } catch {
        break;
      }
    }
    const installed = chromiumPath();
    if (installed) return installed;
  }
  throw new Error(
    "The tests of the page need Chromium, and none was found: install it (Debian: apt-get install chromium).",
  );
}
