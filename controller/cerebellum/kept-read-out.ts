/**
 * A read-out that remembers what it was when it was good. Small steps need minutes for what a filter learns
 * in seconds, so that a minute of nonsense from the senses would cost several more.
 *
 *   E = Σ |e|²      K = Σ |e + y − y_kept|²      over a span of lessons, the same for both
 *
 * What is kept hears the same fibres as the one that learns, and says nothing. The learner is kept where it
 * was no worse, and its errors were such as a body makes: no larger than the units that they are counted
 * in. It becomes what is kept where it was much worse. So a changed world, in which what is kept is no
 * better, is learnt as it is without; nonsense, which nobody can predict, is not kept.
 */
import type { Vec } from "../../plant/vec.ts";
import type { ReadOut } from "./forward-model.ts";

/** Lessons in a span: three seconds, which have seen a few movements. */
const SPAN = 300;
/** Mean square of an entry of the errors that a body may make. */
const PLAUSIBLE = 1;
/** So many times the mean square of what is kept is much worse. */
const WORSE = 2;

/** `kept` is of the same make as `cells`, and nobody else's. All methods are real-time safe. */
export function keepingWhatWasGood(cells: ReadOut, kept: ReadOut): ReadOut {
  const { inputs, outputs } = cells;
  const says = new Float64Array(outputs);
  const would = new Float64Array(outputs);
  /** E, K, and lessons in this span. */
  const span = new Float64Array(3);

  const copy = (to: readonly Vec[], from: readonly Vec[]): void => {
    for (let m = 0; m < to.length; m++) {
      for (let i = 0; i < to[m].length; i++) to[m][i] = from[m][i];
    }
  };
  const judge = (): void => {
    const isPlausible = span[0] <= PLAUSIBLE * span[2] * outputs;
    if (span[0] <= span[1] && isPlausible) copy(kept.memory, cells.memory);
    else if (span[0] > WORSE * span[1]) copy(cells.memory, kept.memory);
    span.fill(0);
  };

  return {
    inputs,
    outputs,
    memory: [...cells.memory, ...kept.memory],
    fire: cells.fire,

    learn(g, e) {
      cells.fire(says, g);
      kept.fire(would, g);
      let [own, its] = [0, 0];
      for (let o = 0; o < outputs; o++) {
        own += e[o] * e[o];
        its += (e[o] + says[o] - would[o]) ** 2;
      }
      if (Number.isFinite(own + its)) {
        span[0] += own;
        span[1] += its;
        span[2]++;
      }
      cells.learn(g, e);
      if (span[2] >= SPAN) judge();
    },
  };
}
