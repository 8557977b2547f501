import { once } from "node:events";
import { type ClientOptions, WebSocket } from "ws";
import { decodeFrame, type Frame } from "../../bridge/protocol/frame.ts";
import type { MonitorFrame } from "../../bridge/protocol/monitor-frame.ts";
import { decodeMonitorFrame, MONITOR_FRAME_OP } from "../../bridge/protocol/monitor-frame.ts";
import { ServerMessage } from "../../bridge/protocol/server-message.ts";
import { SUBPROTOCOL } from "../../bridge/protocol/version.ts";

/** A client that keeps all it gets, and acknowledges frames only when told to. */
export class TestClient {
  readonly socket: WebSocket;
  readonly messages: ServerMessage[] = [];
  readonly frames: Frame[] = [];
  readonly monitored: MonitorFrame[] = [];
  /** When each frame came in [ms]. */
  readonly arrivals: number[] = [];
  acknowledging = false;
  closed: { code: number; why: string } | undefined;

  constructor(url: string, options: ClientOptions = {}, protocols: string[] = [SUBPROTOCOL]) {
    this.socket = new WebSocket(url.replace("http:", "ws:"), protocols, options);
    this.socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary && data[0] === MONITOR_FRAME_OP) this.#watch(decodeMonitorFrame(data));
      else if (isBinary) this.#take(decodeFrame(data));
      else this.messages.push(ServerMessage.parse(JSON.parse(String(data))));
    });
    this.socket.on("close", (code, why) => {
      this.closed = { code, why: String(why) };
    });
  }

  static async connected(url: string): Promise<TestClient> {
    const client = new TestClient(url);
    await once(client.socket, "open");
    return client;
  }

  say(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  /** All messages of kind `op` so far. */
  heard<Op extends ServerMessage["op"]>(op: Op): Extract<ServerMessage, { op: Op }>[] {
    return this.messages.filter((m): m is Extract<ServerMessage, { op: Op }> => m.op === op);
  }

  #watch(frame: MonitorFrame | string): void {
    if (typeof frame === "string") throw new Error(frame);
    this.monitored.push(frame);
    if (this.acknowledging) this.say({ op: "ack", seq: frame.seq });
  }

  #take(frame: Frame | string): void {
    if (typeof frame === "string") throw new Error(frame);
    this.frames.push(frame);
    this.arrivals.push(performance.now());
    if (this.acknowledging) this.say({ op: "ack", seq: frame.seq });
  }
}

/** The status and sentence with which a handshake is turned away. */
export async function turnedAway(
  client: TestClient,
): Promise<{ status: number | undefined; why: string }> {
  client.socket.on("error", () => {});
  const [, response] = await once(client.socket, "unexpected-response");
  let why = "";
  for await (const chunk of response) why += chunk;
  return { status: response.statusCode, why: why.trim() };
}
