/** What `train captions` says at its end. */
import type { CaptionRunResult } from "../../sim/experiments/paper/caption-run.ts";

const EXAMPLES = 5;
/** References that are shown of each picture. */
const REFERENCES = 2;

export function captionReport(result: CaptionRunResult, noPictureBits?: number): string {
  const { validation, byLength, otherPicture, scores, captions } = result;
  const bits = (value: number | null | undefined): string => value?.toFixed(3) ?? "–";
  const score = ({ bleu4, cider }: { bleu4: number; cider: number }): string =>
    `BLEU-4 ${bleu4.toFixed(3)}, CIDEr ${cider.toFixed(2)}`;
  const lengths = byLength.map(
    ({ name, words, bits: of }) => `${name} (${words.join(" to ")} words) ${bits(of)}`,
  );
  const lines = [
    `bits per word        ${bits(validation.at(-1))}, on pictures that were never trained on`,
    `  by length          ${lengths.join(", ")}`,
    `  told of another    ${bits(otherPicture)}`,
    `  without a picture  ${bits(noPictureBits)}${noPictureBits === undefined ? "" : ", the whole caption in view, best epoch"}`,
    `greedy captions      ${score(scores.greedy)}`,
    `beam of 3            ${score(scores.beam)}`,
    ...captions
      .slice(0, EXAMPLES)
      .flatMap(({ greedy, beam, references }, i) => [
        `picture ${i + 1}`,
        `  greedy     ${greedy}`,
        `  beam       ${beam}`,
        ...references.slice(0, REFERENCES).map((said) => `  reference  ${said}`),
      ]),
  ];
  return `${lines.join("\n")}\n`;
}
