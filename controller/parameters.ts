/**
 * All weights of a network in one stretch of kernel memory, with named places in it.
 *
 * Weights, gradients and Adam's moments are each one such stretch of the same shape, so that an
 * optimiser, a checkpoint or a norm is a single loop, while the network still speaks of `W` and `b`.
 */
import type { Kernels, Offset, Real } from "./kernels/kernels.ts";

/** A name for each tensor and its dimensions, row-major. */
export type Shapes = Readonly<Record<string, readonly number[]>>;

export interface Parameters<S extends Shapes> {
  readonly shapes: S;
  /** Where the stretch begins, and how many numbers it holds. */
  readonly start: Offset;
  readonly count: number;
  /** Where each tensor begins. */
  readonly at: { readonly [K in keyof S]: Offset };
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Reserves zeroed memory for tensors of these shapes. */
export function allocateParameters<S extends Shapes>(kernels: Kernels, shapes: S): Parameters<S> {
  const count = Object.values(shapes).reduce((sum, shape) => sum + sizeOf(shape), 0);
  const start = kernels.allocate(count);
  let next = start;
  const places = Object.entries(shapes).map(([name, shape]) => {
    const place = next;
    next += sizeOf(shape);
    return [name, place] as const;
  });
  return { shapes, start, count, at: Object.fromEntries(places) as { [K in keyof S]: Offset } };
}

/** The numbers of one tensor: shared, not copied. */
export function tensor<S extends Shapes>(
  kernels: Kernels,
  { shapes, at }: Parameters<S>,
  name: keyof S,
): Real {
  return kernels.view(at[name], sizeOf(shapes[name]));
}
