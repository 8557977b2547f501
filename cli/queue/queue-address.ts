/** Where the queue is: what is asked on the command line, and what may be shown of it. */
import { Option } from "commander";
import { UserError } from "../user-error.ts";

export interface QueueAddress {
  /** May hold a password: for the client alone. */
  readonly url: string;
  /** Without user and password. */
  readonly shown: string;
}

const FORM = "redis://[[user]:password@]host[:port][/number] (rediss:// for TLS)";
/** What a shell expects after a mistake in the command line. */
const USAGE = 2;

/**
 * Read from the environment, too, for a command line is there for all to see. Not parsed by commander,
 * whose complaints quote the value, password and all.
 */
export const queueOption = (about: string): Option =>
  new Option("--queue <url>", about).env("PURKINJE_QUEUE");

export function parseQueueAddress(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) throw new UserError(`Expected --queue ${FORM}, found what is no address.`, USAGE);
  if (url.protocol !== "redis:" && url.protocol !== "rediss:") {
    throw new UserError(
      `Expected --queue ${FORM}, found an address that begins with ${JSON.stringify(url.protocol)}.`,
      USAGE,
    );
  }
  if (url.hostname === "" || !/^\/?\d*$/.test(url.pathname)) {
    throw new UserError(
      `Expected --queue ${FORM}, found an address without a host, or with more than a number after it.`,
      USAGE,
    );
  }
  return { url: text, shown: `${url.protocol}//${url.host}${url.pathname}` };
}
