import type { WebSocket } from "ws";
import type { ServerMessage } from "../protocol/server-message.ts";
import { ClientConnection } from "./client-connection.ts";
import type { Limits } from "./limits.ts";
import type { LoopPort, Request } from "./loop-port.ts";
import type { Statistics } from "./statistics.ts";

/** Everyone who is connected, and what all of them have to know. */
export class Audience {
  readonly #loop: LoopPort;
  readonly #limits: Limits;
  readonly #statistics: Statistics;
  readonly #clients = new Set<ClientConnection>();
  /** The line that everyone was told of last. */
  #path: readonly [number, number][];
  #closing = false;

  constructor(loop: LoopPort, limits: Limits, statistics: Statistics) {
    this.#loop = loop;
    this.#path = loop.path();
    this.#limits = limits;
    this.#statistics = statistics;
  }

  /** Why nobody else can join now, if so. */
  full(): string | undefined {
    if (this.#closing) return "The server is stopping.";
    const { maxClients } = this.#limits;
    return this.#clients.size < maxClients
      ? undefined
      : `There is room for ${maxClients} clients, and all of it is taken.`;
  }

  add(socket: WebSocket): void {
    const client = new ClientConnection(socket, {
      loop: this.#loop,
      limits: this.#limits,
      statistics: this.#statistics,
      carryOut: (request) => this.#carryOut(request),
    });
    this.#clients.add(client);
    this.#statistics.clients = this.#clients.size;
    this.#statistics.connected += 1;
    socket.once("close", () => {
      this.#clients.delete(client);
      this.#statistics.clients = this.#clients.size;
    });
    client.say(inJson({ op: "hello", ...this.#loop.hello, settings: this.#loop.settings() }));
    if (this.#path.length > 0) client.say(inJson({ op: "path", points: [...this.#path] }));
  }

  /** Everyone who keeps up gets the newest frame, and all hear of a new line. */
  sendNewest(): void {
    const path = this.#loop.path();
    if (path !== this.#path) {
      this.#path = path;
      this.#broadcast({ op: "path", points: [...path] });
    }
    for (const client of this.#clients) client.sendNewest();
  }

  checkPulses(): void {
    for (const client of this.#clients) client.checkPulse();
  }

  /** Says goodbye to everyone; resolves when all are gone. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all([...this.#clients].map((client) => client.close(1001, "server is stopping")));
  }

  #carryOut(request: Request): string | undefined {
    const outcome = this.#loop.request(request);
    if (!outcome.ok) return outcome.why;
    if (request.op === "settings") {
      this.#broadcast({ op: "settings", settings: this.#loop.settings() });
    }
    return undefined;
  }

  #broadcast(message: ServerMessage): void {
    const text = inJson(message);
    for (const client of this.#clients) client.say(text);
  }
}

const inJson = (message: ServerMessage): string => JSON.stringify(message);
