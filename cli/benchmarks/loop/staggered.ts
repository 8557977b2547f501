/**
 * One clock for many arms: its ticks are dealt out in turn, so that each arm has the rate of the clock
 * divided by their number, and no two are due at once.
 */
import type { Observable } from "rxjs";
import { finalize, Subject, tap } from "rxjs";
import type { Tick } from "../../../controller/clock.ts";

/** Runs on subscription to `served`, which has every tick of the clock after its arm has had it. */
export interface Staggered {
  /** The ticks of each arm, all relative to its own ones before. */
  readonly ticks: readonly Observable<Tick>[];
  readonly served: Observable<Tick>;
}

export function staggered(clock: Observable<Tick>, arms: number, period: number): Staggered {
  const subjects = Array.from({ length: arms }, () => new Subject<Tick>());
  const own = subjects.map(() => ({
    index: 0,
    due: 0,
    at: 0,
    late: 0,
    dt: 0,
    missed: 0,
    overruns: 0,
    spent: 0,
  }));
  let before = 0;

  const deal = (tick: Tick): void => {
    const arm = (tick.index - 1) % arms;
    const mine = own[arm];
    const last = own[before];
    if (!mine || !last) return;
    last.spent = tick.spent;
    before = arm;
    const index = (tick.index - 1 - arm) / arms + 1;
    mine.missed += index - mine.index - 1;
    mine.index = index;
    mine.dt = tick.at - mine.at;
    mine.at = tick.at;
    mine.due = tick.due;
    mine.late = Math.max(0, tick.at - tick.due);
    if (mine.late >= period) mine.overruns++;
    subjects[arm]?.next(mine);
  };
  return {
    ticks: subjects,
    served: clock.pipe(
      tap(deal),
      finalize(() => {
        for (const subject of subjects) subject.complete();
      }),
    ),
  };
}
