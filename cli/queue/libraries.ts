/** What the queue is made of, loaded where a queue is asked for: the rest of purkinje does without. */
import { UserError } from "../user-error.ts";

export async function loadBullmq(): Promise<typeof import("bullmq")> {
  return import("bullmq").catch(missing);
}

export async function loadRedisClient(): Promise<typeof import("ioredis").Redis> {
  const { Redis } = await import("ioredis").catch(missing);
  return Redis;
}

function missing(error: unknown): never {
  if (!(error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND")) {
    throw error;
  }
  throw new UserError(
    "--queue needs two packages that are not installed: run `npm install bullmq@6.7.0 ioredis@6.0.0`.",
  );
}
