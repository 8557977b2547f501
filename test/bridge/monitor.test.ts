import { expect, test } from "vitest";
import { TestClient } from "./test-client.ts";
import { eventually, serverForTest } from "./with-server.ts";

test("whoever watches gets every record once, and others get none", async () => {
  const { server, loop } = await serverForTest();
  const [watcher, other] = [
    await TestClient.connected(server.url),
    await TestClient.connected(server.url),
  ];
  watcher.acknowledging = true;
  other.acknowledging = true;
  loop.monitored = 5; // came before anyone watched
  watcher.say({ op: "watch", what: ["signals"] });
  watcher.say({ op: "ping", at: 1 });
  await eventually(() => expect(watcher.heard("pong")).toHaveLength(1));
  for (const count of [8, 20, 21]) {
    loop.monitored = count;
    await eventually(() => {
      const records = watcher.monitored.flatMap(({ signals }) => [...signals]);
      expect(records).toEqual(Array.from({ length: count - 5 }, (_, i) => 5 + i));
    });
  }
  expect(watcher.monitored.every(({ units }) => units.length === 0)).toBe(true);
  expect(other.monitored).toEqual([]);

  watcher.say({ op: "watch", what: [] });
  watcher.say({ op: "ping", at: 2 });
  await eventually(() => expect(watcher.heard("pong")).toHaveLength(2));
  const before = watcher.monitored.length;
  loop.monitored = 40;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(watcher.monitored).toHaveLength(before);
});

test("a client that acknowledges nothing gets no more than its window, and misses nothing by it", async () => {
  const { server, loop } = await serverForTest();
  const client = await TestClient.connected(server.url);
  loop.tick = 1; // one frame of the arm, and no other
  client.say({ op: "watch", what: ["units"] });
  await eventually(() => expect(client.frames).toHaveLength(1));
  loop.monitored = 1;
  await eventually(() => expect(client.monitored).toHaveLength(1));
  loop.monitored = 2;
  await eventually(() => expect(client.monitored).toHaveLength(2));
  loop.monitored = 50;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(client.monitored).toHaveLength(2);
  client.say({ op: "ack", seq: 3 });
  await eventually(() =>
    expect(client.monitored.flatMap(({ units }) => [...units])).toEqual(
      Array.from({ length: 50 }, (_, i) => i),
    ),
  );
});

test("judgements are told to those who watch health", async () => {
  const { server, loop } = await serverForTest();
  const [watcher, other] = [
    await TestClient.connected(server.url),
    await TestClient.connected(server.url),
  ];
  watcher.say({ op: "watch", what: ["health"] });
  for (const client of [watcher, other]) {
    client.say({ op: "ping", at: 1 });
    await eventually(() => expect(client.heard("pong")).toHaveLength(1));
  }
  const state = { op: "protocol", name: null, speed: 1, seed: 1 } as const;
  loop.judged.push(state);
  await eventually(() => expect(watcher.heard("protocol")).toEqual([state]));
  expect(other.heard("protocol")).toEqual([]);
});

test("pushes, lesions and worlds reach the loop, and those out of bounds are refused", async () => {
  const { server, loop } = await serverForTest();
  const client = await TestClient.connected(server.url);
  client.say({ op: "push", force: [10, -5], ms: 100 });
  client.say({ op: "settings", lesion: { purkinje: 0.8 }, world: { curl: 13 } });
  await eventually(() => expect(loop.requests).toHaveLength(2));
  expect(loop.settings()).toMatchObject({
    lesion: { purkinje: 0.8, inertia: 1 },
    world: { curl: 13, gain: 1 },
  });
  client.say({ op: "settings", lesion: { purkinje: 2 } });
  client.say({ op: "settings", world: { wind: 1 } });
  client.say({ op: "push", force: [100, 0], ms: 100 });
  client.say({ op: "watch", what: ["thoughts"] });
  await eventually(() => expect(client.heard("refused")).toHaveLength(4));
  expect(client.heard("refused").map(({ why }) => why)).toEqual([
    'Expected "lesion.purkinje" of settings to be at most 1, found 2.',
    'Expected only the fields that belong to settings, found "wind" too.',
    'Expected "force[0]" of push to be at most 60, found 100.',
    'Expected "what[0]" of watch to be signals, units or health, found "thoughts".',
  ]);
});
