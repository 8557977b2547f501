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

test("the rate of the loop is changed over the socket while the arm moves, and told to everyone", async () => {
  const { client } = await watched();
  await eventually(() => expect(client.frames.length).toBeGreaterThan(10));
  for (const rateHz of [2000, 100, 700]) {
    client.say({ op: "settings", rateHz });
    await eventually(() => {
      const [last] = client.heard("settings").slice(-1);
      expect(last?.settings.rateHz).toBe(rateHz);
      // Measured over half a second, on a machine that may be busy.
      const { rateHz: measured } = client.frames[client.frames.length - 1];
      expect(measured).toBeGreaterThan(0.5 * rateHz);
      expect(measured).toBeLessThan(1.05 * rateHz);
    });
  }
  const ticks = client.frames.map(({ tick }) => tick);
  expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
});

// Windows with a late decision teach nothing: on a machine that is too busy there is no learning to see.
test("the cortex learns when it is told to, keeps what it has learnt, and goes back to what it came with", {
  retry: 2,
}, async () => {
  const { client } = await watched();
  const cortex = () => {
    const [last] = client.heard("health").slice(-1);
    return last?.cortex ?? { learns: false, reach: Number.NaN, steps: 0 };
  };
  client.say({ op: "watch", what: ["health"] });
  await eventually(() => expect(cortex()).toMatchObject({ learns: false, reach: 0 }));
  client.say({ op: "settings", onlineCortex: true, world: { limbMass: 1.5 } });
  await eventually(() => {
    expect(cortex().learns).toBe(true);
    expect(cortex().steps).toBeGreaterThan(1);
    expect(cortex().reach).toBeGreaterThan(0);
  });
  client.say({ op: "settings", onlineCortex: false });
  await eventually(() => expect(cortex().learns).toBe(false));
  const { reach, steps } = cortex();
  expect(reach).toBeGreaterThan(0);
  const { tick } = client.frames[client.frames.length - 1];
  await eventually(() => {
    expect(client.frames[client.frames.length - 1].tick).toBeGreaterThan(tick + 400);
  });
  expect(cortex()).toMatchObject({ reach, steps });
  client.say({ op: "restoreCortex" });
  await eventually(() => expect(cortex()).toMatchObject({ reach: 0, steps: 0 }));
  const restored = client.frames[client.frames.length - 1].tick;
  await eventually(() => {
    expect(client.frames[client.frames.length - 1].tick).toBeGreaterThan(restored + 200);
  });
  expect(client.heard("refused")).toEqual([]);
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
