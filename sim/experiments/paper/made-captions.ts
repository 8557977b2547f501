/** Captions that a learner makes of pictures, and how like people's (or the grammar's) they are. */
import type { SequenceLearner } from "../../../controller/learning/ccrnn/learner.ts";
import { bleu } from "../../metrics/captions/bleu.ts";
import { cider } from "../../metrics/captions/cider.ts";
import { decodeByBeam, decodeGreedily } from "../../metrics/captions/decoding.ts";
import type { Words } from "../../metrics/captions/n-grams.ts";
import type { CaptionTask } from "../../tasks/sequence/captions/caption-batches.ts";
import { CAPTION_ENDS } from "../../tasks/sequence/captions/caption-batches.ts";
import { nextWord } from "./next-word.ts";

export interface CaptionScores {
  readonly bleu4: number;
  readonly cider: number;
}

export interface MadeCaption {
  readonly greedy: string;
  readonly beam: string;
  readonly references: readonly string[];
}

const BEAM = 3;
/** Captions that are kept to be read. */
const KEPT = 20;

/** Captions of the first `count` pictures of validation; `blank`: without a look at them. */
export function makeCaptions(
  learner: SequenceLearner,
  task: CaptionTask,
  count: number,
  blank: boolean,
) {
  const made = task.pictures.slice(0, count).map(({ features, references }) => {
    const decoder = nextWord(learner, blank ? features.map(() => 0) : features);
    const options = { ...CAPTION_ENDS, maxWords: task.longest };
    const { decode } = task.vocabulary;
    return {
      greedy: decode(decodeGreedily(decoder, options)),
      beam: decode(decodeByBeam(decoder, { ...options, width: BEAM }).words),
      references,
    };
  });
  const scoresOf = (way: "greedy" | "beam"): CaptionScores => {
    const corpus = made.map(({ [way]: words, references }) => ({ made: words, references }));
    return { bleu4: bleu(corpus).bleu[3], cider: cider(corpus) };
  };
  const said = (words: Words): string => words.join(" ");
  return {
    scores: { greedy: scoresOf("greedy"), beam: scoresOf("beam") },
    captions: made.slice(0, KEPT).map(
      ({ greedy, beam, references }): MadeCaption => ({
        greedy: said(greedy),
        beam: said(beam),
        references: references.map(said),
      }),
    ),
  };
}
