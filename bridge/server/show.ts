import type { ClientMessage } from "../protocol/client-message.ts";
import type { ServerMessage } from "../protocol/server-message.ts";
import type { Watched } from "../protocol/watched.ts";

/** What a client may ask of what is shown, once it has been checked. */
export type Request = Exclude<ClientMessage, { op: "ack" | "ping" | "watch" }>;

export type Outcome = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** What the server shows: an arm, or a plotter. Nothing here waits, or makes what is shown wait. */
export interface Show {
  readonly version: string;
  readonly session: string;
  /** Frames that may be under way to a client unacknowledged. */
  readonly frameWindow: number;
  /** What a client has to know first. */
  greeting(): readonly ServerMessage[];
  /** What everyone has to hear, and has not been told yet. */
  news(): readonly ServerMessage[];
  /** Frames for one client. */
  frames(): FrameFeed;
  /** What is there to be watched besides; nothing where it is missing. */
  readonly monitor?: Monitor;
  /** Does what a client asks, or says why not. */
  request(message: Request): Outcome;
}

/** What a client may watch besides the arm. */
interface Monitor {
  /** Frames for one client, with what it watches. */
  frames(what: readonly Watched[]): FrameFeed;
  /** What everyone who watches "health" has to hear, and has not been told yet. */
  news(): readonly ServerMessage[];
}

/** Makes the frame numbered by `number()`; undefined if there is nothing that its client has not seen. */
export type FrameFeed = (number: () => number) => Uint8Array | undefined;
