import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { SUBPROTOCOL } from "../protocol/version.ts";
import type { HostCheck } from "./host-check.ts";
import { wrongHost } from "./http.ts";
import { quote } from "./refusal.ts";

export interface Door {
  readonly hosts: HostCheck;
  readonly maxMessageBytes: number;
  /** Why nobody can be let in now, if so. */
  full(): string | undefined;
  enter(socket: WebSocket): void;
  turnedAway(): void;
}

/** Makes what answers an upgrade request: `door.enter` with a WebSocket, or a sentence. */
export function handshakes(
  door: Door,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    // Frames are small, dense and frequent: compressing them costs more time than it saves.
    perMessageDeflate: false,
    maxPayload: door.maxMessageBytes,
    handleProtocols: () => SUBPROTOCOL,
  });
  webSockets.on("wsClientError", (error, socket) => {
    door.turnedAway();
    turnAway(socket, { status: 400, why: `This is no WebSocket handshake: ${error.message}.` });
  });

  return (request, socket, head) => {
    const objection = objectionTo(request, door);
    if (objection !== undefined) {
      door.turnedAway();
      turnAway(socket, objection);
      return;
    }
    request.socket.setNoDelay(true); // Nagle would clump frames into bursts
    webSockets.handleUpgrade(request, socket, head, (webSocket) => door.enter(webSocket));
  };
}

interface Objection {
  readonly status: 400 | 403 | 503;
  readonly why: string;
}

function objectionTo({ headers }: IncomingMessage, door: Door): Objection | undefined {
  const { host, origin } = headers;
  if (!door.hosts.admitsHost(host)) return { status: 403, why: wrongHost(host) };
  if (!door.hosts.admitsOrigin(origin)) {
    const why = `Pages of ${quote(origin ?? "")} may not connect to this server; --allow-host NAME lets those of NAME.`;
    return { status: 403, why };
  }
  const offered = headers["sec-websocket-protocol"] ?? "";
  if (!offered.split(",").some((name) => name.trim() === SUBPROTOCOL)) {
    const found = offered === "" ? "none" : quote(offered);
    return { status: 400, why: `Expected the subprotocol ${SUBPROTOCOL}, found ${found}.` };
  }
  const why = door.full();
  return why === undefined ? undefined : { status: 503, why };
}

function turnAway(socket: Duplex, { status, why }: Objection): void {
  const body = `${why}\n`;
  socket.on("error", () => socket.destroy());
  socket.once("finish", () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      "Connection: close",
      "Content-Type: text/plain; charset=utf-8",
      "X-Content-Type-Options: nosniff",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "",
      body,
    ].join("\r\n"),
  );
}
