import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { apart } from "./command.ts";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** The built command at a terminal of its own (`script` of util-linux), with somebody who presses keys. */
export function inTerminal(args: readonly string[]) {
  const line = [process.execPath, main, ...args].map((part) => `'${part}'`).join(" ");
  const child = spawn("script", ["-qefc", line, "/dev/null"], {
    env: apart(),
    stdio: "pipe",
  });
  let said = "";
  const listen = (bytes: Buffer): void => {
    said += bytes.toString("utf8");
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const finished = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", () => resolve(said));
  });
  return {
    finished,
    press: (keys: string): void => void child.stdin.write(keys),
    kill: (): void => void child.kill("SIGKILL"),
    async says(pattern: RegExp): Promise<void> {
      while (!pattern.test(said)) {
        if (child.exitCode !== null) throw new Error(`ended before saying ${pattern}: ${said}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}
