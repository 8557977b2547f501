/** The WebSocket to the server: what comes in is checked here, and a lost one is opened again. */
import type { ClientMessage } from "../../bridge/protocol/client-message.ts";
import type { ServerMessage } from "../../bridge/protocol/server-message.ts";
import { SUBPROTOCOL } from "../../bridge/protocol/version.ts";
import { backOffMs } from "./back-off.ts";
import { readMessage } from "./read-message.ts";
import { RoundTrip } from "./round-trip.ts";

export type ConnectionState = "connecting" | "live" | "reconnecting";

export interface ConnectionEvents<Frame> {
  state(state: ConnectionState): void;
  message(message: ServerMessage): void;
  /** The frame in `bytes`, or a sentence; undefined if this page has no use for them. */
  decode(bytes: Uint8Array): Frame | string | undefined;
  frame(frame: Frame): void;
  /** Something came in that this viewer cannot read; `why` is a sentence. */
  unreadable(why: string): void;
}

const PING_MS = 1000;
/** Pings in a row that nothing at all came after: the server is gone though the socket is not. */
const SILENT_PINGS = 3;

export class Connection<Frame extends object> {
  readonly roundTrip = new RoundTrip();
  readonly #url: string;
  readonly #events: ConnectionEvents<Frame>;
  #socket: WebSocket | undefined;
  #attempt = 0;
  #silent = 0;

  constructor(url: string, events: ConnectionEvents<Frame>) {
    this.#url = url;
    this.#events = events;
    setInterval(() => this.#ping(), PING_MS);
    this.#open();
  }

  /** Sends `message` if there is a server to hear it. */
  send(message: ClientMessage): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #open(): void {
    const socket = new WebSocket(this.#url, SUBPROTOCOL);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#silent = 0;
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (socket === this.#socket) this.#receive(event.data);
    };
    socket.onclose = () => {
      if (socket === this.#socket) this.#lose();
    };
  }

  #lose(): void {
    this.#socket = undefined;
    this.roundTrip.clear();
    this.#events.state("reconnecting");
    setTimeout(() => this.#open(), backOffMs(this.#attempt));
    this.#attempt += 1;
  }

  #receive(received: string | ArrayBuffer): void {
    this.#silent = 0;
    if (typeof received !== "string") {
      const frame = this.#events.decode(new Uint8Array(received));
      if (frame === undefined) return;
      if (typeof frame === "string") this.#events.unreadable(frame);
      else this.#events.frame(frame);
      return;
    }
    const message = readMessage(received);
    if (message === undefined) return;
    if (typeof message === "string") {
      this.#events.unreadable(message);
      return;
    }
    if (message.op === "pong") this.roundTrip.add(performance.now() - message.at);
    if (message.op === "hello" || message.op === "plotter") {
      this.#attempt = 0;
      this.#events.state("live");
    }
    this.#events.message(message);
  }

  /** Counted in pings, not in time: timers nearly stop in a hidden tab, but answers still come. */
  #ping(): void {
    const socket = this.#socket;
    if (socket === undefined) return;
    this.#silent += 1;
    if (this.#silent > SILENT_PINGS) {
      socket.onclose = null;
      socket.close();
      this.#lose();
      return;
    }
    this.send({ op: "ping", at: performance.now() });
  }
}
