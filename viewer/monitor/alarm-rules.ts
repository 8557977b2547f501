/** What alarms watch over, and their limits, which a browser keeps for its visitor. */
import { z } from "zod";

export interface AlarmRule {
  readonly name: string;
  readonly label: string;
  readonly unit: string;
  /** Unless the visitor has said otherwise. */
  readonly limit: number;
  /** The arrows of its field change the limit so much. */
  readonly step: number;
}

/** The limits are twice to four times what a healthy arm shows (docs/monitor.md). */
export const ALARM_RULES = [
  { name: "tracking", label: "Tracking error", unit: "mm", limit: 12, step: 1 },
  { name: "prediction", label: "Prediction error", unit: "mm", limit: 8, step: 1 },
  { name: "ataxia", label: "Ataxia index", unit: "", limit: 1, step: 0.1 },
  { name: "slow", label: "Rate shortfall", unit: "%", limit: 5, step: 1 },
  { name: "overruns", label: "Overruns in 10 s", unit: "", limit: 0, step: 1 },
] as const satisfies readonly AlarmRule[];

export type AlarmName = (typeof ALARM_RULES)[number]["name"];

const KEY = "purkinje.alarms";
const Kept = z.record(z.string(), z.number().min(0));

/** The limits that were kept, in a storage that may not even be looked at; what cannot be read is as if it had never been kept. */
export function readLimits(
  storage: () => Pick<Storage, "getItem">,
): Readonly<Record<string, number>> {
  try {
    const parsed = Kept.safeParse(JSON.parse(storage().getItem(KEY) ?? "{}"));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}

/** Keeps the limits if the browser lets us. */
export function keepLimits(
  storage: () => Pick<Storage, "setItem">,
  limits: Readonly<Record<string, number>>,
): void {
  try {
    storage().setItem(KEY, JSON.stringify(limits));
  } catch {
    // A visitor who forbids storage has limits for this visit only.
  }
}
