import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Finding } from "./finding.ts";

/** Names under which Chromium and its kin go, the first found wins. */
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];

/** Only the tests need a browser that can be driven; people may look with any. */
export async function findChromium(): Promise<Finding> {
  for (const name of NAMES) {
    try {
      const { stdout } = await promisify(execFile)(name, ["--version"], { timeout: 10_000 });
      return { name: "Chromium", ok: true, optional: true, found: `${stdout.trim()} (${name})` };
    } catch {
      // not under this name
    }
  }
  return {
    name: "Chromium",
    ok: false,
    optional: true,
    found: "none: the page works in any browser, but the tests of the page need one",
    remedy: "on Debian and Ubuntu: apt-get install chromium",
  };
}
