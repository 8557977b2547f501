import { readFileSync } from "node:fs";
import { decodeTensors } from "../../bridge/weights/safetensors.ts";

/**
 * How far the tensors of two files are apart: the largest difference of two entries over the largest
 * entry, for the tensor in which that is worst.
 */
export function gradientDifference(file: string, reference: string): number {
  const [found, expected] = [read(file), read(reference)];
  let worst = 0;
  for (const [name, { values }] of Object.entries(expected)) {
    const others = found[name]?.values ?? [];
    let [apart, largest] = [0, 0];
    for (const [i, value] of values.entries()) {
      apart = Math.max(apart, Math.abs(value - (others[i] ?? Number.NaN)));
      largest = Math.max(largest, Math.abs(value));
    }
    worst = Math.max(worst, apart / largest);
  }
  return worst;
}

function read(file: string) {
  const tensors = decodeTensors(readFileSync(file));
  if (typeof tensors === "string") throw new Error(`${file}: ${tensors}`);
  return tensors.tensors;
}
