/** Makes the kernels for Node: the fast ones where they can run, else their twin in TypeScript. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Kernels } from "../controller/kernels/kernels.ts";
import { createTypescriptKernels } from "../controller/kernels/typescript-kernels.ts";
import { createWasmKernels, type WasmExports } from "../controller/kernels/wasm-kernels.ts";

export interface KernelOptions {
  /** What the tensors may take, in units of 2²⁰ bytes of Float32; it is fixed for good. */
  readonly megabytes?: number;
  /** Which kernels to make, if they can be had. */
  readonly prefer?: Kernels["name"];
}

/** What `loadKernels` gives, and why it is not the fast one, if it is not. */
export interface Engine {
  readonly name: Kernels["name"];
  readonly simd: boolean;
  readonly why?: string;
}

const PAGES_PER_MEGABYTE = 16;
const ELEMENTS_PER_MEGABYTE = 2 ** 18;

/** Where the kernels are to someone who runs the build, and to someone who runs the sources. */
const places = [
  "../controller/kernels/kernels.wasm",
  "../dist/controller/kernels/kernels.wasm",
].map((place) => fileURLToPath(new URL(place, import.meta.url)));

/** As much of it as is used here; the types of Node 20 leave it to the DOM. */
declare const WebAssembly: {
  readonly Memory: new (pages: {
    initial: number;
    maximum: number;
  }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: WasmExports };
  validate(code: Uint8Array): boolean;
};

type Found =
  | { readonly ok: true; readonly module: object }
  | { readonly ok: false; readonly why: string };

let found: Found | undefined;

/** Kernels with a memory of their own. */
export function loadKernels({ megabytes = 64, prefer = "wasm-simd" }: KernelOptions = {}): Kernels {
  const wasm = prefer === "wasm-simd" ? findModule() : undefined;
  if (!wasm?.ok) return createTypescriptKernels(Math.ceil(megabytes * ELEMENTS_PER_MEGABYTE));

  const pages = Math.ceil(megabytes * PAGES_PER_MEGABYTE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const instance = new WebAssembly.Instance(wasm.module, { env: { memory } });
  return createWasmKernels(instance.exports, memory.buffer);
}

/** Which kernels `loadKernels` makes when nobody asks for others. */
export function describeEngine(): Engine {
  const wasm = findModule();
  return wasm.ok
    ? { name: "wasm-simd", simd: true }
    : { name: "typescript", simd: false, why: wasm.why };
}

/** Compiles the module, once a process. */
function findModule(): Found {
  found ??= compileFirst();
  return found;
}

function compileFirst(): Found {
  for (const place of places) {
    const code = readIfPresent(place);
    if (!code) continue;
    // The module is full of SIMD, so an engine without it calls it invalid.
    if (!WebAssembly.validate(code)) {
      return { ok: false, why: `${place} is damaged, or this Node has no WebAssembly SIMD` };
    }
    return { ok: true, module: new WebAssembly.Module(code) };
  }
  return { ok: false, why: `there is no ${places.join(" nor ")}; npm run build:kernels makes it` };
}

function readIfPresent(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
