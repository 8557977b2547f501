import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { TestClient } from "./test-client.ts";
import { eventually, serverForTest } from "./with-server.ts";

const slow = { messagesPerSecond: 5, messageBurst: 10 };
const repeat = (times: number, act: () => void) => {
  for (let i = 0; i < times; i++) act();
};

test("a client that says too much is told so once, and the rest is dropped", async () => {
  const { server, loop } = await serverForTest(slow);
  const client = await TestClient.connected(server.url);
  repeat(40, () => client.say({ op: "target", at: [0, 0.4] }));
  await eventually(() => expect(server.statistics().messages).toBe(40));
  await eventually(() =>
    expect(client.heard("refused")).toEqual([
      { op: "refused", why: "Expected at most 5 messages a second, found more." },
    ]),
  );
  expect(loop.requests.length).toBeGreaterThanOrEqual(10);
  expect(loop.requests.length).toBeLessThan(14);
});

test("a client that says ten times too much is shown the door", async () => {
  const { server } = await serverForTest(slow);
  const client = await TestClient.connected(server.url);
  repeat(100, () => client.say({ op: "target", at: [0, 0.4] }));
  await eventually(() => expect(client.closed?.code).toBe(1008));
});

test("a flood of pings below the protocol ends the connection as well", async () => {
  const { server } = await serverForTest(slow);
  const client = await TestClient.connected(server.url);
  repeat(100, () => client.socket.ping());
  // ws itself breaks off, without a word, when too many of its pongs wait
  await eventually(() => expect([1008, 1006]).toContain(client.closed?.code));
});

test("a client shown the door that does not go is put out", async () => {
  const { server } = await serverForTest(slow);
  const client = await TestClient.connected(server.url);
  repeat(100, () => client.say({ op: "target", at: [0, 0.4] }));
  client.socket.pause();
  await eventually(() => expect(server.statistics().clients).toBe(0));
  client.socket.terminate();
});

test("strokes have a rate of their own, and every one too many is refused", async () => {
  const { server, loop } = await serverForTest({ strokesPerSecond: 0.01, strokeBurst: 4 });
  const client = await TestClient.connected(server.url);
  const points = [
    [0, 0.4],
    [0.1, 0.4],
  ];
  repeat(7, () => client.say({ op: "stroke", points }));
  client.say({ op: "target", at: [0, 0.4] });
  await eventually(() => expect(loop.requests.at(-1)?.op).toBe("target"));
  expect(loop.requests.filter(({ op }) => op === "stroke")).toHaveLength(4);
  const why = "Expected at most 0.01 strokes a second, found more.";
  await eventually(() =>
    expect(client.heard("refused")).toEqual(Array(3).fill({ op: "refused", why })),
  );
});

test("a stroke that is no stroke does not count as one", async () => {
  const { server, loop } = await serverForTest({ strokesPerSecond: 0.01, strokeBurst: 1 });
  const client = await TestClient.connected(server.url);
  repeat(3, () => client.say({ op: "stroke", points: [] }));
  client.say({
    op: "stroke",
    points: [
      [0, 0.4],
      [0.1, 0.4],
    ],
  });
  await eventually(() => expect(loop.requests).toHaveLength(1));
});

test("acknowledging every frame costs a client nothing", async () => {
  const { server, loop } = await serverForTest({ messagesPerSecond: 1, messageBurst: 1 });
  const client = await TestClient.connected(server.url);
  client.acknowledging = true;
  await eventually(() => expect(client.frames.length).toBeGreaterThan(20));
  client.say({ op: "target", at: [0, 0.4] });
  await eventually(() => expect(loop.requests).toHaveLength(1));
  expect(client.heard("refused")).toEqual([]);
});

test("frames flow on while a client that says too much is being ignored", async () => {
  const { server } = await serverForTest({ messagesPerSecond: 20, messageBurst: 1 });
  const client = await TestClient.connected(server.url);
  client.acknowledging = true;
  repeat(50, () => client.say({ op: "target", at: [0, 0.4] }));
  await eventually(() => expect(client.heard("refused").length).toBeGreaterThan(0));
  const { length } = client.frames;
  await eventually(() => expect(client.frames.length).toBeGreaterThan(length + 10));
});

test("a client that gives no sign of life is cut off, one that does is not", async () => {
  const { server } = await serverForTest({ heartbeatMs: 500 });
  const silent = await TestClient.connected(server.url);
  const alive = await TestClient.connected(server.url);
  silent.socket.pause();
  await eventually(() => expect(server.statistics()).toMatchObject({ cutOff: 1, clients: 1 }));
  await sleep(1100);
  expect(alive.closed).toBeUndefined();
  silent.socket.terminate();
});

test("a client that reads nothing while others keep talking is cut off", async () => {
  const { server, loop } = await serverForTest({ messagesPerSecond: 1e6, messageBurst: 1e6 });
  const deaf = await TestClient.connected(server.url);
  const talking = await TestClient.connected(server.url);
  deaf.socket.pause();
  const talk = setInterval(() => {
    loop.line = Array.from({ length: 2000 }, (_, i): [number, number] => [i / 7, Math.random()]);
  }, 2);
  await eventually(() => expect(server.statistics().cutOff).toBe(1));
  clearInterval(talk);
  expect(talking.closed).toBeUndefined();
  deaf.socket.terminate();
});
