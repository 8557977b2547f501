/**
 * Why an arm is ataxic: a rule for each cause, and an order of precedence, what lies outside first, for
 * an inner one mostly follows from it (docs/lesions.md has the rules and how well they tell).
 */
import type { Evidence } from "../../bridge/protocol/monitor-message.ts";
import type { LoopFacts } from "./loop-facts.ts";

/** Late decisions that are too many [%]. */
const LATE_PCT = 5;
/** Changes of velocity that the nominal arm does not explain: a few per cent are the clock's jitter. */
const UNEXPLAINED_PCT = 15;
/** A cursor this far from the hand is another's [mm]. */
const CURSOR_MM = 5;
/** The brain was trained with senses 100 ms old; three tenths more are another matter [ms]. */
const AGE_MS = 130;
/** Four times what the shipped brain misjudges its hand by [mm]. */
const MISJUDGED_MM = 4;

/** One for each cause, in their order of precedence. */
export function evidenceOf(facts: LoopFacts): Evidence[] {
  const { latePct, cerebellum, olive, senseAgeMs, cursorMm, unexplainedPct } = facts;
  const turned = cursorMm > CURSOR_MM;
  const misjudges = cerebellum && facts.predictionMm > MISJUDGED_MM;
  const misjudged = cerebellum ? facts.predictionMm : Number.NaN;
  return [
    say("loop late", latePct > LATE_PCT, latePct, LATE_PCT, "% of decisions", [
      `${text(latePct)} % of decisions came more than 5 ms late or not at all: the machine does not keep up.`,
      `${text(latePct)} % of decisions came more than 5 ms late or not at all.`,
    ]),
    say("cerebellum off", !cerebellum, cerebellum ? 1 : 0, 1, "on", [
      `The cerebellum is off: the cortex takes senses for the present that are ${text(senseAgeMs)} ms old.`,
      "The cerebellum is on.",
    ]),
    turned
      ? say("plant changed", true, cursorMm, CURSOR_MM, "mm", [
          `What is seen of the hand is ${text(cursorMm)} mm away from it.`,
          "",
        ])
      : say(
          "plant changed",
          unexplainedPct > UNEXPLAINED_PCT,
          unexplainedPct,
          UNEXPLAINED_PCT,
          "%",
          [
            `${text(unexplainedPct)} % of how the joints change their velocity is not as the brain's own arm would: its mass is another, or something pushes it.`,
            Number.isNaN(unexplainedPct)
              ? "The arm is at rest, which says nothing of its mass or of fields."
              : "The arm moves as the one that the brain was trained on.",
          ],
        ),
    say("senses late", senseAgeMs > AGE_MS, senseAgeMs, AGE_MS, "ms", [
      `The senses are ${text(senseAgeMs)} ms old; the brain was trained with 100.`,
      `The senses are ${text(senseAgeMs)} ms old.`,
    ]),
    say("cerebellum frozen", misjudges && !olive, misjudged, MISJUDGED_MM, "mm", [
      `The brain misjudges its hand by ${text(misjudged)} mm, and with the olive off it does not learn.`,
      olive ? "The olive is on." : "The olive is off, but what was learnt holds.",
    ]),
    say("model wrong", misjudges && olive, misjudged, MISJUDGED_MM, "mm", [
      `The brain misjudges its hand by ${text(misjudged)} mm, though it is learning.`,
      cerebellum
        ? `The brain misjudges its hand by ${text(misjudged)} mm.`
        : "The cerebellum is off, and predicts nothing.",
    ]),
  ];
}

function say(
  cause: Evidence["cause"],
  holds: boolean,
  found: number,
  limit: number,
  unit: string,
  [whenSo, whenNot]: readonly [string, string],
): Evidence {
  return {
    cause,
    holds,
    found: Number.isFinite(found) ? found : null,
    limit,
    unit,
    sentence: holds ? whenSo : whenNot,
  };
}

const text = (value: number): string =>
  Number.isFinite(value) ? value.toFixed(value < 10 ? 1 : 0) : "?";
