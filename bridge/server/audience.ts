import type { WebSocket } from "ws";
import type { ServerMessage } from "../protocol/server-message.ts";
import { ClientConnection } from "./client-connection.ts";
import type { Limits } from "./limits.ts";
import type { Request, Show } from "./show.ts";
import type { Statistics } from "./statistics.ts";

/** Everyone who is connected, and what all of them have to know. */
export class Audience {
  readonly #show: Show;
  readonly #limits: Limits;
  readonly #statistics: Statistics;
  readonly #clients = new Set<ClientConnection>();
  #closing = false;

  constructor(show: Show, limits: Limits, statistics: Statistics) {
    this.#show = show;
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
      show: this.#show,
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
    for (const message of this.#show.greeting()) client.say(inJson(message));
  }

  /** Everyone who keeps up gets the newest frame, and all hear the news. */
  sendNewest(): void {
    this.#tellNews();
    for (const client of this.#clients) client.sendNewest();
  }

  /** Everyone who watches gets what has come, and hears judgements. */
  sendMonitor(): void {
    const { monitor } = this.#show;
    if (monitor === undefined) return;
    for (const message of monitor.news()) {
      const text = inJson(message);
      for (const client of this.#clients) if (client.watchesHealth) client.say(text);
    }
    for (const client of this.#clients) client.sendMonitor();
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
    const outcome = this.#show.request(request);
    if (!outcome.ok) return outcome.why;
    this.#tellNews();
    return undefined;
  }

  #tellNews(): void {
    for (const message of this.#show.news()) {
      const text = inJson(message);
      for (const client of this.#clients) client.say(text);
    }
  }
}

const inJson = (message: ServerMessage): string => JSON.stringify(message);
