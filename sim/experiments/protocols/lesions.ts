/**
 * The lesion dial, setting by setting: the same reaches, each followed by three seconds of holding still,
 * in which a tremor shows whether it lasts.
 */
import { makeRandom } from "../../random.ts";
import type { Experiment, Findings, Path } from "../experiment.ts";
import { comingAndGoing, courseMethod, illInField, LESION_MARKS } from "../lesion-course.ts";
import type { LesionPreset } from "../lesion-presets.ts";
import { lesionPresets } from "../lesion-presets.ts";
import type { ReachMeasures } from "../reach-measures.ts";
import { ATAXIA, measureReach, typicalReach } from "../reach-measures.ts";
import { planBlocks } from "../trial-plan.ts";
import { performTrials } from "../trials.ts";

const PRACTICE = 16;
const JUDGED = 16;
const HOLD = 3;
const PLAN = 1_000_000;

/** What is said of each setting, of all that is measured. */
const SAID = [
  "ataxia",
  "endpointMm",
  "signedEndpointMm",
  "overshootMm",
  "pathRmsMm",
  "shakeMmPerS",
  "tremorHz",
  "resolutionHz",
  "intentionRatio",
  "holdFirstMm",
  "holdLastMm",
] as const satisfies readonly (keyof ReachMeasures)[];

const presets: readonly LesionPreset[] = lesionPresets;
const TREMBLING = "Purkinje cells, 80 %, olive off";
/** Those that come and go. */
const PASSING = ["cerebellum off", TREMBLING, "half of the fibres"];

export const lesions: Experiment = {
  name: "lesions",
  about: "the same reaches with every setting of the lesion dial, and how ataxic each is",
  method: [
    `Reaches of 10 cm out to eight targets and back: ${PRACTICE} that are not judged, in which the olive may make good what it can, and ${JUDGED} that are, each followed by ${HOLD} s of holding still. Medians over reaches.`,
    "The **ataxia index** counts doublings of what is wrong beyond what nine in ten reaches of the intact brain stay below, on the average of end-point error, path error, detour, jerk and shaking. **Sustained**: error over the last second of the hold against the first.",
    `**${TREMBLING}** is the setting that shows what clinics see. That a first-order extrapolation is left when the read-out is gone is a modelling choice: it is the forward model's first term, which no Purkinje cell has learnt.`,
    courseMethod,
  ],

  perform(laboratory, seed) {
    const figures: Record<string, number> = {};
    const paths: Record<string, Path[]> = {};
    for (const preset of presets) {
      const rig = laboratory.subject({ seed, condition: preset.name });
      const reaches: ReachMeasures[] = [];
      const drawn: Path[] = [];
      performTrials({
        rig,
        trials: planBlocks(
          [
            { phase: "practice", trials: PRACTICE, lesion: preset },
            { phase: "judged", trials: JUDGED, rest: HOLD, lesion: preset },
          ],
          makeRandom(PLAN + seed),
        ),
        onTrial: (record, n) => {
          if (record.phase !== "judged") return;
          reaches.push(measureReach(record, laboratory));
          if (n % 2 === 0) drawn.push({ drawn: record.hand, asked: record.wish });
        },
      });
      const typical = typicalReach(reaches);
      for (const measure of SAID) figures[`lesions/${preset.name}/${measure}`] = typical[measure];
      paths[preset.name] = drawn;
    }
    const passing = presets.filter(({ name }) => PASSING.includes(name));
    const course = comingAndGoing(laboratory, seed, passing);
    return {
      figures: {
        ...figures,
        ...headline(figures),
        ...course.figures,
        ...illInField(laboratory, seed),
      },
      curves: course.curves ?? {},
      paths,
    };
  },

  live: ATAXIA,

  targets: [
    { figure: "intactAtaxia", atMost: 0.1, meaning: "ataxia index of the intact brain" },
    { figure: "offAtaxia", atLeast: 1, meaning: "ataxia index with the cerebellum off" },
    { figure: "tremorHz", atLeast: 3, atMost: 5, meaning: `tremor of “${TREMBLING}”` },
    { figure: "tremorEndpointMm", atLeast: 5, meaning: "its dysmetria: error at the end" },
    {
      figure: "tremorSustained",
      atLeast: 0.7,
      atMost: 1.5,
      meaning: "its error in the last second of the hold over the first: lasting, and bounded",
    },
  ],
  views: [
    {
      kind: "sweep",
      caption: "**Ataxia index** by setting of the dial; points are seeds.",
      x: { label: "lesion" },
      y: { label: "ataxia index", unit: "doublings" },
      values: presets.map(({ name }) => name),
      lines: { "ataxia index": (name) => `lesions/${name}/ataxia` },
    },
    {
      kind: "curves",
      caption: "**Lesions that come and go**: the ataxia index, reach by reach.",
      x: "trial",
      y: { label: "ataxia index", unit: "doublings" },
      curves: Object.fromEntries(PASSING.map((name) => [name, name])),
      marks: LESION_MARKS,
    },
    {
      kind: "paths",
      caption: "**Hand paths**, outwards, with the hold that follows; one seed.",
      paths: Object.fromEntries(presets.map(({ name }) => [name, name])),
    },
  ],
};

function headline(figures: Readonly<Record<string, number>>): Findings["figures"] {
  const at = (name: string, measure: keyof ReachMeasures): number =>
    figures[`lesions/${name}/${measure}`];
  return {
    intactAtaxia: at("intact", "ataxia"),
    offAtaxia: at("cerebellum off", "ataxia"),
    tremorHz: at(TREMBLING, "tremorHz"),
    tremorResolutionHz: at(TREMBLING, "resolutionHz"),
    tremorEndpointMm: at(TREMBLING, "endpointMm"),
    tremorSustained: at(TREMBLING, "holdLastMm") / at(TREMBLING, "holdFirstMm"),
  };
}
