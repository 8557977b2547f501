/** What the tabs of the monitor have in common. */
import type { Watched } from "../../bridge/protocol/watched.ts";
import type { Plate } from "./save.ts";

export interface Pane {
  /** What the server has to send for it. */
  readonly watches: readonly Watched[];
  /** Brings the picture up to date; called only while the pane is on the screen. */
  draw(nowMs: number): void;
  /** What is shown, as a table in text and as pictures; undefined where there is nothing to keep. */
  readonly csv?: () => string;
  readonly plates?: () => readonly Plate[];
}
