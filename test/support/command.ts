import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** An environment with a folder of machines of its own, which is not there yet. */
export const apart = (): NodeJS.ProcessEnv => ({
  // biome-ignore lint/style/noProcessEnv: the command inherits the rest
  ...process.env,
  PURKINJE_HOME: join(mkdtempSync(join(tmpdir(), "purkinje-")), "home"),
});

/** The built command, as a user runs it. */
export class RunningCommand {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  #stdout = "";
  #stderr = "";

  constructor(args: readonly string[], cwd?: string) {
    this.child = spawn(process.execPath, [main, ...args], {
      ...(cwd ? { cwd } : {}),
      // Nobody's own machines and journals are touched.
      env: apart(),
      stdio: "pipe",
    });
    this.child.stdout?.on("data", (data) => {
      this.#stdout += String(data);
    });
    this.child.stderr?.on("data", (data) => {
      this.#stderr += String(data);
    });
    this.finished = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("close", (code) =>
        resolve({ code, stdout: this.#stdout, stderr: this.#stderr }),
      );
    });
  }

  /** Resolves with the match as soon as stderr has one. */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const match = this.#stderr.match(pattern);
      if (match) return match;
      if (this.child.exitCode !== null) {
        throw new Error(
          `ended with ${this.child.exitCode} before saying ${pattern}: ${this.#stderr}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async interrupt(): Promise<Finished> {
    this.child.kill("SIGINT");
    return this.finished;
  }
}

/** Runs `purkinje …args` to its end. */
export const purkinje = (...args: string[]): Promise<Finished> => start(...args).finished;

/** Starts `purkinje …args`; it is killed when the test is over. */
export function start(...args: string[]): RunningCommand {
  const command = new RunningCommand(args);
  onTestFinished(() => {
    command.child.kill("SIGKILL");
  });
  return command;
}
