import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { TestClient, turnedAway } from "./test-client.ts";
import { eventually, serverForTest } from "./with-server.ts";

test("a client is greeted with hello, and speaks the subprotocol it asked for", async () => {
  const { server, loop } = await serverForTest();
  const client = await TestClient.connected(server.url);
  const settings = loop.settings();
  const hello = { op: "hello", ...loop.hello, rateHz: settings.rateHz, settings };
  await eventually(() => expect(client.messages[0]).toEqual(hello));
  expect(client.socket.protocol).toBe("purkinje.v1");
  expect(client.socket.extensions).toBe("");
});

describe("a handshake is turned away with a sentence", () => {
  test.each([
    ["another Host", 403, "evil.example", { headers: { Host: "evil.example" } }],
    ["a page of another site", 403, "Pages of", { origin: "http://evil.example" }],
    ["a sandboxed page", 403, 'Pages of "null"', { origin: "null" }],
  ])("%s", async (_, status, part, options) => {
    const { server } = await serverForTest();
    const answer = await turnedAway(new TestClient(server.url, options));
    expect(answer).toEqual({ status, why: expect.stringContaining(part) });
    expect(server.statistics()).toMatchObject({ turnedAway: 1, clients: 0 });
  });

  test.each([[[]], [["purkinje.v2"]], [["rosbridge_v2", "foxglove.sdk.v1"]]])(
    "subprotocols %j",
    async (protocols) => {
      const { server } = await serverForTest();
      const answer = await turnedAway(new TestClient(server.url, {}, protocols));
      expect(answer.status).toBe(400);
      expect(answer.why).toMatch(/^Expected the subprotocol purkinje\.v1, found .+\.$/);
    },
  );
});

test("a page of this server may connect, and one of a name that is allowed", async () => {
  const { server } = await serverForTest({ allowedHosts: ["localhost:5173"] });
  for (const origin of [`http://localhost:${server.port}`, "http://localhost:5173"]) {
    const client = new TestClient(server.url, { origin });
    await once(client.socket, "open");
  }
});

test("when the room is taken the next one is told so, until somebody leaves", async () => {
  const { server } = await serverForTest({ maxClients: 2 });
  const first = await TestClient.connected(server.url);
  await TestClient.connected(server.url);
  expect(await turnedAway(new TestClient(server.url))).toEqual({
    status: 503,
    why: "There is room for 2 clients, and all of it is taken.",
  });
  first.socket.close();
  await eventually(() => expect(server.statistics().clients).toBe(1));
  await TestClient.connected(server.url);
});

const upgrade = "GET / HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: Upgrade\r\n";
const named = "Sec-WebSocket-Protocol: purkinje.v1\r\n";

test.each([
  "\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
  "GET / HTTP/1.1\r\n\r\n",
  `${upgrade}Upgrade: h2c\r\n\r\n`,
  `${upgrade}Upgrade: websocket\r\n${named}\r\n`,
  `${upgrade}Upgrade: websocket\r\n${named}Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x\r\n\r\n`,
  `${upgrade}Upgrade: websocket\r\n${named}Sec-WebSocket-Version: 1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  `${upgrade}Upgrade: websocket\r\nSec-WebSocket-Protocol: ,,,\r\n\r\n`,
])("the server goes on after %j", async (bytes) => {
  const { server } = await serverForTest();
  const socket = connect(server.port, "127.0.0.1");
  socket.on("error", () => {});
  socket.end(bytes.replace("PORT", String(server.port)));
  socket.resume();
  await once(socket, "close");
  await TestClient.connected(server.url);
});

test("the server goes on after a client that breaks off or sends frames that are none", async () => {
  const { server } = await serverForTest();
  const rude = await TestClient.connected(server.url);
  const socket = Reflect.get(rude.socket, "_socket");
  socket.write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
  await eventually(() => expect(rude.closed?.code).toBe(1002));
  const gone = await TestClient.connected(server.url);
  Reflect.get(gone.socket, "_socket").resetAndDestroy();
  await eventually(() => expect(server.statistics().clients).toBe(0));
  await TestClient.connected(server.url);
});
