import { once } from "node:events";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, test } from "vitest";
import { armShow } from "../../bridge/server/arm-show.ts";
import { startServer } from "../../bridge/server/server.ts";
import { FakeLoop } from "./fake-loop.ts";
import { TestClient } from "./test-client.ts";
import { emptyFolder, eventually, serverForTest } from "./with-server.ts";

test("a port that is taken is named, with what to do", async () => {
  const { server } = await serverForTest();
  const second = startServer({
    port: server.port,
    root: emptyFolder(),
    show: armShow(new FakeLoop()),
  });
  await expect(second).rejects.toThrow(
    `Port ${server.port} on 127.0.0.1 is taken: choose another with --port N, or --port 0 for any free one.`,
  );
});

test("an address that is not of this machine is named", async () => {
  const elsewhere = startServer({
    port: 0,
    host: "192.0.2.1",
    root: emptyFolder(),
    show: armShow(new FakeLoop()),
  });
  await expect(elsewhere).rejects.toThrow("This machine has no address 192.0.2.1");
});

test.each([0, 61, Number.NaN])("%d frames a second are out of range", async (frameHz) => {
  await expect(serverForTest({ frameHz })).rejects.toThrow(RangeError);
});

test("close says goodbye, ends idle connections and frees the port at once", async () => {
  const { server } = await serverForTest();
  const client = await TestClient.connected(server.url);
  const deaf = await TestClient.connected(server.url);
  deaf.socket.pause();
  const idle = connect(server.port, "127.0.0.1");
  idle.on("error", () => {});
  await fetch(new URL("health", server.url)); // fetch keeps its connection

  const from = performance.now();
  await Promise.all([server.close(), server.close()]);
  expect(performance.now() - from).toBeLessThan(1500);
  await eventually(() => expect(client.closed).toEqual({ code: 1001, why: "server is stopping" }));
  expect(server.statistics().clients).toBe(0);

  const { server: next } = await serverForTest({ port: server.port });
  expect(next.port).toBe(server.port);
  await TestClient.connected(next.url);
  deaf.socket.terminate();
  idle.destroy();
});

test("the url is one that a browser on this machine can open", async () => {
  const { server } = await serverForTest({ host: "0.0.0.0" });
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
  expect((await fetch(new URL("health", server.url))).status).toBe(200);
});

test("on a wildcard the urls lead with that of this machine, and every other one works too", async () => {
  const { server } = await serverForTest({ host: "0.0.0.0" });
  const outer = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => `http://${address}:${server.port}/`);
  expect(server.urls[0]).toBe(server.url);
  expect(server.urls).toEqual(expect.arrayContaining(outer));
  for (const url of server.urls) {
    expect((await fetch(new URL("health", url))).status).toBe(200);
    const client = new TestClient(url, { origin: url.slice(0, -1) });
    await once(client.socket, "open");
  }
});

test("elsewhere there is one url", async () => {
  const { server } = await serverForTest();
  expect(server.urls).toEqual([server.url]);
});

test("a wildcard is one however it is written", async () => {
  const { server } = await serverForTest({ host: "0" });
  expect(server.url).toBe(`http://127.0.0.1:${server.port}/`);
});
