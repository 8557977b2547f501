/**
 * The kernels in plain TypeScript on Float64: the specification that the fast ones are held to, the
 * oracle of the gradient tests, and what runs where there is no WebAssembly SIMD.
 *
 * Each family of kernels is a file of its own and closes over the one memory that it works on.
 */
import { bumpAllocator } from "./bump-allocator.ts";
import type { Kernels } from "./kernels.ts";
import { layers } from "./typescript-layers.ts";
import { lstm } from "./typescript-lstm.ts";
import { optimiser } from "./typescript-optimiser.ts";
import { products } from "./typescript-products.ts";

/** Kernels with a memory of their own, of so many elements. */
export function createTypescriptKernels(elements: number): Kernels {
  const memory = new Float64Array(elements);
  const product = products(memory);
  const layer = layers(memory, product);
  return {
    name: "typescript",
    allocate: bumpAllocator(elements),
    view: (at, count) => memory.subarray(at, at + count),
    ...product,
    ...layer,
    ...lstm(memory, layer),
    ...optimiser(memory),
  };
}
