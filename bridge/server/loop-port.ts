import type { Frame } from "../protocol/frame.ts";
import type { MonitorFrame } from "../protocol/monitor-frame.ts";
import type { ProtocolState } from "../protocol/protocol-message.ts";
import type { Hello, LiveSettings, ServerMessage } from "../protocol/server-message.ts";
import type { Watched } from "../protocol/watched.ts";
import type { Outcome, Request } from "./show.ts";

/** All that the server knows of the loop. None of these waits for it, or makes it wait. */
export interface LoopPort {
  readonly hello: Omit<Hello, "op" | "rateHz" | "settings">;
  settings(): LiveSettings;
  /**
   * The newest state, with the ink since tick `since` (or since TRAIL_POINTS_MAX points ago, if that
   * is later); nothing before the first tick. `seq` is left to the server.
   */
  latest(since: number): Omit<Frame, "seq"> | undefined;
  /**
   * The line that the hand is drawing, or is on its way to; empty where there is none. The same array
   * for as long as it is the same line.
   */
  path(): readonly [number, number][];
  /** Records of what the loop did, so far: where a client begins that has seen none. */
  records(): number;
  /** What was done from record `since` on; nothing where nothing was. `seq` is left to the server. */
  monitor(since: number, what: readonly Watched[]): Omit<MonitorFrame, "seq"> | undefined;
  /** What is to be said of movements and health since this was last asked. */
  judgements(): readonly ServerMessage[];
  /** The protocol under way. */
  protocol(): ProtocolState;
  /** What everyone has to hear of protocols since this was last asked. */
  announcements(): readonly ServerMessage[];
  /** Hands a request to the loop. */
  request(message: Request): Outcome;
}
