/**
 * Which runs belong together. A run's result is the same to the bit only for the same code, the same
 * kernels and the same Node (whose Math.pow differs from one to the next), so whatever differs in these
 * has a queue of its own: a worker never sees the runs that it must not do.
 */

import { describeEngine } from "../load-kernels.ts";
import { nodeMajor, REVISION } from "../reproduction/run-key.ts";
import { version } from "../version.ts";

/** Of this process: a name for people, and for the queue. */
export function runFamily(): string {
  return `purkinje ${version} (runs of revision ${REVISION}, ${describeEngine().name}, Node ${nodeMajor})`;
}
