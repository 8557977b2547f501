/** A connection to Redis that says in a sentence why it cannot be had, and when it is lost. */
import type { Redis } from "ioredis";
import { UserError } from "../user-error.ts";
import { loadRedisClient } from "./libraries.ts";
import type { QueueAddress } from "./queue-address.ts";

interface Watch {
  /** Under which others see the connection. */
  readonly connectionName: string;
  readonly onLost: () => void;
  readonly onBack: () => void;
}

/** How long a Redis may take to answer at first [ms]. */
const PATIENCE = 8_000;
/** The longest time between two attempts to get a lost connection back [ms]. */
const RETRY_AT_MOST = 2_000;
/** After a connection was closed, how long a process with nothing else to do may remain [ms]. */
const LINGER = 3_000;
/** BullMQ warns of anything older. */
const OLDEST = [6, 2] as const;

export interface RedisConnection {
  readonly redis: Redis;
  /** At once; what has not been answered yet never is. */
  close(): void;
}

/** Once it stands, a connection that is lost is tried again until it is closed. */
export async function connectRedis(address: QueueAddress, watch: Watch): Promise<RedisConnection> {
  const Client = await loadRedisClient();
  await examine(address, Client);
  let isClosed = false;
  const redis = new Client(address.url, {
    connectionName: watch.connectionName,
    // What is asked while Redis is away waits for it.
    maxRetriesPerRequest: null,
    // BullMQ makes connections of its own after this one, and they give up with it.
    retryStrategy: (times) => (isClosed ? null : Math.min(100 * times, RETRY_AT_MOST)),
  });
  let isLost = false;
  // Told below, once, and not with every attempt.
  redis.on("error", () => {});
  redis.on("close", () => {
    if (isLost) return;
    isLost = true;
    watch.onLost();
  });
  redis.on("ready", () => {
    if (isLost) watch.onBack();
    isLost = false;
  });
  return {
    redis,
    close() {
      isClosed = true;
      redis.removeAllListeners("close");
      redis.disconnect();
      // What BullMQ still tries while Redis is away must not keep a process that has ended.
      setTimeout(() => process.exit(), LINGER).unref();
    },
  };
}

/** Throws a UserError unless a Redis that is new enough answers. */
async function examine({ url, shown }: QueueAddress, Client: typeof Redis): Promise<void> {
  const redis = new Client(url, { lazyConnect: true, retryStrategy: () => null });
  let cause: unknown;
  redis.on("error", (error) => {
    cause ??= error;
  });
  const timer = setTimeout(() => {
    cause ??= new Error("no answer");
    redis.disconnect();
  }, PATIENCE);
  try {
    await redis.connect();
    // Such as a database of a number that there is not.
    if (cause) throw cause;
    const found = /^redis_version:(\d+)\.(\d+)/m.exec(await redis.info("server"));
    const [major = 0, minor = 0] = found ? found.slice(1).map(Number) : [];
    if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
      throw new UserError(
        `Redis ${major}.${minor} answers at ${shown}, expected ${OLDEST.join(".")} or later.`,
      );
    }
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(complaint(cause ?? error, shown));
  } finally {
    clearTimeout(timer);
    redis.disconnect();
  }
}

function complaint(error: unknown, shown: string): string {
  const said = error instanceof Error ? error.message || error.name : String(error);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const refusal = /^(WRONGPASS|NOAUTH|NOPERM)/.exec(said)?.[0];
  if (refusal) {
    return `The Redis at ${shown} refuses the user or the password (${refusal}): name them as redis://user:password@…, in --queue or PURKINJE_QUEUE.`;
  }
  if (/RESP type|protocol error/i.test(said)) {
    return `What answers at ${shown} is no Redis: correct --queue.`;
  }
  if (said.startsWith("ERR")) return `The Redis at ${shown} will not serve us: ${said}.`;
  return `No Redis answers at ${shown} (${code || said}): start redis-server there, or correct --queue.`;
}
