/** What the main thread tells the thread of a protocol, and what that says back. */
import type { ProtocolEnded, TrialReport } from "../../bridge/protocol/protocol-message.ts";
import type { LoopOrder } from "./loop-order.ts";

export interface ProtocolOrder
  extends Pick<LoopOrder, "brain" | "arm" | "engine" | "units" | "shared"> {
  readonly name: string;
  readonly speed: number;
  readonly seed: number;
}

export type ProtocolReport =
  | TrialReport
  | Pick<ProtocolEnded, "op" | "figures" | "curves" | "targets">;
