import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { armShow } from "../../bridge/server/arm-show.ts";
import { type Server, type ServerOptions, startServer } from "../../bridge/server/server.ts";
import { FakeLoop } from "./fake-loop.ts";

/** A server on a free port, closed when the test is over. */
export async function serverForTest(
  options: Partial<ServerOptions> = {},
): Promise<{ server: Server; loop: FakeLoop }> {
  const loop = new FakeLoop();
  const server = await startServer({
    port: 0,
    root: emptyFolder(),
    show: armShow(loop),
    ...options,
  });
  onTestFinished(() => server.close());
  return { server, loop };
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "purkinje-"));

/** Waits for `check` to hold, longer than a busy machine should ever take. */
export const eventually = (check: () => void): Promise<void> =>
  vi.waitFor(check, { timeout: 20_000, interval: 10 });
