/** C5, of line drawing and of digits alike: what becomes of the benefit with a longer window. */
import type { Outcomes } from "./outcomes.ts";
import type { Claim } from "./study.ts";
import { isLower, isSignificant, verdictOn } from "./verdict.ts";

/** Between the shortest and the longest of `windows`. */
export function benefitShrinks(
  outcomes: Outcomes,
  windows: readonly number[],
  at: (name: "crnn" | "ccrnn", window: number) => string,
  task: string,
): Claim {
  const ratios = windows.map((window) => {
    const [helped, alone] = (["ccrnn", "crnn"] as const).map(
      (name) => outcomes.spread(at(name, window))?.mean,
    );
    return helped !== undefined && alone !== undefined
      ? `K = ${window}: ${(helped / alone).toFixed(2)} × the cRNN`
      : `K = ${window}: –`;
  });
  const [short, long] = [windows[0] ?? 1, windows.at(-1) ?? 1].map((window) =>
    outcomes.compare(at("ccrnn", window), at("crnn", window)),
  );
  const overshoots = long !== undefined && long.meanDifference > 0 && isSignificant(long);
  const needed = windows.flatMap((window) => [at("crnn", window), at("ccrnn", window)]);
  return {
    id: "C5",
    claim: `${task}: the benefit shrinks as the cortical horizon grows`,
    direction: "error relative to the cRNN rises towards 1",
    numbers: ratios.join("; "),
    verdict: verdictOn(outcomes, needed, () => {
      const benefit = isLower(short);
      if (benefit !== "holds") return benefit;
      if (isLower(long) === "holds") return "fails";
      return overshoots ? "partly" : "holds";
    }),
    why: `“holds” if there is a significant benefit at the shortest window and none at the longest, “partly” if there it is significantly worse than no cerebellum${overshoots ? ", as it is here" : ""}`,
  };
}
