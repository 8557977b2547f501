/**
 * TensorFlow, the learner's second engine: the native one (tfjs-node) where it works, else tfjs in plain
 * JavaScript. Both are optional packages, and that tfjs-node is installed proves nothing: its addon
 * is not part of the package, so the only test is to load it.
 */
import { createRequire } from "node:module";
import util from "node:util";
import type { Tf } from "../controller/learning/ccrnn/tensor-model.ts";

export type TensorFlowName = "tfjs-node" | "tfjs";

export type TensorFlow =
  | {
      readonly ok: true;
      readonly name: TensorFlowName;
      readonly tf: Tf;
      /** Versions, for a person. */
      readonly version: string;
      /** Why it is not the native one, if it is not. */
      readonly whyNotNative?: string;
    }
  | { readonly ok: false; readonly why: string };

const nativeRemedy = "in a clone of purkinje: npm run setup:native";
const plainRemedy = "npm install @tensorflow/tfjs@4.22.0";

/** How to get an engine that is not there. */
export const remedyFor = (name: TensorFlowName): string =>
  name === "tfjs-node" ? nativeRemedy : plainRemedy;

const require = createRequire(import.meta.url);

/** The better one of the two, or the one that is asked for. */
export function loadTensorFlow(want?: TensorFlowName): TensorFlow {
  const native = want === "tfjs" ? undefined : loadNative();
  if (native?.ok || (native && want === "tfjs-node")) return native;
  const plain = loadPlain();
  return plain.ok && native ? { ...plain, whyNotNative: native.why } : plain;
}

function loadNative(): TensorFlow {
  restoreUtil();
  // biome-ignore lint/style/noProcessEnv: TensorFlow can be told to be quiet in no other way
  process.env["TF_CPP_MIN_LOG_LEVEL"] ??= "2";
  try {
    // Not by `import`: the compiler would want the types of a package that need not be there.
    const tf: NativeTf = require("@tensorflow/tfjs-node");
    const { binding } = tf.backend();
    const version = `tfjs-node ${tf.version["tfjs-node"]} on TensorFlow ${binding.TF_Version}`;
    return { ok: true, name: "tfjs-node", tf, version };
  } catch (error) {
    return { ok: false, why: reason(error) };
  }
}

function loadPlain(): TensorFlow {
  try {
    const tf: Tf = require("@tensorflow/tfjs");
    tf.enableProdMode(); // or it advertises tfjs-node on stderr
    return { ok: true, name: "tfjs", tf, version: `tfjs ${tf.version.tfjs}, plain JavaScript` };
  } catch (error) {
    return { ok: false, why: reason(error) };
  }
}

/** As much of tfjs-node as is more than tfjs. */
type NativeTf = {
  readonly version: { readonly "tfjs-node": string };
  backend(): { readonly binding: { readonly TF_Version: string } };
} & Tf;

/** tfjs-node 4.22 calls what Node 23 took away, and what Node 22 warns of. */
function restoreUtil(): void {
  Object.assign(util, {
    isArray: Array.isArray,
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  });
}

/** The first line of what a loader says, for the rest of it is a stack of modules. */
function reason(error: unknown): string {
  const first = (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
  if (/Cannot find module '@tensorflow/.test(first)) return "the optional package is not installed";
  if (/tfjs_binding\.node/.test(first)) return "its native addon has not been built";
  return first;
}
