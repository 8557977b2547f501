import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { peerName } from "../../cli/queue/peers.ts";
import { parseQueueAddress } from "../../cli/queue/queue-address.ts";
import { runFamily } from "../../cli/queue/run-family.ts";
import { PREFIX } from "../../cli/queue/run-job.ts";
import { purkinje, start } from "../support/command.ts";
import { imageFile, labelFile } from "../support/idx-files.ts";
import type { TestRedis } from "../support/redis.ts";
import { startRedis } from "../support/redis.ts";

const scratch = mkdtempSync(join(tmpdir(), "purkinje-queue-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = (name: string): string => join(scratch, name);

const few = ["--seeds", "2", "--epochs", "3"];
const lineDrawing = (out: string, ...args: string[]) =>
  ["reproduce", "line-drawing", "--out", folder(out), ...few, ...args] as const;
const startWorker = (name: string, { url }: TestRedis) =>
  start("worker", "--queue", url, "--name", name, "--jobs", "1", "--json");

/** All that was kept of the runs, by file. */
const kept = (out: string): Record<string, string> => {
  const runs = join(folder(out), "runs");
  return Object.fromEntries(
    readdirSync(runs).map((file) => [file, readFileSync(join(runs, file), "utf8")]),
  );
};

let local: Promise<Record<string, string>> | undefined;

/** What one machine makes of it. */
function alone(): Promise<Record<string, string>> {
  local ??= purkinje(...lineDrawing("alone")).then(() => kept("alone"));
  return local;
}

function client({ url }: TestRedis, connectionName = ""): Redis {
  const redis = new Redis(url, { connectionName, maxRetriesPerRequest: null });
  onTestFinished(() => redis.disconnect());
  return redis;
}

/** The queue as Redis has it. */
const queueIn = (redis: TestRedis) =>
  new Queue(runFamily(), { connection: client(redis), prefix: PREFIX });

/** What was lost with a worker begins anew after up to 16 s, and that on a busy machine [ms]. */
const RECOVERY = 90_000;

test("three workers, one of them killed: nothing is lost, and all is the same to the bit", {
  timeout: RECOVERY,
}, async () => {
  const redis = await startRedis();
  const [killed, ...others] = ["a", "b", "c"].map((name) => startWorker(name, redis));
  const reproduce = start(...lineDrawing("shared", "--queue", redis.url));
  // It has done one run, then, and begun another.
  await killed?.says(/seed \d/);
  killed?.child.kill("SIGKILL");
  expect((await reproduce.finished).code).toBe(0);
  const shared = kept("shared");
  expect(Object.keys(shared)).toHaveLength(8);

  const jobs = await queueIn(redis).getCompleted();
  expect(jobs.filter(({ stalledCounter }) => stalledCounter === 1)).toHaveLength(1);
  const ends = await Promise.all(others.map((worker) => worker.interrupt()));
  for (const { code, stdout } of ends) {
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ failed: 0 });
  }
  expect(shared).toEqual(await alone());
});

test("what workers did while nobody waited for it is found, even when they have left", async () => {
  const redis = await startRedis();
  const worker = startWorker("lonely", redis);
  const killed = start(...lineDrawing("killed", "--queue", redis.url));
  await worker.says(/seed \d/);
  killed.child.kill("SIGKILL");
  await killed.finished;
  const queue = queueIn(redis);
  await expect.poll(() => queue.getCompletedCount(), { timeout: 30_000 }).toBe(8);
  await worker.interrupt();
  const { code } = await purkinje(...lineDrawing("killed", "--queue", redis.url));
  expect(code).toBe(0);
  expect(kept("killed")).toEqual(await alone());
});

test("a Redis that is gone for a while, and has forgotten everything, is waited for", async () => {
  const redis = await startRedis();
  const worker = startWorker("patient", redis);
  const reproduce = start(...lineDrawing("restarted", "--queue", redis.url));
  await worker.says(/seed \d/);
  await redis.kill();
  await worker.says(/is away/);
  await redis.start();
  await worker.says(/is back/);
  expect((await reproduce.finished).code).toBe(0);
  expect(kept("restarted")).toEqual(await alone());
});

test("without workers it says how to start one, and leaves nothing behind", async () => {
  const redis = await startRedis();
  const stranger = peerName({ role: "worker", family: "purkinje 0.0.1" });
  const reproduce = start(...lineDrawing("waiting", "--queue", redis.url));
  const queue = queueIn(redis);
  await reproduce.says(new RegExp(`waiting for workers.*purkinje worker --queue ${redis.url}`));
  expect(await queue.getWaitingCount()).toBe(8);
  client(redis, stranger);
  await reproduce.says(/what is there is purkinje 0\.0\.1, and this is purkinje \d/);
  const { code, stderr } = await reproduce.interrupt();
  expect(stderr).toContain("Stopped after 0 of 8 runs");
  expect(code).toBe(130);
  expect(await queue.getWaitingCount()).toBe(0);
});

test("a run that no worker can do is a sentence with the worker's name", async () => {
  const redis = await startRedis();
  const digits = folder("digits");
  mkdirSync(digits);
  writeFileSync(join(digits, "train-images-idx3-ubyte"), imageFile(63));
  writeFileSync(join(digits, "train-labels-idx1-ubyte"), labelFile(...Array<number>(63).fill(5)));
  const args = ["--digits", digits, "--out", folder("failing"), "--queue", redis.url];
  const reproduce = start("reproduce", "digit-drawing", "--seeds", "1", ...args);
  await reproduce.says(/waiting for workers/);
  rmSync(digits, { recursive: true });
  startWorker("unlucky", redis);
  const { code, stderr } = await reproduce.finished;
  expect(stderr).toMatch(/^purkinje: digit-drawing.*failed 3 times\. Worker unlucky: .*digits/m);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(code).toBe(1);
});

describe("an address", () => {
  const secret = "geheim";

  test("with a password is good for work, and is shown without it", async () => {
    const redis = await startRedis("--requirepass", secret);
    const withPassword = (password: string) => `redis://:${password}@127.0.0.1:${redis.port}`;
    const worker = start("worker", "--queue", withPassword(secret));
    const refused = await Promise.all([
      purkinje("worker", "--queue", withPassword("hunter2")),
      purkinje(...lineDrawing("refused", "--queue", withPassword("hunter2"))),
    ]);
    for (const { code, stdout, stderr } of refused) {
      expect(stderr).toContain(`purkinje: The Redis at ${redis.url} refuses`);
      expect(stdout + stderr).not.toContain("hunter2");
      expect(code).toBe(1);
    }
    await worker.says(/waits for runs/);
    const { code, stderr } = await worker.interrupt();
    expect(stderr).not.toContain(secret);
    expect(code).toBe(0);
  });

  test("at which nobody is, is a sentence", async () => {
    const { code, stderr } = await purkinje("worker", "--queue", "redis://127.0.0.1:1");
    expect(stderr).toMatch(/^purkinje: No Redis answers at redis:\/\/127\.0\.0\.1:1 .*\n$/);
    expect(code).toBe(1);
  });

  test.each(["127.0.0.1:6379", "http://:geheim@host", "redis://", "redis://:geheim@host/x"])(
    "like %s is refused, and not repeated",
    (text) => {
      expect(() => parseQueueAddress(text)).toThrow(/^Expected --queue redis:/);
      expect(() => parseQueueAddress(text)).not.toThrow(secret);
    },
  );
});
