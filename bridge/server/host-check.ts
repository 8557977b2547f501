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
const WILDCARDS = ["0.0.0.0", "::"];

/** `allowed` are names, valid with `port`, or names with a port of their own. */
export function hostCheck(host: string, port: number, allowed: readonly string[]): HostCheck {
  const own = WILDCARDS.includes(host) ? [] : [bracketed(host)];
  const names = new Set(
    [...LOOPBACK, ...own, ...allowed].map((name) => withPort(name.toLowerCase(), port)),
  );
  return {
    admitsHost: (found) => found !== undefined && names.has(withPort(found.toLowerCase(), 80)),
    admitsOrigin: (found) => {
      if (found === undefined) return true;
      const [, scheme, name] = /^(https?):\/\/(.+)$/.exec(found.toLowerCase()) ?? [];
      return name !== undefined && names.has(withPort(name, scheme === "https" ? 443 : 80));
    },
  };
}

/** An IPv6 address as it stands in a URL. */
export const bracketed = (host: string): string => (host.includes(":") ? `[${host}]` : host);

const withPort = (name: string, port: number): string =>
  /:\d+$/.test(name) ? name : `${name}:${port}`;
