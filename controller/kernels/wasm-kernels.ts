/**
 * The kernels as WebAssembly with SIMD, on Float32. The code is in assembly/; this gives it an
 * allocator, and computes in double what it needs only once a step.
 *
 * The caller makes the module and its memory, for how that is done differs between Node and a page.
 */
import { bumpAllocator } from "./bump-allocator.ts";
import type { Kernels, Offset } from "./kernels.ts";

/** What assembly/index.ts exports: the contract itself, but for the corrections of Adam. */
export interface WasmExports extends Omit<Kernels, "name" | "allocate" | "view" | "adam"> {
  /** Where the memory that it keeps for itself ends, and that of the caller begins. */
  readonly firstFree: { readonly value: Offset };
  /** m ← β₁ m + keep₁ g, v ← β₂ v + keep₂ g², w ← w − rate m / (spread √v + ε). */
  adam(
    w: Offset,
    g: Offset,
    m: Offset,
    v: Offset,
    n: number,
    rate: number,
    beta1: number,
    keep1: number,
    beta2: number,
    keep2: number,
    spread: number,
    epsilon: number,
    scale: number,
  ): void;
}

/** Kernels over the memory that the module was instantiated with, which must not grow. */
export function createWasmKernels(exports: WasmExports, memory: ArrayBufferLike): Kernels {
  const { firstFree, adam, ...kernels } = exports;
  return {
    ...kernels,
    name: "wasm-simd",
    allocate: bumpAllocator(memory.byteLength / Float32Array.BYTES_PER_ELEMENT, firstFree.value),
    view: (at, count) => new Float32Array(memory, at * Float32Array.BYTES_PER_ELEMENT, count),

    adam(w, g, m, v, n, rate, beta1, beta2, epsilon, step, scale) {
      const corrected = rate / (1 - beta1 ** step);
      const spread = 1 / Math.sqrt(1 - beta2 ** step);
      adam(w, g, m, v, n, corrected, beta1, 1 - beta1, beta2, 1 - beta2, spread, epsilon, scale);
    },
  };
}
