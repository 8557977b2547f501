/** The process in which one of our engines takes part in a benchmark: `engine-process.js ENGINE SIZE`. */
import { writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { encodeTensors } from "../../bridge/weights/safetensors.ts";
import type { Learner } from "../../controller/learning/ccrnn/learner.ts";
import { engineNames, learningEngine } from "../learning-engine.ts";
import { Order } from "./orders.ts";
import type { LearnerName } from "./training-size.ts";
import { sizeNames, trainingSize } from "./training-size.ts";

const [name, sizeName] = z
  .tuple([z.enum(engineNames), z.enum(sizeNames)])
  .parse(process.argv.slice(2));
const size = trainingSize(sizeName);
const engine = learningEngine(name);
const practice = { different: size.practice(false), equal: size.practice(true) };
const learners = new Map<LearnerName, Learner>();

const answer = (value: object): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

function make(learner: LearnerName): Learner {
  if (!engine.ok) throw new Error(engine.why);
  const [config, weights] = [size.config(learner), size.weights(learner)];
  return engine.make({ config, sizes: size.sizes, weights });
}

/** Made when first asked for, and kept: what is timed is learning. */
function learnerOf(learner: LearnerName): Learner {
  const known = learners.get(learner) ?? make(learner);
  learners.set(learner, known);
  return known;
}

function obey(order: Order): void {
  if (order.op === "measure") {
    const learner = learnerOf(order.learner);
    const batches = order.equal ? practice.equal : practice.different;
    const before = process.cpuUsage();
    const began = performance.now();
    for (let n = 0; n < order.batches; n++) {
      const batch = batches[n % batches.length];
      if (batch) learner.trainBatch(batch);
    }
    const ms = (performance.now() - began) / order.batches;
    const { user, system } = process.cpuUsage(before);
    answer({ ms, cpuMs: (user + system) / 1000 / order.batches });
  } else {
    const learner = make(order.learner);
    const [batch] = practice.different;
    if (batch) learner.trainBatch(batch);
    const tensors = Object.entries(learner.gradients()).map(
      ([key, values]) => [key, { shape: [values.length], values }] as const,
    );
    writeFileSync(
      order.file,
      encodeTensors({ tensors: Object.fromEntries(tensors), metadata: {} }),
    );
    answer({ done: true });
  }
}

answer(engine.ok ? { version: engine.version, merges: engine.merges } : { why: engine.why });
for await (const line of createInterface({ input: process.stdin })) {
  obey(Order.parse(JSON.parse(line)));
}
