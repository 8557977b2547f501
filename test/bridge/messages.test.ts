import { expect, test } from "vitest";
import { STROKE_POINTS_MAX } from "../../bridge/protocol/client-message.ts";
import { TestClient } from "./test-client.ts";
import { eventually, serverForTest } from "./with-server.ts";

test("ping is answered with the client's own time", async () => {
  const { server } = await serverForTest();
  const client = await TestClient.connected(server.url);
  client.say({ op: "ping", at: 123.456 });
  await eventually(() => expect(client.heard("pong")).toEqual([{ op: "pong", at: 123.456 }]));
});

test("a target reaches the loop", async () => {
  const { server, loop } = await serverForTest();
  const client = await TestClient.connected(server.url);
  client.say({ op: "target", at: [0.1, 0.4] });
  await eventually(() => expect(loop.requests).toEqual([{ op: "target", at: [0.1, 0.4] }]));
});

test("a setting that somebody changes is told to everyone", async () => {
  const { server, loop } = await serverForTest();
  const [one, other] = [
    await TestClient.connected(server.url),
    await TestClient.connected(server.url),
  ];
  one.say({ op: "settings", cerebellum: false });
  for (const client of [one, other]) {
    await eventually(() =>
      expect(client.heard("settings")).toEqual([
        { op: "settings", settings: { ...loop.settings(), cerebellum: false } },
      ]),
    );
  }
});

const line: readonly [number, number][] = [
  [0, 0.4],
  [0.05, 0.4],
  [0.1, 0.4],
];

test("a line to be drawn is shown to everyone, and to those who come later after hello", async () => {
  const { server, loop } = await serverForTest();
  const [one, other] = [
    await TestClient.connected(server.url),
    await TestClient.connected(server.url),
  ];
  loop.line = line;
  for (const client of [one, other]) {
    await eventually(() => expect(client.heard("path")).toEqual([{ op: "path", points: line }]));
  }
  const late = await TestClient.connected(server.url);
  await eventually(() => expect(late.heard("path")).toHaveLength(1));
  expect(late.messages.map((message) => message.op)).toEqual(["hello", "path"]);
});

test("a line that is finished is taken away", async () => {
  const { server, loop } = await serverForTest();
  const client = await TestClient.connected(server.url);
  loop.line = line;
  await eventually(() => expect(client.heard("path")).toHaveLength(1));
  loop.line = [];
  await eventually(() => expect(client.heard("path").at(-1)).toEqual({ op: "path", points: [] }));
  const late = await TestClient.connected(server.url);
  await eventually(() => expect(late.heard("hello")).toHaveLength(1));
  expect(late.heard("path")).toEqual([]);
});

test("what the loop refuses is told to the one who asked, and to nobody else", async () => {
  const { server, loop } = await serverForTest();
  const [one, other] = [
    await TestClient.connected(server.url),
    await TestClient.connected(server.url),
  ];
  loop.outcome = { ok: false, why: "The arm is being calibrated." };
  one.say({ op: "settings", noise: 2 });
  await eventually(() =>
    expect(one.heard("refused")).toEqual([{ op: "refused", why: "The arm is being calibrated." }]),
  );
  other.say({ op: "ping", at: 1 });
  await eventually(() => expect(other.heard("pong")).toHaveLength(1));
  expect(other.messages.map((message) => message.op)).toEqual(["hello", "pong"]);
});

test.each([
  ["text that is no message", "hello", /not JSON: "hello"/],
  ["a binary message", Buffer.from([1, 2, 3]), /found a binary message/],
  ["an acknowledgement of the future", '{"op":"ack","seq":4000}', /a frame sent, found 4000/],
])("%s is refused, and the connection stays", async (_, said, sentence) => {
  const { server, loop } = await serverForTest();
  const client = await TestClient.connected(server.url);
  client.socket.send(said);
  await eventually(() => expect(client.heard("refused")[0]?.why).toMatch(sentence));
  client.say({ op: "ping", at: 1 });
  await eventually(() => expect(client.heard("pong")).toHaveLength(1));
  expect(loop.requests).toEqual([]);
});

test("the longest stroke, with all its digits, is short enough", async () => {
  const { server, loop } = await serverForTest();
  const client = await TestClient.connected(server.url);
  const points = Array.from({ length: STROKE_POINTS_MAX }, () => [
    -1 / 3e-1 / 30,
    -1.2345678901234567,
  ]);
  client.say({ op: "stroke", points });
  await eventually(() => expect(loop.requests).toHaveLength(1));
});

test("a message that is too long ends the connection", async () => {
  const { server, loop } = await serverForTest();
  const client = await TestClient.connected(server.url);
  client.socket.on("error", () => {});
  client.socket.send("x".repeat(128 * 1024 + 1));
  await eventually(() => expect(client.closed?.code).toBe(1009));
  expect(loop.requests).toEqual([]);
});
