/** One process that takes part in a benchmark, as seen by the one that holds it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { z } from "zod";
import { UserError } from "../user-error.ts";
import type { Order } from "./orders.ts";
import { Done, Measured, Ready } from "./orders.ts";
import type { LearnerName } from "./training-size.ts";

export interface Contestant {
  readonly name: string;
  readonly version: string;
  /** Whether it computes equal samples of a batch once. */
  readonly merges: boolean;
  /** Milliseconds a batch, the mean of `batches`. */
  measure(learner: LearnerName, equal: boolean, batches: number): Promise<Measured>;
  /** Leaves gradients in a file. */
  writeGradients(learner: LearnerName, file: string): Promise<void>;
  stop(): Promise<void>;
  /** At once, whatever it is doing; whoever waits for an answer hears that it ended. */
  kill(): void;
}

/** One thread each, whatever library multiplies. */
const ONE_THREAD = {
  OMP_NUM_THREADS: "1",
  OPENBLAS_NUM_THREADS: "1",
  MKL_NUM_THREADS: "1",
  TF_NUM_INTRAOP_THREADS: "1",
  TF_NUM_INTEROP_THREADS: "1",
};

/** Starts it; a `UserError` where it says why it cannot take part. `first` is sent before anything. */
export async function startContestant(
  name: string,
  program: string,
  args: readonly string[],
  first?: object,
): Promise<Contestant> {
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "inherit"],
    // biome-ignore lint/style/noProcessEnv: handed on to a child, with less freedom
    env: { ...process.env, ...ONE_THREAD },
  });
  const ended = once(child, "close");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  child.stdin.on("error", () => undefined); // it has ended, and what it answers says so

  const read = async <T>(schema: z.ZodType<T>): Promise<T> => {
    const { value, done } = await lines.next();
    if (done) {
      const [code, signal] = await ended;
      throw new UserError(`The process of ${name} ended early, with ${code ?? signal}.`);
    }
    const line: unknown = JSON.parse(value);
    if (line && typeof line === "object" && "why" in line) {
      throw new UserError(`${name} is not here: ${line.why}.`);
    }
    return schema.parse(line);
  };
  const send = (order: object): void => {
    child.stdin.write(`${JSON.stringify(order)}\n`);
  };
  const ask = <T>(order: Order, schema: z.ZodType<T>): Promise<T> => {
    send(order);
    return read(schema);
  };
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };

  if (first) send(first);
  try {
    const { version, merges } = await read(Ready);
    return {
      name,
      version,
      merges,
      measure: (learner, equal, batches) =>
        ask({ op: "measure", learner, equal, batches }, Measured),
      writeGradients: async (learner, file) => {
        await ask({ op: "gradients", learner, file }, Done);
      },
      stop,
      kill: () => child.kill(),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
