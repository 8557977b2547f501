import { chromiumPath } from "../../cli/doctor/chromium.ts";
import { installFromDistribution } from "./install.ts";

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
  installFromDistribution("chromium", "the tests of the page need Chromium");
  const installed = chromiumPath();
  if (installed) return installed;
  throw new Error(
    "The tests of the page need Chromium, and none was found: install it (Debian: apt-get install chromium).",
  );
}
