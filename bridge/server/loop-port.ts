import type { Frame } from "../protocol/frame.ts";
import type { Hello, LiveSettings } from "../protocol/server-message.ts";
import type { Outcome, Request } from "./show.ts";

/** All that the server knows of the loop. None of these waits for it, or makes it wait. */
export interface LoopPort {
  readonly hello: Omit<Hello, "op" | "settings">;
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
  /** Hands a request to the loop. */
  request(message: Request): Outcome;
}
