import { onTestFinished } from "vitest";
import { ORDINARY_SETTINGS } from "../../bridge/protocol/live-settings.ts";
import { armShow } from "../../bridge/server/arm-show.ts";
import { startServer } from "../../bridge/server/server.ts";
import { readBrain, shippedBrain } from "../../cli/read-brain.ts";
import { TestClient } from "../bridge/test-client.ts";
import { emptyFolder } from "../bridge/with-server.ts";

/** The loop in its thread, its server, and a client that watches all there is. */
export async function watched() {
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
    seed: 1,
    duration: 0,
    settings: { ...ORDINARY_SETTINGS, rateHz: 500 },
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
