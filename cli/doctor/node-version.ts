import type { Finding } from "./finding.ts";

/** What package.json promises: 20.19 and later of 20, 22.12 and later of 22, and all from 24 on. */
export function examineNode(version: string): Finding {
  const [major = 0, minor = 0] = version.slice(1).split(".").map(Number);
  const ok = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  return {
    name: "Node",
    ok,
    optional: false,
    found: version,
    remedy: "install Node 20.19 or later, 22.12 or later, or 24: https://nodejs.org",
  };
}
