/** Simple line drawing in a few figures, for scripts and for the terminal. */
import type { Contestant } from "./contestants.ts";
import { contestantNames, contestants } from "./contestants.ts";
import type { Outcomes } from "./outcomes.ts";
import { finalRoughness } from "./outcomes.ts";
import type { Mode } from "./plan.ts";
import { gapClosed, spreadText, testText } from "./wording.ts";

interface MeanAndError {
  readonly mean: number;
  /** Nothing for a single seed. */
  readonly sem: number | null;
}

export interface LineDrawingSummary extends Readonly<Record<Contestant, MeanAndError>> {
  readonly mode: Mode;
  readonly seeds: number;
  /** Final validation error, mean squared distance. */
  readonly best: MeanAndError & { readonly name: string };
  /** Mean squared second difference of what is drawn. */
  readonly roughness: Readonly<Record<Contestant, MeanAndError>>;
  /** Seeds in which the ccRNN ended below the cRNN, and the paired two-sided t-test of the two. */
  readonly wins: number;
  readonly p: number | null;
  /** Part of the way from cRNN to full back-propagation that the best variant goes; can exceed 1. */
  readonly gapClosed: number | null;
  readonly seconds: number;
}

const at = (name: Contestant) => `line-drawing/${name}`;

export function summariseLineDrawing(
  outcomes: Outcomes,
  mode: Mode,
  seconds: number,
): LineDrawingSummary {
  const of = (name: Contestant, roughness = false): MeanAndError => {
    const spread = roughness
      ? outcomes.spread(at(name), finalRoughness)
      : outcomes.spread(at(name));
    return { mean: spread?.mean ?? Number.NaN, sem: spread?.sem ?? null };
  };
  const [crnn, ccrnn] = [outcomes.of(at("crnn")), outcomes.of(at("ccrnn"))];
  const test = outcomes.compare(at("ccrnn"), at("crnn"));
  const alone =
    (ccrnn[0]?.validation.at(-1) ?? Number.NaN) < (crnn[0]?.validation.at(-1) ?? Number.NaN);
  const part = gapClosed(outcomes, { from: at("crnn"), to: at("fullBptt"), at: at("best") });
  return {
    mode,
    seeds: crnn.length,
    crnn: of("crnn"),
    ccrnn: of("ccrnn"),
    best: { name: "best", ...of("best") },
    fullBptt: of("fullBptt"),
    roughness: {
      crnn: of("crnn", true),
      ccrnn: of("ccrnn", true),
      best: of("best", true),
      fullBptt: of("fullBptt", true),
    },
    wins: test?.below ?? Number(alone),
    p: test?.p ?? null,
    gapClosed: part === undefined ? null : part / 100,
    seconds,
  };
}

/** The same for a person, one line a contestant. */
export function lineDrawingText(outcomes: Outcomes): string {
  const part = gapClosed(outcomes, { from: at("crnn"), to: at("fullBptt"), at: at("best") });
  const seeds = outcomes.of(at("crnn")).length;
  return [
    `simple line drawing, ${seeds} ${seeds === 1 ? "seed" : "seeds"}, after the last epoch (mean ± SEM)`,
    `${"".padEnd(24)}${"error".padEnd(20)}roughness`,
    ...contestants.map(
      (name) =>
        `${contestantNames[name].padEnd(24)}${spreadText(outcomes.spread(at(name))).padEnd(20)}${spreadText(outcomes.spread(at(name), finalRoughness))}`,
    ),
    `ccRNN against cRNN: ${testText(outcomes.compare(at("ccrnn"), at("crnn")))}`,
    ...(part === undefined
      ? []
      : [`the best variant closes ${part.toFixed(1)} % of the gap to full back-propagation`]),
  ].join("\n");
}
