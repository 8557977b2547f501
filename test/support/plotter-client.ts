import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { PlotterFrame } from "../../bridge/protocol/plotter-frame.ts";
import { decodePlotterFrame } from "../../bridge/protocol/plotter-frame.ts";
import { ServerMessage } from "../../bridge/protocol/server-message.ts";
import { SUBPROTOCOL } from "../../bridge/protocol/version.ts";
import { start } from "./command.ts";

/** A fresh `purkinje run --plant twin` and one client of it, which acknowledges everything. */
export async function openPlotterClient(...args: string[]) {
  const command = start("run", "--plant", "twin", "--port", "0", ...args);
  const [, url = ""] = await command.says(/(http:\S+)/);
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
  const newest = <Op extends ServerMessage["op"]>(op: Op) =>
    messages.findLast((m): m is Extract<ServerMessage, { op: Op }> => m.op === op);
  return {
    command,
    url,
    newest,
    frame: () => frame,
    say: (message: object) => socket.send(JSON.stringify(message)),
    state: () => newest("job")?.state,
    post: (body: BodyInit, name = "a.json", headers = {}) =>
      fetch(new URL(`/drawing?name=${name}`, url), { method: "POST", body, headers }),
  };
}

export const isLimp = (frame: PlotterFrame | undefined): boolean => frame?.firstPulse === 0;
