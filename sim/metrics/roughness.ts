/**
 * Roughness: our score of ataxia (NeurIPS 2021) or dysmetria (Nat. Commun. 2023).
 *
 *   R = mean over samples and t of |y_{t+1} − 2 y_t + y_{t−1}|²
 *
 * The papers' score "quantifies the irregularity in movement during the testing phase"; its formula
 * could not be read, so this definition is ours. It is 0 for a straight line at even speed, and does
 * not see where the line goes. Where the target itself bends, `excess` and `ratio` say how much
 * rougher the output is.
 */

/** Trajectories [steps × batch × width]. */
export interface Trajectories {
  readonly values: ArrayLike<number>;
  readonly steps: number;
  readonly batch: number;
  readonly width: number;
}

export interface RoughnessScore {
  readonly roughness: number;
  /** The target's own. */
  readonly target: number;
  /** roughness − target. */
  readonly excess: number;
  /** roughness / target; infinite where the target is straight and the output is not. */
  readonly ratio: number;
}

/** Of the trajectories alone. */
export function roughness({ values, steps, batch, width }: Trajectories): number {
  if (values.length !== steps * batch * width) {
    throw new RangeError(
      `${steps} steps × ${batch} samples × ${width} are ${steps * batch * width} values, found ${values.length}`,
    );
  }
  if (steps < 3) throw new RangeError(`roughness needs three steps or more, found ${steps}`);
  const stride = batch * width;
  let sum = 0;
  for (let k = stride; k < values.length - stride; k++) {
    const bend = values[k + stride] - 2 * values[k] + values[k - stride];
    sum += bend * bend;
  }
  return sum / ((steps - 2) * batch);
}

/** Of the output, beside the target's. */
export function roughnessScore(output: Trajectories, target: ArrayLike<number>): RoughnessScore {
  const own = roughness(output);
  const wanted = roughness({ ...output, values: target });
  return { roughness: own, target: wanted, excess: own - wanted, ratio: own / wanted };
}
