/**
 * Lesions that come and go: with a trial, in the middle of one, and in a field that has been learnt, where
 * what was known is not lost but out of reach.
 */
import { curlField } from "../perturbations/perturbation.ts";
import { makeRandom } from "../random.ts";
import { COMMAND_LEARNING } from "./adaptation.ts";
import { deviationMm, mean, meanSize } from "./deviations.ts";
import type { Findings } from "./experiment.ts";
import type { Laboratory, Subject } from "./laboratory.ts";
import type { LesionPreset } from "./lesion-presets.ts";
import { measureReach, typicalReach } from "./reach-measures.ts";
import type { TimedLesion } from "./timed-lesion.ts";
import type { Block } from "./trial-plan.ts";
import { planBlocks } from "./trial-plan.ts";
import type { TrialRecord } from "./trial-record.ts";
import { performTrials } from "./trials.ts";

/** Trials before, with and after a lesion: a round of all targets and back each. */
const SPELL = 16;
const ADAPTING = 120;
const STRENGTH = 13;
/** When the lesion comes, in the trials in which it comes midway: where the hand is fastest [s]. */
const MIDWAY = 0.3;
const HOLD = 3;
const PLAN = 1_000_000;

/** Trials after which it comes and goes. */
export const LESION_MARKS = { "lesion comes": SPELL, "lesion goes": 2 * SPELL } as const;

export const courseMethod = `**Coming and going**: ${SPELL} reaches, ${SPELL} with the lesion, ${SPELL} without it again. **Midway**: it comes ${MIDWAY} s after each reach began, where the hand is fastest, and is gone when the next begins. **Field**: after ${ADAPTING} reaches in a curl field of ${STRENGTH} N·s/m, whose last ${SPELL} count as before, the cerebellum is off for ${SPELL}, and back for ${SPELL}.`;

const spell = (lesion: TimedLesion, block: Partial<Block> = {}): Block[] => [
  { phase: "before", trials: SPELL, ...block },
  { phase: "ill", trials: SPELL, ...block, lesion },
  { phase: "after", trials: SPELL, ...block },
];

function performed(
  laboratory: Laboratory,
  subject: Subject,
  blocks: readonly Block[],
): TrialRecord[] {
  const records: TrialRecord[] = [];
  performTrials({
    rig: laboratory.subject(subject),
    trials: planBlocks(blocks, makeRandom(PLAN + subject.seed)),
    onTrial: (record) => records.push(record),
  });
  return records;
}

const inPhase = (records: readonly TrialRecord[], phase: string): TrialRecord[] =>
  records.filter((record) => record.phase === phase);

/** What becomes of reaches while a lesion comes and goes, for each of some lesions. */
export function comingAndGoing(
  laboratory: Laboratory,
  seed: number,
  presets: readonly LesionPreset[],
): Pick<Findings, "figures" | "curves"> {
  const figures: Record<string, number> = {};
  const curves: Record<string, readonly number[]> = {};
  const ataxia = (record: TrialRecord): number => measureReach(record, laboratory).ataxia;
  for (const preset of presets) {
    const { name } = preset;
    const course = performed(
      laboratory,
      { seed, condition: `${name}, coming and going` },
      spell(preset, { rest: HOLD }),
    );
    curves[name] = course.map(ataxia);
    for (const phase of ["before", "ill", "after"]) {
      figures[`comingAndGoing/${name}/${phase}Ataxia`] = mean(inPhase(course, phase).map(ataxia));
    }
    const midway = performed(laboratory, { seed, condition: `${name}, midway` }, [
      { phase: "ill", trials: SPELL, rest: HOLD, lesion: { ...preset, from: MIDWAY } },
    ]);
    const typical = typicalReach(midway.map((record) => measureReach(record, laboratory)));
    figures[`midway/${name}/ataxia`] = typical.ataxia;
    figures[`midway/${name}/pathRmsMm`] = typical.pathRmsMm;
    figures[`midway/${name}/overshootMm`] = typical.overshootMm;
    figures[`midway/${name}/endpointMm`] = typical.endpointMm;
  }
  return { figures, curves };
}

/** What becomes of a field that has been learnt, while the cerebellum is off and when it is back. */
export function illInField(laboratory: Laboratory, seed: number): Findings["figures"] {
  const world = [curlField(STRENGTH)];
  const records = performed(
    laboratory,
    { seed, condition: "in a field", adaptation: { command: COMMAND_LEARNING } },
    [
      { phase: "adapting", trials: ADAPTING - SPELL, world },
      ...spell({ cerebellum: false }, { world }),
    ],
  );
  const aside = (trials: readonly TrialRecord[]): number =>
    meanSize(trials.map((record) => deviationMm(record, laboratory.period)));
  const [first, ...rest] = inPhase(records, "after");
  return {
    "field/firstMm": aside(records.slice(0, 2)),
    "field/beforeMm": aside(inPhase(records, "before")),
    "field/illMm": aside(inPhase(records, "ill")),
    // The first begins where the lesion has left the hand.
    "field/afterFirstMm": aside([first]),
    "field/afterMm": aside(rest),
  };
}
