import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { onPath } from "../../cli/doctor/on-path.ts";
import { installFromDistribution } from "./install.ts";

/** A Redis of a test's own, which forgets everything when it ends. */
export class TestRedis {
  readonly port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), "purkinje-redis-"));
  #server: ChildProcess | undefined;

  constructor(port: number) {
    this.port = port;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(...args: string[]): Promise<void> {
    const settings = ["--port", String(this.port), "--bind", "127.0.0.1", "--dir", this.#folder];
    const forgetful = ["--save", "", "--appendonly", "no"];
    const server = spawn(findOrInstallRedis(), [...settings, ...forgetful, ...args]);
    this.#server = server;
    let said = "";
    await new Promise<void>((resolve, reject) => {
      server.stdout.on("data", (data) => {
        said += String(data);
        if (said.includes("Ready to accept connections")) resolve();
      });
      server.once("close", () => reject(new Error(`redis-server ended: ${said}`)));
    });
  }

  async kill(): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGKILL");
    await once(server, "close");
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** It ends with the test. */
export async function startRedis(...args: string[]): Promise<TestRedis> {
  const redis = new TestRedis(await freePort());
  onTestFinished(() => redis.remove());
  await redis.start(...args);
  return redis;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

function findOrInstallRedis(): string {
  const found = onPath("redis-server");
  if (found) return found;
  installFromDistribution("redis-server", "the tests of the queue need Redis");
  const installed = onPath("redis-server");
  if (installed) return installed;
  throw new Error(
    "The tests of the queue need redis-server, and none was found: install it (Debian: apt-get install redis-server).",
  );
}
