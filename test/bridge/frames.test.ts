import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { TestClient } from "./test-client.ts";
import { eventually, serverForTest } from "./with-server.ts";

test("a client that never acknowledges gets a window of frames and no more", async () => {
  const { server } = await serverForTest();
  const client = await TestClient.connected(server.url);
  await sleep(400);
  expect(client.frames.map((frame) => frame.seq)).toEqual([1, 2, 3]);
  expect(server.statistics().framesWithheld).toBeGreaterThan(5);
});

test("when it acknowledges, it gets the newest state and none of those between", async () => {
  const { server, loop } = await serverForTest();
  const client = await TestClient.connected(server.url);
  await eventually(() => expect(client.frames).toHaveLength(3));
  await sleep(200);
  loop.tick = 5000;
  client.say({ op: "ack", seq: 3 });
  await eventually(() => expect(client.frames).toHaveLength(4));
  expect(client.frames[3]).toMatchObject({ seq: 4, tick: 5000 });
});

test("a state is sent once", async () => {
  const { server, loop } = await serverForTest();
  loop.tick = 7;
  const client = await TestClient.connected(server.url);
  await sleep(150);
  expect(client.frames).toHaveLength(1);
});

test("nothing is sent before the first tick", async () => {
  const { server, loop } = await serverForTest();
  vi.spyOn(loop, "latest").mockImplementation(() => undefined as never);
  const client = await TestClient.connected(server.url);
  await sleep(100);
  expect(client.frames).toEqual([]);
});

test("the ink of all frames together has no gap and no point twice", async () => {
  const { server } = await serverForTest();
  const client = await TestClient.connected(server.url);
  client.acknowledging = true;
  await sleep(300);
  client.acknowledging = false;
  await sleep(300);
  client.acknowledging = true;
  client.say({ op: "ack", seq: client.frames.at(-1)?.seq });
  await sleep(300);
  const points = client.frames.flatMap(({ trail }) => [...trail].filter((_, i) => i % 3 === 0));
  const first = points[0];
  expect(points).toEqual(points.map((_, i) => first + i));
  expect(points.length).toBeGreaterThan(60);
});

test("a client that keeps up gets close to sixty frames a second", { retry: 2 }, async () => {
  const { server } = await serverForTest();
  const client = await TestClient.connected(server.url);
  client.acknowledging = true;
  await sleep(1000);
  expect(client.frames.length).toBeGreaterThan(50);
  expect(client.frames.length).toBeLessThan(63);
});
