/**
 * `purkinje worker`: does the runs that `purkinje reproduce --queue` puts into a Redis.
 */
import { availableParallelism, hostname } from "node:os";
import { Command, InvalidArgumentError, Option } from "commander";
import { onInterrupt } from "./interrupt.ts";
import { jsonOption, number } from "./options.ts";
import { parseQueueAddress, queueOption } from "./queue/queue-address.ts";
import { startWorker } from "./queue/run-consumer.ts";

interface Options {
  readonly queue: string;
  readonly jobs?: number;
  readonly name: string;
  readonly json: boolean;
}

export const workerCommand = (): Command =>
  new Command("worker")
    .description("do runs of `purkinje reproduce --queue`, on this machine, until Ctrl-C")
    .addOption(queueOption("the Redis that both share, redis://host:port").makeOptionMandatory())
    .addOption(
      new Option("--jobs <n>", "runs at a time (default: one for each core)").argParser(
        number({ min: 1, max: 256, integer: true }),
      ),
    )
    .addOption(
      new Option("--name <name>", "what others call this worker")
        .argParser(parseName)
        .default(hostname().replaceAll(/[^\w.-]/g, "-"), "the name of the machine"),
    )
    .addOption(jsonOption().default(false))
    .addHelpText("after", HOW_IT_ENDS)
    .action(work);

const HOW_IT_ENDS = `
Ctrl-C: it finishes the runs that it has begun, and takes no more. Ctrl-C again, or kill: other workers
begin these anew within 16 s. Only a worker of the same purkinje, on the same Node, gets runs.`;

async function work({ queue, jobs = availableParallelism(), name, json }: Options): Promise<void> {
  const began = performance.now();
  const worker = await startWorker(parseQueueAddress(queue), { name, jobs, say });
  await new Promise<void>((resolve) => {
    onInterrupt(resolve);
  });
  const { done, failed } = await worker.finish();
  const seconds = (performance.now() - began) / 1000;
  if (json) process.stdout.write(`${JSON.stringify({ name, done, failed, seconds })}\n`);
}

/** Redis takes no spaces in it. */
function parseName(text: string): string {
  if (/^[\w.-]{1,64}$/.test(text)) return text;
  throw new InvalidArgumentError(
    "Expected up to 64 letters, digits, dots, dashes and underscores.",
  );
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
