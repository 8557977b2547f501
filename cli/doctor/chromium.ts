import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { promisify } from "node:util";
import type { Finding } from "./finding.ts";
import { onPath } from "./on-path.ts";

/** Names under which Chromium and its kin go on the PATH, and places where they lie outside it. */
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const PLACES = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The first browser found that a program can drive. */
export function chromiumPath(): string | undefined {
  for (const name of NAMES) {
    const path = onPath(name);
    if (path !== undefined) return path;
  }
  return PLACES.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Only the tests need a browser that can be driven; people may look with any. */
export async function findChromium(): Promise<Finding> {
  const path = chromiumPath();
  const base = { name: "Chromium", optional: true } as const;
  if (path === undefined) {
    return {
      ...base,
      ok: false,
      found: "none: the page works in any browser, but the tests of the page need one",
      remedy: "on Debian and Ubuntu: apt-get install chromium",
    };
  }
  try {
    const { stdout } = await promisify(execFile)(path, ["--version"], { timeout: 10_000 });
    return { ...base, ok: true, found: `${stdout.trim()} (${path})` };
  } catch {
    return { ...base, ok: false, found: `${path} does not start`, remedy: "install it again" };
  }
}
