import { loadTensorFlow, remedyFor } from "../load-tensorflow.ts";
import type { Finding } from "./finding.ts";

/** Only `--engine tfjs` and `--engine tfjs-node` need it; the kernels learn without. */
export function findTensorFlow(): Finding {
  const base = { name: "TensorFlow", optional: true } as const;
  const found = loadTensorFlow();
  if (!found.ok) {
    return { ...base, ok: false, found: `none: ${found.why}`, remedy: remedyFor("tfjs") };
  }
  const { version, whyNotNative } = found;
  if (whyNotNative === undefined) return { ...base, ok: true, found: `native: ${version}` };
  return {
    ...base,
    ok: false,
    found: `${version}; not the native tfjs-node: ${whyNotNative}`,
    remedy: remedyFor("tfjs-node"),
  };
}
