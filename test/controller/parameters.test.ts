import { expect, test } from "vitest";
import { createTypescriptKernels } from "../../controller/kernels/typescript-kernels.ts";
import { allocateParameters, tensor } from "../../controller/parameters.ts";

const shapes = { W: [3, 4], b: [3], gain: [] } as const;

test("tensors of a network lie one after the other in one zeroed stretch", () => {
  const kernels = createTypescriptKernels(100);
  kernels.allocate(7);
  const parameters = allocateParameters(kernels, shapes);
  const { start, count, at } = parameters;
  expect(count).toBe(3 * 4 + 3 + 1);
  expect([at.W, at.b, at.gain]).toEqual([start, start + 12, start + 15]);
  expect([...kernels.view(start, count)]).toEqual(new Array(count).fill(0));
});

test("a tensor is a view: what is written to it is in the stretch", () => {
  const kernels = createTypescriptKernels(100);
  const parameters = allocateParameters(kernels, shapes);
  tensor(kernels, parameters, "b").set([1, 2, 3]);
  expect([...kernels.view(parameters.start + 12, 3)]).toEqual([1, 2, 3]);
  expect(tensor(kernels, parameters, "W")).toHaveLength(12);
});

test("two networks share nothing", () => {
  const kernels = createTypescriptKernels(100);
  const one = allocateParameters(kernels, shapes);
  const other = allocateParameters(kernels, shapes);
  kernels.fill(one.start, 1, one.count);
  expect(Math.max(...kernels.view(other.start, other.count))).toBe(0);
});
