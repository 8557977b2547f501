import { bracketed, isWildcard, ownAddresses } from "./own-addresses.ts";

/**
 * Which names this server answers to.
 *
 * A page of another site may make the browser send requests here, and by rebinding its own name to
 * 127.0.0.1 it may even read the answers. Its name stays in Host and Origin, so these are checked.
 */
export interface HostCheck {
  /** Whether a Host header names this server. */
  admitsHost(host: string | undefined): boolean;
  /** Whether a page of `origin` may connect. Absent with programs that are no browsers. */
  admitsOrigin(origin: string | undefined): boolean;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/**
 * `host` is what the server listens on; where that is a wildcard, all addresses of this machine are
 * its names, for no other site's page can have one of them in its own. `allowed` are names, valid
 * with `port`, or names with a port of their own.
 */
export function hostCheck(
  host: string,
  port: number,
  allowed: readonly string[],
  addresses = ownAddresses,
): HostCheck {
  const everywhere = isWildcard(host);
  const fixed = [...LOOPBACK, ...(everywhere ? [] : [bracketed(host)]), ...allowed];
  const names = new Set(fixed.map((name) => withPort(name.toLowerCase(), port)));
  const isOurs = (name: string): boolean =>
    names.has(name) ||
    (everywhere && addresses(host).some((address) => withPort(address, port) === name));
  return {
    admitsHost: (found) => found !== undefined && isOurs(withPort(found.toLowerCase(), 80)),
    admitsOrigin: (found) => {
      if (found === undefined) return true;
      const [, scheme, name] = /^(https?):\/\/(.+)$/.exec(found.toLowerCase()) ?? [];
      return name !== undefined && isOurs(withPort(name, scheme === "https" ? 443 : 80));
    },
  };
}

const withPort = (name: string, port: number): string =>
  /:\d+$/.test(name) ? name : `${name}:${port}`;
