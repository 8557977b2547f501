/**
 * What the cortex is told from outside: the loss of every window, and its gradient at the outputs.
 *
 *   values    L_w = mean over the batch, the supervised steps of window w and the width of (y − y*)²
 *   classes   L_w = mean over the labelled entries of those steps of −ln softmax(y)[label]
 *
 * A window without a supervised step has no loss. Rows may stand for several equal samples: `share`
 * says for how many.
 */
import type { Real } from "../../kernels/kernels.ts";
import type { LearnerConfig } from "./learner-config.ts";
import { windowSteps } from "./learner-config.ts";
import type { SequenceTargets } from "./sequence-batch.ts";

/** Whether feedback comes at step t of a sequence. */
export const isSupervised = (
  interval: LearnerConfig["interval"],
  t: number,
  steps: number,
): boolean => (interval === "last" ? t === steps - 1 : t % interval === 0);

/** The supervised steps of each window of a sequence. */
export function supervisedSteps(
  config: Pick<LearnerConfig, "interval" | "window">,
  steps: number,
): number[][] {
  const window = windowSteps(config, steps);
  const all = Array.from({ length: steps }, (_, t) => t);
  const starts = all.filter((t) => t % window === 0);
  const supervised = all.filter((t) => isSupervised(config.interval, t, steps));
  return starts.map((from) => supervised.filter((t) => t >= from && t < from + window));
}

/** The supervised entries of a batch, as far as they fell into what has been summed up. */
export interface LossSum {
  /** Σ of squared distances, or of cross-entropies. */
  total: number;
  /** Samples, or labels, that it is the sum of. */
  count: number;
}

/** What is computed of a batch: the sample that each row shows, and how many it stands for. */
export interface Rows {
  readonly count: number;
  readonly sample: Int32Array;
  readonly share: Float64Array;
  /** Which row shows each sample. */
  readonly rowOf: Int32Array;
}

interface WindowOutputs {
  /** Gradient at the outputs and the outputs themselves, [steps × rows × width], time-major. */
  readonly dY: Real;
  readonly Y: Real;
  readonly rows: Rows;
  readonly width: number;
  readonly targets: SequenceTargets;
  /** Samples of the whole batch. */
  readonly batch: number;
  /** Steps of the window that are supervised. */
  readonly steps: readonly number[];
}

/** dY ← ∂L_w/∂y at the supervised steps of one window (others are left alone); adds to `sum`. */
export function windowLoss(sum: LossSum, window: WindowOutputs): void {
  if (window.steps.length === 0) return;
  if (window.targets.kind === "values") squaredError(sum, window, window.targets.values);
  else crossEntropy(sum, window, window.targets.labels);
}

function squaredError(sum: LossSum, window: WindowOutputs, values: Float32Array): void {
  const { dY, Y, rows, width, batch, steps } = window;
  const scale = 2 / (batch * steps.length * width);
  for (const t of steps) {
    for (let r = 0; r < rows.count; r++) {
      const share = rows.share[r];
      let at = (t * rows.count + r) * width;
      let wish = (t * batch + rows.sample[r]) * width;
      let square = 0;
      for (let i = 0; i < width; i++, at++, wish++) {
        const error = Y[at] - values[wish];
        square += error * error;
        dY[at] = scale * share * error;
      }
      sum.total += share * square;
    }
    sum.count += batch;
  }
}

function crossEntropy(sum: LossSum, window: WindowOutputs, labels: Int32Array): void {
  const { dY, Y, rows, width, batch, steps } = window;
  let labelled = 0;
  for (const t of steps) {
    for (let r = 0; r < rows.count; r++) {
      if (labels[t * batch + rows.sample[r]] >= 0) labelled += rows.share[r];
    }
  }
  if (labelled === 0) return;
  for (const t of steps) {
    for (let r = 0; r < rows.count; r++) {
      const label = labels[t * batch + rows.sample[r]];
      if (label < 0) continue;
      const share = rows.share[r];
      const at = (t * rows.count + r) * width;
      sum.total += share * softmaxError(dY, Y, at, width, label, share / labelled);
    }
  }
  sum.count += labelled;
}

/** dy ← scale · (softmax(y) − one-hot) for one row; gives −ln softmax(y)[label]. */
function softmaxError(
  dY: Real,
  Y: Real,
  at: number,
  width: number,
  label: number,
  scale: number,
): number {
  let largest = Y[at];
  for (let i = 1; i < width; i++) largest = Math.max(largest, Y[at + i]);
  let sum = 0;
  for (let i = 0; i < width; i++) sum += Math.exp(Y[at + i] - largest);
  for (let i = 0; i < width; i++) {
    const part = Math.exp(Y[at + i] - largest) / sum;
    dY[at + i] = scale * (part - (i === label ? 1 : 0));
  }
  return Math.log(sum) + largest - Y[at + label];
}
