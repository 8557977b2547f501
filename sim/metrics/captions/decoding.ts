/**
 * Captions from a decoder that says how likely each next word is: the likeliest word at every step,
 * or the likeliest caption among those a beam keeps.
 */

/** A decoder, one word at a time. It does not change a state it was given. */
export interface NextWord<State> {
  /** After the image, before the first word. */
  readonly start: State;
  /** The state after `token`, and the logits of the word that follows [vocabulary]. */
  step(state: State, token: number): { readonly state: State; readonly logits: ArrayLike<number> };
}

export interface DecodingOptions {
  /** Token that a caption begins with. It is not part of the result. */
  readonly startToken: number;
  /** Token that ends a caption. It is not part of the result. */
  readonly endToken: number;
  /** At most so many words. */
  readonly maxWords: number;
}

/** The likeliest word at every step. */
export function decodeGreedily<State>(
  decoder: NextWord<State>,
  { startToken, endToken, maxWords }: DecodingOptions,
): number[] {
  const words: number[] = [];
  let { state, logits } = decoder.step(decoder.start, startToken);
  while (words.length < maxWords) {
    const word = likeliest(logits, 1)[0];
    if (word === endToken) break;
    words.push(word);
    ({ state, logits } = decoder.step(state, word));
  }
  return words;
}

export interface BeamOptions extends DecodingOptions {
  /** Captions that are kept at each step. */
  readonly width: number;
  /**
   * Captions compete by log chance / words^power, the end counted as a word: 0 prefers short ones, 1
   * compares the mean of a word.
   */
  readonly lengthPower?: number;
}

interface Beam<State> {
  readonly words: readonly number[];
  readonly logChance: number;
  readonly state: State;
  readonly logits: ArrayLike<number>;
}

export interface BeamResult {
  readonly words: readonly number[];
  /** ln of its chance, the end included where it was reached [nats]. */
  readonly logChance: number;
}

/** The best caption of a beam search. */
export function decodeByBeam<State>(
  decoder: NextWord<State>,
  { startToken, endToken, maxWords, width, lengthPower = 1 }: BeamOptions,
): BeamResult {
  const scoreOf = (logChance: number, words: number): number => logChance / words ** lengthPower;
  let beams: Beam<State>[] = [
    { words: [], logChance: 0, ...decoder.step(decoder.start, startToken) },
  ];
  let best: BeamResult = { words: [], logChance: Number.NEGATIVE_INFINITY };
  let bestScore = Number.NEGATIVE_INFINITY;
  const offer = (words: readonly number[], logChance: number, length: number): void => {
    const score = scoreOf(logChance, length);
    if (!(score > bestScore)) return;
    bestScore = score;
    best = { words, logChance };
  };

  for (let step = 0; step < maxWords && beams.length > 0; step++) {
    const followers = beams
      .flatMap((beam) => {
        const offset = beam.logChance - logSumExp(beam.logits);
        return likeliest(beam.logits, width + 1).map((word) => ({
          beam,
          word,
          logChance: offset + beam.logits[word],
        }));
      })
      .sort((a, b) => b.logChance - a.logChance);
    const kept: Beam<State>[] = [];
    for (const { beam, word, logChance } of followers) {
      if (kept.length === width) break;
      if (word === endToken) offer(beam.words, logChance, beam.words.length + 1);
      else
        kept.push({ words: [...beam.words, word], logChance, ...decoder.step(beam.state, word) });
    }
    beams = kept;
  }
  if (bestScore > Number.NEGATIVE_INFINITY) return best;
  // None came to its end: the likeliest is cut off here.
  for (const { words, logChance } of beams) offer(words, logChance, Math.max(1, words.length));
  return best;
}

/** The `count` likeliest words, likeliest first; the lower number where two are alike. */
function likeliest(logits: ArrayLike<number>, count: number): number[] {
  const best: number[] = [];
  for (let word = 0; word < logits.length; word++) {
    if (best.length === count && !(logits[word] > logits[best[count - 1]])) continue;
    let at = best.length;
    while (at > 0 && logits[word] > logits[best[at - 1]]) at--;
    best.splice(at, 0, word);
    if (best.length > count) best.pop();
  }
  return best;
}

function logSumExp(logits: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < logits.length; k++) largest = Math.max(largest, logits[k]);
  let sum = 0;
  for (let k = 0; k < logits.length; k++) sum += Math.exp(logits[k] - largest);
  return largest + Math.log(sum);
}
