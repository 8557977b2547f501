/**
 * Times contestants against each other: one repetition of each in turn, so that whatever else the
 * machine does in the meantime falls on all of them. None of it overlaps.
 */
import type { Contestant } from "./contestant.ts";
import type { Spread } from "./spread.ts";
import { spread } from "./spread.ts";
import type { LearnerName } from "./training-size.ts";
import { learnerNames } from "./training-size.ts";

/** Milliseconds a batch. */
export interface Timing {
  readonly contestant: string;
  readonly learner: LearnerName;
  /** Whether samples repeat within a batch, so that an engine may compute equal ones once. */
  readonly equal: boolean;
  readonly ms: Spread;
  /** The same in time of the processor. */
  readonly cpuMs: Spread;
}

export interface Race {
  readonly contestants: readonly Contestant[];
  /** Most batches in a repetition. */
  readonly batches: number;
  readonly repetitions: number;
  /**
   * Once a contestant has taken longer than this for one learner and one kind of samples, warming up
   * aside, it makes no further repetition of them [ms].
   */
  readonly patience: number;
  /** Whether there are equal samples, which contestants that merge them are also timed with. */
  readonly hasEqualSamples: boolean;
  readonly onRepetition: () => void;
}

/** Time that goes by before anything counts, and that a repetition should take [ms]. */
const WARM_UP = 1000;
const REPETITION = 200;

interface Entry {
  readonly contestant: Contestant;
  readonly learner: LearnerName;
  readonly equal: boolean;
  batches: number;
  readonly times: number[];
  readonly cpuTimes: number[];
  spent: number;
}

export async function race(options: Race): Promise<Timing[]> {
  const { contestants, batches, repetitions, patience, hasEqualSamples, onRepetition } = options;
  const entries = contestants.flatMap((contestant) =>
    learnerNames.flatMap((learner) =>
      [false, true]
        .filter((equal) => !equal || (hasEqualSamples && contestant.merges))
        .map(
          (equal): Entry => ({
            contestant,
            learner,
            equal,
            batches,
            times: [],
            cpuTimes: [],
            spent: 0,
          }),
        ),
    ),
  );
  for (const entry of entries) {
    const { contestant, learner, equal } = entry;
    for (let spent = 0; spent < WARM_UP; ) {
      const { ms } = await contestant.measure(learner, equal, 1);
      spent += ms;
      entry.batches = Math.max(1, Math.min(batches, Math.round(REPETITION / ms)));
    }
  }
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const entry of entries) {
      if (entry.spent > patience) continue;
      const { contestant, learner, equal } = entry;
      const { ms, cpuMs } = await contestant.measure(learner, equal, entry.batches);
      entry.times.push(ms);
      entry.cpuTimes.push(cpuMs);
      entry.spent += entry.batches * ms;
    }
    onRepetition();
  }
  return entries.map(({ contestant, learner, equal, times, cpuTimes }) => ({
    contestant: contestant.name,
    learner,
    equal,
    ms: spread(times),
    cpuMs: spread(cpuTimes),
  }));
}
