/**
 * Simple line drawing: a cue at the first step says which of six points of a circle to draw a
 * straight line to, or to stay at the origin.
 *
 *   x₀ = 0.1 p,  p ∈ {−3 … 3};   xₜ = 0 (+ noise) for t > 0
 *   yₜ = t/9 · end point of p,   t = 0 … 9
 *
 * Pemberton, Boven, Apps & Costa (2021), NeurIPS; Boven et al. (2023), Nat. Commun. 14:51. Points
 * P_k = 10 (sin 2πk/6, cos 2πk/6) go to the cues in reversed order: −3 → P₅ … −1 → P₃, +1 → P₂ …
 * +3 → P₀.
 */
import { makeRandom } from "../../random.ts";
import { placeTrajectory, straightLine } from "./polyline.ts";
import type { SequenceBatch, SequenceTask } from "./sequence-task.ts";

const LINE_STEPS = 10;
const LINE_RADIUS = 10;
export const LINE_CUES = [-3, -2, -1, 0, 1, 2, 3] as const;

const BATCH = 50;
const BATCHES = 16;
const VALIDATION_SAMPLES = 200;
const VALIDATION_SEED = 20211206;
/** Input of cue 1. */
const CUE_SCALE = 0.1;

export interface LineDrawingOptions {
  /** Standard deviation of the noise on the input after the cue. The published script has 0. */
  readonly noise?: number;
  /**
   * What the task is judged by: every cue once and without noise, or, as the published script does
   * while it trains, 200 samples drawn as the training samples are.
   */
  readonly validation?: "cues" | "samples";
}

type Draws = Parameters<SequenceTask["epoch"]>[0];

export function lineDrawing({
  noise = 0,
  validation = "cues",
}: LineDrawingOptions = {}): SequenceTask {
  const drawCues = (random: Draws, count: number) =>
    Array.from({ length: count }, () => LINE_CUES[Math.floor(LINE_CUES.length * random.uniform())]);
  const drawBatch = (random: Draws, count: number) =>
    batchOf(drawCues(random, count), noise, random);

  return {
    name: "line-drawing",
    inputWidth: 1,
    outputWidth: 2,
    kind: "values",
    steps: LINE_STEPS,
    batchesPerEpoch: BATCHES,
    *epoch(random) {
      for (let i = 0; i < BATCHES; i++) yield drawBatch(random, BATCH);
    },
    validation:
      validation === "cues"
        ? batchOf(LINE_CUES, 0, makeRandom(VALIDATION_SEED))
        : drawBatch(makeRandom(VALIDATION_SEED), VALIDATION_SAMPLES),
  };
}

/** Where the line of `cue` ends. */
export function lineEnd(cue: number): readonly [number, number] {
  if (cue === 0) return [0, 0];
  const k = cue < 0 ? 2 - cue : 3 - cue;
  const angle = (2 * Math.PI * k) / 6;
  return [LINE_RADIUS * Math.sin(angle), LINE_RADIUS * Math.cos(angle)];
}

function batchOf(cues: readonly number[], noise: number, random: Draws): SequenceBatch {
  const batch = cues.length;
  const inputs = new Float32Array(LINE_STEPS * batch);
  const values = new Float32Array(LINE_STEPS * batch * 2);
  for (const [sample, cue] of cues.entries()) {
    inputs[sample] = CUE_SCALE * cue;
    placeTrajectory(values, batch, sample, straightLine([0, 0], lineEnd(cue), LINE_STEPS));
  }
  if (noise > 0) {
    for (let k = batch; k < inputs.length; k++) inputs[k] = noise * random.normal();
  }
  return {
    batch,
    steps: LINE_STEPS,
    inputs,
    inputWidth: 1,
    targets: { kind: "values", values, width: 2 },
  };
}
