import { getHeapStatistics } from "node:v8";

/** How often what is measured is made and run before, so that it has been compiled for good. */
const WARM_UPS = 3;

/**
 * Bytes that the heap grows by in a call of what `make` gives: the median over stretches of calls, of
 * those in which no garbage was collected.
 */
export function heapGrowth(make: () => () => void, calls = 100_000, stretches = 20): number {
  for (let i = 0; i < WARM_UPS; i++) {
    const turn = make();
    for (let k = 0; k < calls / 2; k++) turn();
  }
  const turn = make();
  const each = Math.floor(calls / stretches);
  const growths: number[] = [];
  for (let s = 0; s < stretches; s++) {
    const before = getHeapStatistics().used_heap_size;
    for (let i = 0; i < each; i++) turn();
    const grown = getHeapStatistics().used_heap_size - before;
    if (grown >= 0) growths.push(grown / each);
  }
  return growths.toSorted((a, b) => a - b)[growths.length >> 1];
}
