/** The two implementations side by side, on the same numbers in the same kind of place. */
import { expect } from "vitest";
import { loadKernels } from "../../cli/load-kernels.ts";
import type { Kernels, Offset } from "../../controller/kernels/kernels.ts";

export const wasm = loadKernels({ megabytes: 16 });
export const twin = loadKernels({ megabytes: 16, prefer: "typescript" });
export const both = [wasm, twin] as const;

type Named<Name extends string, T> = Readonly<Record<Name, T>>;
type Call<Name extends string> = (kernels: Kernels, at: Named<Name, Offset>) => void;

/** What surrounds every tensor, and how many of it; NaN shows whether it leaks into a result. */
const guards = [Number.NaN, 7.25];
const GUARD = 8;

/** Each kernel's bench: a stretch of its memory that every trial lays out anew. */
const BENCH = 2 ** 20;
const benches = new Map<Kernels, Offset>(both.map((kernels) => [kernels, kernels.allocate(BENCH)]));

/**
 * Does `call` with tensors of these names and contents, and gives what they hold afterwards.
 *
 * They begin anywhere, on a vector's boundary or not, and lie among guard cells, which must come out
 * as they went in.
 */
export function perform<Name extends string>(
  kernels: Kernels,
  tensors: Named<Name, ArrayLike<number>>,
  call: Call<Name>,
  guard = Number.NaN,
): Record<Name, Float64Array> {
  const bench = benches.get(kernels) ?? kernels.allocate(BENCH);
  const memory = kernels.view(bench, BENCH);
  let used = 0;
  const places = mapped(tensors, (values) => {
    const start = used + GUARD + (values.length % 4);
    const end = start + values.length;
    memory.fill(guard, used, start).set(values, start);
    const place = { guarded: used, start, end };
    used = end;
    return place;
  });
  memory.fill(guard, used, used + GUARD);

  call(
    kernels,
    mapped(places, ({ start }) => bench + start),
  );

  expectGuard(memory, used, used + GUARD, guard);
  return mapped(places, ({ guarded, start, end }) => {
    expectGuard(memory, guarded, start, guard);
    return Float64Array.from(memory.subarray(start, end));
  });
}

function expectGuard(memory: ArrayLike<number>, from: number, to: number, guard: number): void {
  for (let i = from; i < to; i++) {
    if (!Object.is(memory[i], guard)) expect.fail(`found ${memory[i]} outside of any tensor`);
  }
}

/**
 * Holds the fast kernels to the plain ones: all tensors, outputs and inputs, come out the same.
 * `terms` is how many products are summed up in an entry: so many sums are rounded, each as large as
 * the root of their number, so the error grows in proportion.
 */
export function expectSame<Name extends string>(
  tensors: Named<Name, ArrayLike<number>>,
  call: Call<Name>,
  terms = 1,
): void {
  for (const guard of guards) {
    const expected = Object.entries<Float64Array>(perform(twin, tensors, call, guard));
    const received = Object.entries<Float64Array>(perform(wasm, tensors, call, guard));
    expected.forEach(([name, values], i) => {
      expect(received[i][1], name).toBeNear(values, { atol: 1e-7 * (terms + 3), rtol: 4e-7 });
    });
  }
}

function mapped<Name extends string, A, B>(
  record: Named<Name, A>,
  change: (value: A) => B,
): Record<Name, B> {
  const entries = Object.entries<A>(record).map(([name, value]) => [name, change(value)]);
  return Object.fromEntries(entries) as Record<Name, B>;
}

/** Numbers in −1…1 that Float32 holds exactly; the same for the same seed (mulberry32). */
export function noise(seed: number): (count: number) => Float64Array {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.fround(((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1);
  };
  return (count) => Float64Array.from({ length: count }, next);
}
