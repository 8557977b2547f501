/**
 * What a benchmark of training says, in figures. Times are medians over repetitions, in milliseconds a
 * batch, with every sample computed; "merged" is what our engines need where samples repeat.
 */
import type { Contestant } from "./contestant.ts";
import { operationsPerBatch } from "./operations.ts";
import type { Timing } from "./race.ts";
import type { Spread } from "./spread.ts";
import type { LearnerName, SizeName } from "./training-size.ts";
import { trainingSize } from "./training-size.ts";

/** A seed of line drawing: 100 epochs of 16 batches, validation left out. */
const BATCHES_PER_SEED = 1600;

export interface EngineResult {
  readonly size: SizeName;
  readonly engine: string;
  readonly version: string;
  readonly ccrnnMsPerBatch: number;
  readonly crnnMsPerBatch: number;
  /** 10⁹ floating-point operations a second of a ccRNN's batch, by what it needs. */
  readonly gflops: number;
  readonly secondsPerSeed: number;
  readonly merged: Merged | null;
  /** Medians in time of the processor [ms a batch], which other work on the machine disturbs less. */
  readonly cpu: {
    readonly ccrnn: number;
    readonly crnn: number;
    readonly mergedCcrnn: number | null;
    readonly mergedCrnn: number | null;
  };
  readonly spread: {
    readonly ccrnn: Spread;
    readonly crnn: Spread;
    readonly mergedCcrnn: Spread | null;
    readonly mergedCrnn: Spread | null;
  };
}

/** The same task as it is, with some seven different samples in a batch of 50: each is computed once. */
interface Merged {
  readonly ccrnnMsPerBatch: number;
  readonly crnnMsPerBatch: number;
  readonly secondsPerSeed: number;
}

export interface Comparison {
  readonly size: SizeName;
  readonly engine: string;
  /** PyTorch's time over the engine's; more than 1 where the engine is faster. */
  readonly ccrnn: number;
  readonly crnn: number;
  /** The same in time of the processor. */
  readonly cpuCcrnn: number;
  /** By the clock with merging, which PyTorch does not do. */
  readonly mergedCcrnn: number | null;
  readonly mergedCrnn: number | null;
  /** Largest difference between the two's gradients, of the largest gradient of its tensor. */
  readonly gradientDifference: number;
}

export function engineResult(
  size: SizeName,
  { name, version }: Contestant,
  timings: readonly Timing[],
): EngineResult {
  const timing = (learner: LearnerName, equal: boolean): Timing | undefined =>
    timings.find((t) => t.contestant === name && t.learner === learner && t.equal === equal);
  const of = (learner: LearnerName, equal: boolean): Spread | undefined =>
    timing(learner, equal)?.ms;
  const cpu = (learner: LearnerName, equal: boolean): number | undefined =>
    timing(learner, equal)?.cpuMs.median;
  const [ccrnn, crnn] = [of("ccrnn", false), of("crnn", false)];
  if (!(ccrnn && crnn)) throw new Error(`${name} was not timed`);
  const [mergedCcrnn = null, mergedCrnn = null] = [of("ccrnn", true), of("crnn", true)];
  const { config, sizes } = trainingSize(size);
  const perSeed = (ms: number): number => (ms * BATCHES_PER_SEED) / 1000;
  return {
    size,
    engine: name,
    version,
    ccrnnMsPerBatch: ccrnn.median,
    crnnMsPerBatch: crnn.median,
    gflops: operationsPerBatch(config("ccrnn"), sizes) / ccrnn.median / 1e6,
    secondsPerSeed: perSeed(ccrnn.median),
    merged: mergedCcrnn &&
      mergedCrnn && {
        ccrnnMsPerBatch: mergedCcrnn.median,
        crnnMsPerBatch: mergedCrnn.median,
        secondsPerSeed: perSeed(mergedCcrnn.median),
      },
    cpu: {
      ccrnn: cpu("ccrnn", false) ?? Number.NaN,
      crnn: cpu("crnn", false) ?? Number.NaN,
      mergedCcrnn: cpu("ccrnn", true) ?? null,
      mergedCrnn: cpu("crnn", true) ?? null,
    },
    spread: { ccrnn, crnn, mergedCcrnn, mergedCrnn },
  };
}

export const comparison = (
  ours: EngineResult,
  pytorch: EngineResult,
  gradientDifference: number,
): Comparison => ({
  size: ours.size,
  engine: ours.engine,
  ccrnn: pytorch.ccrnnMsPerBatch / ours.ccrnnMsPerBatch,
  crnn: pytorch.crnnMsPerBatch / ours.crnnMsPerBatch,
  cpuCcrnn: pytorch.cpu.ccrnn / ours.cpu.ccrnn,
  mergedCcrnn: ours.merged && pytorch.ccrnnMsPerBatch / ours.merged.ccrnnMsPerBatch,
  mergedCrnn: ours.merged && pytorch.crnnMsPerBatch / ours.merged.crnnMsPerBatch,
  gradientDifference,
});

/** For a person, one line an engine. */
export function printResults(
  size: SizeName,
  results: readonly EngineResult[],
  comparisons: readonly Comparison[],
): string {
  const cell = (ms: number | undefined): string =>
    (ms === undefined ? "–" : ms.toPrecision(3)).padStart(10);
  const header = ["ccRNN", "cRNN", "GFLOP/s", "merged cc", "merged c", "cpu ccRNN", "cpu merged"];
  return [
    `${trainingSize(size).text}; ms a batch of 50, ten steps, one thread, median`,
    `${"".padEnd(12)}${header.map((text) => text.padStart(10)).join("")}`,
    ...results.map(({ engine, ccrnnMsPerBatch, crnnMsPerBatch, gflops, merged, cpu }) =>
      [
        engine.padEnd(12),
        cell(ccrnnMsPerBatch),
        cell(crnnMsPerBatch),
        cell(gflops),
        cell(merged?.ccrnnMsPerBatch),
        cell(merged?.crnnMsPerBatch),
        cell(cpu.ccrnn),
        cell(cpu.mergedCcrnn ?? undefined),
      ].join(""),
    ),
    ...comparisons.map(
      ({ engine, ccrnn, cpuCcrnn, crnn, mergedCcrnn, gradientDifference }) =>
        `${engine} against PyTorch: ccRNN ${ccrnn.toFixed(2)} times as fast (processor time: ${cpuCcrnn.toFixed(2)}), cRNN ${crnn.toFixed(2)}${mergedCcrnn === null ? "" : `; with equal samples merged, ccRNN ${mergedCcrnn.toFixed(2)}`}; gradients differ by ${gradientDifference.toExponential(1)}`,
    ),
  ].join("\n");
}
