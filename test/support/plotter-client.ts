import { once } from "node:events";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { PlotterFrame } from "../../bridge/protocol/plotter-frame.ts";
import { decodePlotterFrame } from "../../bridge/protocol/plotter-frame.ts";
import { ServerMessage } from "../../bridge/protocol/server-message.ts";
import { SUBPROTOCOL } from "../../bridge/protocol/version.ts";
import { start } from "./command.ts";

/** For `vi.waitFor`: what a busy machine may take. */
export const patience = { timeout: 40_000, interval: 50 };

/** A fresh `purkinje run --plant twin` and one client of it, which acknowledges everything. */
export async function openPlotterClient(...args: string[]) {
  const command = start("run", "--plant", "twin", "--port", "0", ...args);
  const [, url = ""] = await command.says(/(http:\S+)/);
  return { command, ...(await joinPlotter(url)) };
}

/** A client of a plotter that runs at `url`. */
export async function joinPlotter(url: string) {
  const socket = new WebSocket(url.replace("http", "ws"), SUBPROTOCOL);
  onTestFinished(() => socket.terminate());
  const messages: ServerMessage[] = [];
  let frame: PlotterFrame | undefined;
  socket.on("message", (data: Buffer, isBinary) => {
    if (!isBinary) {
      messages.push(ServerMessage.parse(JSON.parse(String(data))));
      return;
    }
    const decoded = decodePlotterFrame(data);
    if (typeof decoded === "string") throw new Error(decoded);
    frame = decoded;
    socket.send(JSON.stringify({ op: "ack", seq: decoded.seq }));
  });
  await once(socket, "open");
  const newest = <Op extends ServerMessage["op"]>(op: Op) =>
    messages.findLast((m): m is Extract<ServerMessage, { op: Op }> => m.op === op);
  return {
    url,
    newest,
    frame: () => frame,
    say: (message: object) => socket.send(JSON.stringify(message)),
    state: () => newest("job")?.state,
    /** Names and states of all drawings, in the order of the queue. */
    list: () => newest("queue")?.jobs.map(({ name, state }) => `${name} ${state}`),
    post: (body: BodyInit, name = "a.json", headers = {}) =>
      fetch(new URL(`/drawing?name=${name}`, url), { method: "POST", body, headers }),
    /** All ink on the sheet: x, y [m], pen. */
    ink: async (): Promise<readonly [number, number, number][]> => {
      const answer = await fetch(new URL("/ink", url));
      const flat = new Float32Array(await answer.arrayBuffer());
      return Array.from({ length: flat.length / 3 }, (_, i) => [
        flat[3 * i],
        flat[3 * i + 1],
        flat[3 * i + 2],
      ]);
    },
  };
}

export const isLimp = (frame: PlotterFrame | undefined): boolean => frame?.firstPulse === 0;
