/**
 * Where the states of a sequence lie in memory, so that all windows can be walked back side by side.
 *
 * The windows of a batch do not depend on each other once the cerebellum has spoken for what comes
 * after each: this is what decoupling means. So the first steps of all windows lie together, then
 * their second steps, and so on, and the way back is K large products instead of T small ones.
 *
 *   T = 7, K = 3      step   0 1 2 | 3 4 5 | 6
 *                     block  0 3 5 | 1 4 6 | 2        a_T: block 7
 *
 * A block is the whole batch at one step. Only the last window may be shorter than the others.
 */
export interface WindowLayout {
  /** First step, and the step after the last one. */
  readonly from: number;
  readonly to: number;
  /** The first window's number within the batch. */
  readonly firstWindow: number;
  readonly windows: number;
  /** Longest window. */
  readonly depth: number;
  /** Windows that have a step number j, and the block of the first of them. */
  readonly windowsAt: readonly number[];
  readonly blockAt: readonly number[];
  /** The first step of window w. */
  startOf(window: number): number;
  /** The block of the state that enters step t; t = `to` is allowed. */
  blockOf(step: number): number;
}

/** All windows of a sequence at once, or one at a time, for learners that step after each. */
export function windowLayouts(
  steps: number,
  window: number,
  update: "batch" | "window",
): WindowLayout[] {
  if (update === "batch") return [layout(0, steps, window)];
  const starts = Array.from({ length: Math.ceil(steps / window) }, (_, w) => w * window);
  return starts.map((from) => layout(from, Math.min(from + window, steps), window));
}

function layout(from: number, to: number, window: number): WindowLayout {
  const windows = Math.ceil((to - from) / window);
  const depth = Math.min(window, to - from);
  const windowsAt: number[] = [];
  const blockAt: number[] = [];
  let block = from;
  for (let j = 0; j < depth; j++) {
    const whole = Math.ceil((to - from - j) / window);
    windowsAt.push(whole);
    blockAt.push(block);
    block += whole;
  }
  return {
    from,
    to,
    firstWindow: from / window,
    windows,
    depth,
    windowsAt,
    blockAt,
    startOf: (w) => from + w * window,
    blockOf: (step) => {
      if (step === to) return to;
      const inside = step - from;
      return blockAt[inside % window] + Math.floor(inside / window);
    },
  };
}
