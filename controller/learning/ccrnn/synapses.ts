/**
 * The weights of a learner in kernel memory, their gradients and Adam's moments, by the names they
 * have outside: Wi and Wh, which lie side by side in one matrix here, and so on.
 */
import type { Kernels } from "../../kernels/kernels.ts";
import type { Parameters, Shapes } from "../../parameters.ts";
import { allocateParameters, tensor } from "../../parameters.ts";
import type { NamedArrays, NamedShapes } from "./initial-weights.ts";
import { cerebellumShapes, cortexShapes, embeddingShapes } from "./initial-weights.ts";
import type { AdamConfig, LearnerConfig, LearnerSizes } from "./learner-config.ts";
import { corticalInputs, gateRows } from "./learner-config.ts";

/** One part of the brain that is trained as a whole. */
export interface Synapses {
  readonly weights: Parameters<Shapes>;
  readonly gradient: Parameters<Shapes>;
  /** Σ of squared gradients. */
  squaredNorm(): number;
  clearGradient(): void;
  /** One step of Adam on gradients times `scale`. */
  step(rate: number, scale: number): void;
}

export function allocateSynapses(kernels: Kernels, shapes: Shapes, adam: AdamConfig): Synapses {
  const weights = allocateParameters(kernels, shapes);
  const gradient = allocateParameters(kernels, shapes);
  const first = kernels.allocate(weights.count);
  const second = kernels.allocate(weights.count);
  const { start, count } = gradient;
  let steps = 0;
  return {
    weights,
    gradient,
    squaredNorm: () => kernels.sumOfSquares(start, count),
    clearGradient: () => kernels.fill(start, 0, count),
    step(rate, scale) {
      const { beta1, beta2, epsilon } = adam;
      steps++;
      kernels.adam(
        weights.start,
        start,
        first,
        second,
        count,
        rate,
        beta1,
        beta2,
        epsilon,
        steps,
        scale,
      );
    },
  };
}

/** How the cortex's weights lie in memory: Wi and Wh as one matrix W [gates × (I + H)], I what enters. */
export function cortexMemory(config: LearnerConfig, { inputs, outputs }: LearnerSizes): Shapes {
  const rows = gateRows(config.cortex);
  const { hidden } = config.cortex;
  return {
    W: [rows, corticalInputs(config, inputs) + hidden],
    bi: [rows],
    bh: [rows],
    Wo: [outputs, hidden],
    bo: [outputs],
    ...embeddingShapes(config, inputs, outputs),
  };
}

type Which = "weights" | "gradient";

/** Copies out by outside names. */
export function readNamed(
  kernels: Kernels,
  config: LearnerConfig,
  sizes: LearnerSizes,
  parts: readonly Synapses[],
  which: Which,
): NamedArrays {
  const named = Object.entries(outsideShapes(config, sizes)).map(([name, shape]) => {
    const out = new Float64Array(shape.reduce((product, n) => product * n, 1));
    eachEntry(kernels, sizes, config, parts, which, name, (view, at, i) => {
      out[i] = view[at];
    });
    return [name, out] as const;
  });
  return Object.fromEntries(named);
}

/** Copies in by outside names; a RangeError where a name or a length is wrong. */
export function writeNamed(
  kernels: Kernels,
  config: LearnerConfig,
  sizes: LearnerSizes,
  parts: readonly Synapses[],
  values: NamedArrays,
): void {
  const shapes = outsideShapes(config, sizes);
  for (const [name, array] of Object.entries(values)) {
    const shape = shapes[name];
    if (shape === undefined) {
      throw new RangeError(`no weights are called ${name}; there are ${Object.keys(shapes)}`);
    }
    const count = shape.reduce((product, n) => product * n, 1);
    if (array.length !== count) {
      throw new RangeError(`${name} has ${count} numbers, not ${array.length}`);
    }
    eachEntry(kernels, sizes, config, parts, "weights", name, (view, at, i) => {
      view[at] = array[i];
    });
  }
}

const outsideShapes = (config: LearnerConfig, { inputs, outputs }: LearnerSizes): NamedShapes => ({
  ...cortexShapes(config, inputs, outputs),
  ...cerebellumShapes(config),
});

/** Calls back for each entry of a tensor by its outside name: where it lies, and which entry it is. */
function eachEntry(
  kernels: Kernels,
  sizes: LearnerSizes,
  config: LearnerConfig,
  parts: readonly Synapses[],
  which: Which,
  name: string,
  call: (view: { [index: number]: number }, at: number, i: number) => void,
): void {
  const inside = name === "Wi" || name === "Wh" ? "W" : name;
  const part = parts.find((candidate) => inside in candidate[which].shapes);
  if (part === undefined) throw new RangeError(`no weights are called ${name}`);
  const view = tensor(kernels, part[which], inside);
  if (inside !== "W") {
    for (let i = 0; i < view.length; i++) call(view, i, i);
    return;
  }
  const { hidden } = config.cortex;
  const inputs = corticalInputs(config, sizes.inputs);
  const width = inputs + hidden;
  const columns = name === "Wi" ? inputs : hidden;
  const first = name === "Wi" ? 0 : inputs;
  for (let i = 0, row = 0; row < view.length; row += width) {
    for (let column = first; column < first + columns; column++, i++) call(view, row + column, i);
  }
}

/** Copies out by the names they have in memory. */
export function readArrays(
  kernels: Kernels,
  parts: readonly Synapses[],
  which: Which,
): NamedArrays {
  const entries = parts.flatMap((part) =>
    Object.keys(part[which].shapes).map(
      (name) => [name, Float64Array.from(tensor(kernels, part[which], name))] as const,
    ),
  );
  return Object.fromEntries(entries);
}

/** Copies in by the names they have in memory; a RangeError where a name or a length is wrong. */
export function writeArrays(
  kernels: Kernels,
  parts: readonly Synapses[],
  values: NamedArrays,
): void {
  for (const [name, array] of Object.entries(values)) {
    const part = parts.find(({ weights }) => name in weights.shapes);
    if (part === undefined) throw new RangeError(`no weights are called ${name}`);
    const place = tensor(kernels, part.weights, name);
    if (array.length !== place.length) {
      throw new RangeError(`${name} has ${place.length} numbers, not ${array.length}`);
    }
    place.set(array);
  }
}

/** Mossy fibres that reach no granule cell: the entries of W0 that are zero. */
export function absentFibres(kernels: Kernels, { weights, gradient }: Synapses) {
  const W = tensor(kernels, weights, "W0");
  const dW = tensor(kernels, gradient, "W0");
  let absent = new Int32Array(0);
  return {
    /** Takes note of them. */
    find(): void {
      absent = Int32Array.from(W.keys()).filter((i) => W[i] === 0);
    },
    /** Lets them have no gradient. */
    forget(): void {
      for (let i = 0; i < absent.length; i++) dW[absent[i]] = 0;
    },
  };
}
