import { expect, test } from "vitest";
import { SIGNALS } from "../../bridge/protocol/monitor-frame.ts";
import { eventually } from "../bridge/with-server.ts";
import { watched } from "./watched-loop.ts";

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

  const predicting = SIGNALS.indexOf("predictMicros");
  expect(frames[0].signals[predicting]).toBeGreaterThan(0);
  await eventually(() => expect(client.heard("movement").length).toBeGreaterThan(1));
  // By now the hand has moved, and with it every group that has a part in it.
  let first = 0;
  for (const { name, count } of hello.units) {
    const seen = client.monitored.map((frame) => [...frame.units.subarray(first, first + count)]);
    const changed = seen.some((values) => String(values) !== String(seen[0]));
    expect([name, changed]).toEqual([name, !["granule cells", "adaptive command"].includes(name)]);
    first += count;
  }
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
