/**
 * How sure a classifier is, and how right: from its logits [rows × classes] at the rows that have an
 * answer (label −1: none).
 *
 * Certainty is the mean over samples of the largest softmax; 1 − certainty is the uncertainty that
 * Boven et al. (2023) read as dysmetria of discrimination.
 */
export interface Certainty {
  /** Mean largest chance. */
  readonly certainty: number;
  readonly uncertainty: number;
  /** Share of rows whose largest logit is the right class. */
  readonly accuracy: number;
  /** Mean −ln of the right class's chance [nats]. */
  readonly crossEntropy: number;
  /** Rows with an answer; everything else is NaN without any. */
  readonly rows: number;
}

export function certainty(
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): Certainty {
  if (logits.length !== labels.length * classes) {
    throw new RangeError(
      `${labels.length} rows of ${classes} logits expected, found ${logits.length} numbers`,
    );
  }
  let [rows, sure, right, nats] = [0, 0, 0, 0];
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row];
    if (label < 0) continue;
    const start = row * classes;
    let best = start;
    for (let k = start; k < start + classes; k++) if (logits[k] > logits[best]) best = k;
    let sum = 0;
    for (let k = start; k < start + classes; k++) sum += Math.exp(logits[k] - logits[best]);
    rows++;
    sure += 1 / sum;
    if (best === start + label) right++;
    nats += Math.log(sum) + logits[best] - logits[start + label];
  }
  const mean = sure / rows;
  return {
    certainty: mean,
    uncertainty: 1 - mean,
    accuracy: right / rows,
    crossEntropy: nats / rows,
    rows,
  };
}
