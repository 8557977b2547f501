import { fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { TestClient } from "./test-client.ts";
import { eventually, serverForTest } from "./with-server.ts";

interface Sight {
  readonly seq: number;
  /** Of the state when it came in [ms]. */
  readonly age: number;
}

function clientInItsOwnProcess(url: string): { pid: number; sights: Sight[] } {
  const script = fileURLToPath(new URL("stallable-client.mjs", import.meta.url));
  const child = fork(script, [url.replace("http:", "ws:")]);
  const sights: Sight[] = [];
  child.on("message", (sight: Sight) => sights.push(sight));
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  if (child.pid === undefined) throw new Error("the child did not start");
  return { pid: child.pid, sights };
}

test.skipIf(process.platform === "win32")(
  "a client that stops for two seconds holds up nobody, and comes back to the present",
  { retry: 2 },
  async () => {
    const { server } = await serverForTest();
    const stalling = clientInItsOwnProcess(server.url);
    const steady = await TestClient.connected(server.url);
    steady.acknowledging = true;
    await eventually(() => expect(stalling.sights.length).toBeGreaterThan(10));

    process.kill(stalling.pid, "SIGSTOP");
    await sleep(100); // what was on its way to us
    const before = stalling.sights.length;
    const from = steady.arrivals.length;
    await sleep(2000);
    const arrivals = steady.arrivals.slice(from);
    const gaps = arrivals.slice(1).map((at, i) => at - arrivals[i]);
    expect(arrivals.length).toBeGreaterThan(100);
    expect(gaps.sort((a, b) => a - b)[Math.floor(0.95 * gaps.length)]).toBeLessThan(40);

    process.kill(stalling.pid, "SIGCONT");
    await eventually(() => expect(stalling.sights.length).toBeGreaterThan(before + 20));
    const after = stalling.sights.slice(before);
    const stale = after.filter(({ age }) => age > 500).length;
    expect(stale).toBeLessThanOrEqual(3);
    expect(after[3].age).toBeLessThan(200);
    expect(after.map(({ seq }) => seq)).toEqual(after.map((_, i) => after[0].seq + i));
  },
);
