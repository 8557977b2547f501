import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One at a time, for apt-get refuses to wait for another on all of its locks. */
const lock = join(tmpdir(), "purkinje-apt-get.lock");

/** Installs a package from the distribution on Debian and its kin; does nothing elsewhere. */
export function installFromDistribution(name: string, why: string): void {
  if (!existsSync("/usr/bin/apt-get")) return;
  process.stderr.write(`${why}: installing ${name} from the distribution …\n`);
  const prefix = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  for (const args of [
    ["apt-get", "update", "-qq"],
    ["apt-get", "install", "-y", "-qq", "--no-install-recommends", name],
  ]) {
    const [command = "", ...rest] = [...prefix, "flock", lock, ...args];
    try {
      execFileSync(command, rest, { stdio: ["ignore", "ignore", "inherit"] });
    } catch {
      return;
    }
  }
}
