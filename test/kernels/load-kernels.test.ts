import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type * as Loader from "../../cli/load-kernels.ts";
import { describeEngine, loadKernels } from "../../cli/load-kernels.ts";

const root = join(import.meta.dirname, "../..");
const built = "dist/controller/kernels/kernels.wasm";
let copy: string;

/** The loader in a place of its own, with the module at `place`, or nowhere. */
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), "purkinje-"));
  mkdirSync(join(copy, "cli"));
  cpSync(join(root, "cli/load-kernels.ts"), join(copy, "cli/load-kernels.ts"));
  cpSync(join(root, "controller/kernels"), join(copy, "controller/kernels"), { recursive: true });
});
afterEach(() => rmSync(copy, { recursive: true }));

const loader = (): Promise<typeof Loader> => import(join(copy, "cli/load-kernels.ts"));

test("the fast kernels are the default, the plain ones can be had", () => {
  expect(describeEngine()).toEqual({ name: "wasm-simd", simd: true });
  expect(loadKernels({ megabytes: 1 }).name).toBe("wasm-simd");
  expect(loadKernels({ megabytes: 1, prefer: "typescript" }).name).toBe("typescript");
});

test.each([built, "controller/kernels/kernels.wasm"])(
  "the module is found at %s",
  async (place) => {
    cpSync(join(root, built), join(copy, place));
    expect((await loader()).describeEngine().name).toBe("wasm-simd");
  },
);

test("where there is no module, the plain kernels stand in and say so", async () => {
  const { describeEngine, loadKernels } = await loader();
  expect(loadKernels({ megabytes: 1 }).name).toBe("typescript");
  expect(describeEngine()).toMatchObject({ name: "typescript", simd: false });
  expect(describeEngine().why).toMatch(/there is no .*kernels\.wasm.*npm run build:kernels/);
});

test("where the module is not valid, as it is without SIMD, they do so too", async () => {
  mkdirSync(join(copy, "dist/controller/kernels"), { recursive: true });
  writeFileSync(join(copy, built), "not WebAssembly");
  const { describeEngine, loadKernels } = await loader();
  expect(loadKernels({ megabytes: 1 }).name).toBe("typescript");
  expect(describeEngine().why).toMatch(/no WebAssembly SIMD/);
});
