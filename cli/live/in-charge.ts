/** Who is in charge of the arm, the brain or its fallback, as a record of telemetry has it. */
import type { InCharge } from "../../bridge/protocol/monitor-message.ts";
import { AT } from "../../bridge/shared/telemetry-ring.ts";
import type { Cause } from "../../controller/fallback/fallback.ts";
import { CAUSES, NONE } from "../../controller/fallback/fallback.ts";

const BECAUSE: Readonly<Record<Exclude<Cause, "none">, string>> = {
  invalid: "the brain said or believed what cannot be",
  overruns: "ten decisions in a row came too late",
  "too-long": "a step of the brain took more than 0.1 s",
};

/** `takeovers` are those so far; without a fallback there are none. */
export function inCharge(record: Float64Array, hasFallback: boolean, takeovers: number): InCharge {
  const since = record[AT.causeSince] ?? Number.NaN;
  const last = CAUSES[record[AT.lastCause] ?? NONE] ?? "none";
  const isActive = record[AT.cause] !== NONE;
  return {
    state: hasFallback ? (isActive ? "active" : "ready") : "off",
    cause: last === "none" ? null : last,
    since: Number.isFinite(since) ? since : null,
    takeovers,
    sentence: hasFallback
      ? describe(isActive, last)
      : "There is no fallback: where the brain cannot be trusted, the arm is let go.",
  };
}

function describe(isActive: boolean, last: Cause): string {
  if (last === "none") return "The brain is in charge; the fallback has not been needed.";
  return isActive
    ? `The fallback holds the arm, because ${BECAUSE[last]}.`
    : `The brain is in charge again; the fallback held the arm because ${BECAUSE[last]}.`;
}
