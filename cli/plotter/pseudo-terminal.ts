/**
 * A pseudo-terminal that other programs can open like a serial port, made with `script`, which every Linux has
 * (util-linux). Node cannot make one itself, and the packages that can have to be compiled.
 */
import { spawn } from "node:child_process";
import { UserError } from "../user-error.ts";

export interface PseudoTerminal {
  /** Such as /dev/pts/3. */
  readonly path: string;
  write(bytes: Uint8Array): void;
  close(): void;
}

/** `onBytes` gets what is written to the terminal. */
export function openPseudoTerminal(onBytes: (bytes: Uint8Array) => void): Promise<PseudoTerminal> {
  if (process.platform !== "linux") {
    throw new UserError("A twin on a port needs Linux; --plant twin works everywhere.");
  }
  const keeper = spawn("script", [
    "--quiet",
    "--flush",
    // It must not outlive this program, even if that is killed.
    ...["--command", `stty raw -echo; tty; while kill -0 ${process.pid}; do sleep 1; done`],
    "/dev/null",
  ]);
  // What is written to a cable that was pulled goes nowhere.
  keeper.stdin.on("error", () => {});
  return new Promise((resolve, reject) => {
    let said = "";
    keeper.once("error", (error) => {
      reject(new UserError(`A pseudo-terminal needs \`script\` of util-linux: ${error.message}.`));
    });
    keeper.stdout.on("data", function listen(bytes: Buffer) {
      said += bytes.toString("latin1");
      const [line, path] = said.match(/(\/dev\/\S+)\r?\n/) ?? [];
      if (line === undefined || path === undefined) return;
      keeper.stdout.off("data", listen);
      keeper.stdout.on("data", onBytes);
      resolve({
        path,
        write: (written) => void keeper.stdin.write(written),
        // At once, as a cable is pulled: it has nothing to tidy up.
        close: () => void keeper.kill("SIGKILL"),
      });
    });
  });
}
