import { expect, onTestFinished, test } from "vitest";
import { ORDINARY_SETTINGS } from "../../bridge/protocol/live-settings.ts";
import { SIGNALS } from "../../bridge/protocol/monitor-frame.ts";
import { armShow } from "../../bridge/server/arm-show.ts";
import { startServer } from "../../bridge/server/server.ts";
import { readBrain, shippedBrain } from "../../cli/read-brain.ts";
import { TestClient } from "../bridge/test-client.ts";
import { emptyFolder, eventually } from "../bridge/with-server.ts";

/** The loop in its thread, its server, and a client that watches all there is. */
async function watched() {
  // As built, for its thread runs what is built.
  const { startLoop }: typeof import("../../cli/live/live-loop.ts") = await import(
    new URL("../../dist/cli/live/live-loop.js", import.meta.url).href
  );
  const brain = readBrain(shippedBrain());
  const loop = await startLoop({
    brain: brain.bytes,
    viscosity: brain.provenance.viscosity,
    hidden: brain.provenance.hidden,
    arm: "li-todorov",
    engine: undefined,
    rateHz: 500,
    seed: 1,
    duration: 0,
    settings: ORDINARY_SETTINGS,
    overrun: "skip",
    fallback: false, // which a busy machine would call in
  });
  const server = await startServer({ port: 0, root: emptyFolder(), show: armShow(loop.port) });
  const client = await TestClient.connected(server.url);
  client.acknowledging = true;
  onTestFinished(async () => {
    loop.stop();
    await loop.ended;
    await server.close();
  });
  return { loop, client };
}

test("a live loop is monitored, lesioned and judged over a socket", async () => {
  const { client } = await watched();
  const [hello] = client.heard("hello");
  const units = hello.units.reduce((sum, { count }) => sum + count, 0);
  client.say({ op: "watch", what: ["signals", "units", "health"] });
  await eventually(() => expect(client.monitored.length).toBeGreaterThan(5));
  const frames = client.monitored;
  expect(frames.every(({ lost }) => lost === 0)).toBe(true);
  expect(frames[0].signals).toHaveLength(frames[0].records * SIGNALS.length);
  expect(frames[0].units).toHaveLength(frames[0].records * units);
  expect(new Set(frames.flatMap(({ units }) => [...units])).size).toBeGreaterThan(50);

  const predicting = SIGNALS.indexOf("predictMicros");
  expect(frames[0].signals[predicting]).toBeGreaterThan(0);
  await eventually(() => expect(client.heard("movement").length).toBeGreaterThan(1));
  client.say({ op: "settings", cerebellum: false, world: { load: [3, 0] } });
  const force = SIGNALS.indexOf("forceX");
  await eventually(() => {
    const [last] = client.monitored.slice(-1);
    expect(last.signals[force]).toBe(3);
  });
  await eventually(() => {
    const [last] = client.heard("health").slice(-1);
    expect(last.evidence.find(({ cause }) => cause === "cerebellum off")).toMatchObject({
      holds: true,
    });
    expect(last.stages.map(({ stage }) => stage)).toContain("predict");
    expect(last.stages.every(({ count, bins }) => count > 0 && bins.length > 0)).toBe(true);
  });
});

test("a protocol runs before everyone's eyes, can be stopped at any moment, and the arm is free again", async () => {
  const { client, loop } = await watched();
  client.say({ op: "protocol", action: "start", name: "curl", speed: 20 });
  client.say({ op: "target", at: [0, 0.4] });
  await eventually(() => expect(client.heard("trial").length).toBeGreaterThan(3));
  expect(client.heard("refused").map(({ why }) => why)).toEqual([
    'Expected no protocol under way, found curl: "target" has to wait for its end.',
  ]);
  expect(client.heard("trial").map(({ index }) => index)).toEqual(
    client.heard("trial").map((_, i) => i),
  );
  expect(client.heard("trial")[0]).toMatchObject({
    condition: "learning",
    phase: "null",
    unit: "mm",
  });
  client.say({ op: "protocol", action: "stop" });
  await eventually(() => expect(client.heard("protocolEnded")).toHaveLength(1));
  expect(client.heard("protocolEnded")[0]).toMatchObject({ name: "curl", how: "stopped" });
  const { tick } = client.frames[client.frames.length - 1];
  await eventually(() => {
    expect(client.frames[client.frames.length - 1].tick).toBeGreaterThan(tick + 200);
  });
  const ticks = client.frames.map((frame) => frame.tick);
  expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
  expect(loop.port.protocol().name).toBeNull();
  client.say({ op: "protocol", action: "stop" });
  client.say({ op: "protocol", action: "start", name: "dance" });
  await eventually(() => expect(client.heard("refused")).toHaveLength(3));
});
