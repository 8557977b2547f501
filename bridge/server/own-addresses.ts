import { networkInterfaces } from "node:os";

/** Addresses that stand for all of this machine's: IPv4's, and IPv6's with IPv4's among them. */
const WILDCARDS = ["0.0.0.0", "::"];

export const isWildcard = (address: string): boolean => WILDCARDS.includes(address);

/**
 * The addresses, as they stand in a URL, at which other machines find a server that listens on
 * `wildcard`. They change as networks come and go, so they are asked for anew each time.
 */
export function ownAddresses(wildcard: string, interfaces = networkInterfaces()): string[] {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && (family === "IPv4" || wildcard === "::"))
    .filter(({ address }) => !isLinkLocal(address))
    .map(({ address }) => bracketed(address));
}

/** An IPv6 address as it stands in a URL. */
export const bracketed = (host: string): string => (host.includes(":") ? `[${host}]` : host);

/** Means nothing without the name of an interface, for which a URL has no room. */
const isLinkLocal = (address: string): boolean => /^fe[89ab]/i.test(address);
