import { getHeapStatistics } from "node:v8";

/**
 * Counts the bytes that a loop leaves on its thread's heap: call what this returns once a tick. The
 * heap is measured every `every` ticks; a measurement that a garbage collection fell into is left out.
 */
export function watchHeap(
  every: number,
  count: (bytes: number, ticks: number) => void,
): () => void {
  let ticks = 0;
  let before = Number.POSITIVE_INFINITY;

  return () => {
    ticks++;
    if (ticks % every !== 0) return;
    const now = getHeapStatistics().used_heap_size;
    if (now >= before) count(now - before, every);
    before = now;
  };
}
