/** PyTorch as a contestant: the same mathematics from the same weights, in bench/pytorch/ccrnn.py. */
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeTensors } from "../../bridge/weights/safetensors.ts";
import { UserError } from "../user-error.ts";
import type { Contestant } from "./contestant.ts";
import { startContestant } from "./contestant.ts";
import type { TrainingSize } from "./training-size.ts";

/** What this machine lacks: as in sysexits.h, EX_UNAVAILABLE. */
const UNAVAILABLE = 69;

/** Where the program is to someone who runs the build, and to someone who runs the sources. */
const places = ["../../../bench/pytorch/ccrnn.py", "../../bench/pytorch/ccrnn.py"];

/** A `UserError` where there is no PyTorch. `folder` is for the numbers that it is given. */
export async function startPytorch(
  size: TrainingSize,
  python: string | undefined,
  folder: string,
): Promise<Contestant> {
  const script = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
  if (script === undefined) {
    throw new UserError(
      "bench/pytorch/ccrnn.py is not here: it comes with a clone of purkinje, not with the package.",
      UNAVAILABLE,
    );
  }
  const file = join(folder, "setup.safetensors");
  writeFileSync(file, setupFile(size));
  const { syntheticScale, clipNorm, interval, adam } = size.config("ccrnn");
  const { batch, steps, kind } = size.sizes;
  return startContestant("pytorch", findPython(python), [script], {
    op: "setup",
    file,
    batch,
    steps,
    kind,
    interval,
    scale: syntheticScale,
    clip: clipNorm,
    adam: [adam.rate, adam.beta1, adam.beta2, adam.epsilon],
  });
}

/** The first Python that has PyTorch. */
function findPython(wanted: string | undefined): string {
  const candidates = wanted === undefined ? ["python3", "/usr/bin/python3"] : [wanted];
  const found = candidates.find(
    (python) => spawnSync(python, ["-c", "import numpy, torch"], { stdio: "ignore" }).status === 0,
  );
  if (found !== undefined) return found;
  throw new UserError(
    `Expected a Python with PyTorch and NumPy, found none (tried ${candidates.join(", ")}). On Debian and Ubuntu: apt-get install python3-torch libopenblas0-pthread`,
    UNAVAILABLE,
  );
}

/** Weights, all batches [n × T × B × I] and what should be answered. */
function setupFile(size: TrainingSize): Uint8Array {
  const practice = size.practice(false);
  const { batch, steps, inputs } = size.sizes;
  const { cortex, cerebellum } = size.config("ccrnn");
  const wanted = practice.map(({ targets }) =>
    targets.kind === "values" ? targets.values : Float32Array.from(targets.labels),
  );
  const width = size.sizes.kind === "values" ? [size.sizes.outputs] : [];
  const granules = cerebellum === "none" ? 0 : cerebellum.granules;
  const columns: Readonly<Record<string, number>> = {
    Wi: inputs,
    Wh: cortex.hidden,
    Wo: cortex.hidden,
    W0: 2 * cortex.hidden,
    W1: granules,
  };
  const weights = Object.entries(size.weights("ccrnn")).map(([name, values]) => {
    const across = columns[name];
    const shape = across === undefined ? [values.length] : [values.length / across, across];
    return [name, { shape, values: Float32Array.from(values) }] as const;
  });
  const count = practice.length;
  return encodeTensors({
    tensors: {
      X: { shape: [count, steps, batch, inputs], values: joined(practice.map((b) => b.inputs)) },
      wanted: { shape: [count, steps, batch, ...width], values: joined(wanted) },
      ...Object.fromEntries(weights),
    },
    metadata: {},
  });
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
