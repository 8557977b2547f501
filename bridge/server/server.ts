import { createServer } from "node:http";
import { Audience } from "./audience.ts";
import { handshakes } from "./handshake.ts";
import { hostCheck } from "./host-check.ts";
import type { Site } from "./http.ts";
import { answer } from "./http.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { listen } from "./listen.ts";
import { bracketed, isWildcard, ownAddresses } from "./own-addresses.ts";
import type { Show } from "./show.ts";
import { staticFiles } from "./static-files.ts";
import { noStatistics, type Statistics } from "./statistics.ts";
import { everyPeriod } from "./steady-timer.ts";

/** Frames of the monitor a second, for each client that watches. */
const MONITOR_HZ = 20;

export interface ServerOptions extends Partial<Limits> {
  /** 0: any free one. */
  readonly port: number;
  /** 127.0.0.1 unless given: nobody else in the network should move the arm by accident. */
  readonly host?: string;
  /** Names besides those of this machine, such as "arm.lan", or "arm.example:443" behind a proxy. */
  readonly allowedHosts?: readonly string[];
  /** The folder of the built viewer. */
  readonly root: string;
  readonly show: Show;
  /** What of the show goes over plain HTTP: whether it has answered, or will. */
  readonly answer?: Site["extra"];
  /** The file of `root` that is served at /. */
  readonly page?: string;
  /** Frames a second for each client, 1…60. */
  readonly frameHz?: number;
}

export interface Server {
  /** Of the page, such as http://127.0.0.1:8137/; with ws: instead of http: that of the state. */
  readonly url: string;
  /** All that a browser could use: `url`, and on a wildcard those for other machines after it. */
  readonly urls: readonly string[];
  readonly port: number;
  statistics(): Readonly<Statistics>;
  /** Takes leave of the clients and frees the port. */
  close(): Promise<void>;
}

/** Serves the viewer and what there is to show. Rejects, with a sentence, if it cannot listen. */
export async function startServer({
  port: wantedPort,
  host = "127.0.0.1",
  allowedHosts = [],
  root,
  show,
  answer: extra,
  page = "index.html",
  frameHz = 60,
  ...given
}: ServerOptions): Promise<Server> {
  if (!(frameHz >= 1 && frameHz <= 60)) throw new RangeError(`frameHz is ${frameHz}, not in 1…60`);
  const limits = { ...DEFAULT_LIMITS, ...given };
  const statistics = noStatistics();
  const audience = new Audience(show, limits, statistics);
  const { version, session } = show;

  const http = createServer({ headersTimeout: 10_000, requestTimeout: 10_000 });
  const { address, port } = await listen(http, host, wantedPort);
  const place = isWildcard(address) ? address : host;
  const hosts = hostCheck(place, port, allowedHosts);
  const site = {
    hosts,
    health: () => ({ ok: true, version, session, clients: statistics.clients }),
    files: staticFiles(root, page),
    ...(extra && { extra }),
  };
  const door = {
    hosts,
    maxMessageBytes: limits.maxMessageBytes,
    full: () => audience.full(),
    enter: audience.add.bind(audience),
    turnedAway: () => {
      statistics.turnedAway += 1;
    },
  };
  http.on("request", (request, response) => answer(request, response, site));
  http.on("upgrade", handshakes(door));

  const stopFrames = everyPeriod(1000 / frameHz, () => audience.sendNewest());
  const stopMonitor = everyPeriod(1000 / MONITOR_HZ, () => audience.sendMonitor());
  const stopPulse = everyPeriod(limits.heartbeatMs, () => audience.checkPulses());

  const close = async (): Promise<void> => {
    stopFrames();
    stopMonitor();
    stopPulse();
    const freed = new Promise<void>((resolve) => {
      http.close(() => resolve());
    });
    await audience.close();
    http.closeAllConnections();
    await freed;
  };
  let closed: Promise<void> | undefined;

  const url = urlOf(bracketed(reachable(place)), port);
  const elsewhere = isWildcard(place) ? ownAddresses(place) : [];
  return {
    url,
    urls: [url, ...elsewhere.map((name) => urlOf(name, port))],
    port,
    statistics: () => ({ ...statistics }),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

const urlOf = (name: string, port: number): string => `http://${name}:${port}/`;

/** Where a browser on this machine finds a server that listens on `host`. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host === "::" ? "::1" : host;
}
