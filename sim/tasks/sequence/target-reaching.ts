/**
 * Target reaching: a cue says where, a delay passes, a go signal says when; then the output reaches
 * the target and holds it.
 *
 *   step      0 … 1        … d steps …      1 step     6 steps            to the end
 *   input     (sin, cos)   0                go         0                  0
 *   output    origin       origin           origin     minimum jerk       target
 *
 * Our own definition. The first version of the paper (ICLR 2021 submission hE3JWimujG) names such a
 * task; its sizes and times could not be read, so all of them here are ours. Delay d is drawn from
 * 2 … 6 for every sample, so that the target must be remembered and the go signal be waited for.
 * Minimum jerk: s = 10τ³ − 15τ⁴ + 6τ⁵ (Flash & Hogan 1985, J. Neurosci. 5:1688, Eq. 3).
 */
import { placeTrajectory } from "./polyline.ts";
import type { SequenceBatch, SequenceTask } from "./sequence-task.ts";

const REACH_STEPS = 20;
const REACH_RADIUS = 10;
/** Delays between cue and go signal [steps]. */
export const REACH_DELAYS = [2, 3, 4, 5, 6] as const;

const CUE_STEPS = 2;
const MOVEMENT_STEPS = 6;
const INPUTS = 3;
const BATCH = 50;
const BATCHES = 16;

export interface TargetReachingOptions {
  /** How many targets stand on the circle, evenly, the first at (0, radius). */
  readonly targets?: number;
  /** Standard deviation of the noise on every input of every step of training. */
  readonly noise?: number;
}

interface Reach {
  readonly target: number;
  readonly delay: number;
}

export function targetReaching({
  targets = 8,
  noise = 0,
}: TargetReachingOptions = {}): SequenceTask {
  if (!Number.isInteger(targets) || targets < 1) {
    throw new RangeError(`target reaching needs a whole number of targets, found ${targets}`);
  }
  const every: Reach[] = REACH_DELAYS.flatMap((delay) =>
    Array.from({ length: targets }, (_, target) => ({ target, delay })),
  );

  return {
    name: "target-reaching",
    inputWidth: INPUTS,
    outputWidth: 2,
    kind: "values",
    steps: REACH_STEPS,
    batchesPerEpoch: BATCHES,
    *epoch(random) {
      for (let i = 0; i < BATCHES; i++) {
        const reaches = Array.from(
          { length: BATCH },
          () => every[Math.floor(every.length * random.uniform())],
        );
        const drawn = batchOf(reaches, targets);
        if (noise > 0) {
          for (let k = 0; k < drawn.inputs.length; k++) drawn.inputs[k] += noise * random.normal();
        }
        yield drawn;
      }
    },
    validation: batchOf(every, targets),
  };
}

/** Every reach as asked for, without noise. */
function batchOf(reaches: readonly Reach[], targets: number): SequenceBatch {
  const batch = reaches.length;
  const inputs = new Float32Array(REACH_STEPS * batch * INPUTS);
  const values = new Float32Array(REACH_STEPS * batch * 2);
  for (const [sample, { target, delay }] of reaches.entries()) {
    const angle = (2 * Math.PI * target) / targets;
    const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
    for (let t = 0; t < CUE_STEPS; t++) inputs.set([sin, cos], INPUTS * (t * batch + sample));
    const go = CUE_STEPS + delay;
    inputs[INPUTS * (go * batch + sample) + 2] = 1;

    const path = new Float64Array(2 * REACH_STEPS);
    for (let t = go; t < REACH_STEPS; t++) {
      const s = REACH_RADIUS * minimumJerk((t - go) / MOVEMENT_STEPS);
      path.set([s * sin, s * cos], 2 * t);
    }
    placeTrajectory(values, batch, sample, path);
  }
  return {
    batch,
    steps: REACH_STEPS,
    inputs,
    inputWidth: INPUTS,
    targets: { kind: "values", values, width: 2 },
  };
}

/** Share of the way that is done at the share `time` of the movement; 1 from its end on. */
function minimumJerk(time: number): number {
  const t = Math.min(time, 1);
  return t ** 3 * (10 - 15 * t + 6 * t * t);
}
