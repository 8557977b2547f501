/**
 * `purkinje experiment <name>`: a protocol in virtual time, with figures and a report.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Argument, Command, Option } from "commander";
import { installBrain } from "../bridge/weights/brain-file.ts";
import { makeCortex } from "../controller/cortex/cortex.ts";
import type { ArmName } from "../plant/arm/presets.ts";
import { armNames, presetArm } from "../plant/arm/presets.ts";
import type { Experiment, Findings } from "../sim/experiments/experiment.ts";
import { experiments } from "../sim/experiments/experiments.ts";
import { openLaboratory } from "../sim/experiments/laboratory.ts";
import type { Performed } from "./experiments/experiment-report.ts";
import { experimentReport } from "./experiments/experiment-report.ts";
import { judge, mediansOf, treeOf, wanted } from "./experiments/summary.ts";
import { describeEngine, loadKernels } from "./load-kernels.ts";
import { jsonOption, number } from "./options.ts";
import { readBrain, shippedBrain } from "./read-brain.ts";
import { writeReport } from "./report/write-report.ts";
import { figureText } from "./reproduction/wording.ts";
import { runProgress } from "./training/progress-bar.ts";
import { UserError } from "./user-error.ts";

interface Options {
  readonly seeds: number;
  readonly firstSeed: number;
  readonly weights?: string;
  readonly out?: string;
  readonly json: boolean;
}

/** Seeds from 5000 on served to choose what experiments use, and are left out. */
const FIRST_SEED = 7001;

export const experimentCommand = (): Command =>
  new Command("experiment")
    .description("put the brain through an experiment, in virtual time, and report on it")
    .addArgument(new Argument("<name>", "which one").choices(experiments.map(({ name }) => name)))
    .addOption(
      new Option("--seeds <n>", "brains and plans of trials; what is said are medians over them")
        .argParser(number({ min: 1, max: 1000, integer: true }))
        .default(5),
    )
    .addOption(
      new Option("--first-seed <n>", "the others follow it")
        .argParser(number({ min: 0, max: 1e6, integer: true }))
        .default(FIRST_SEED),
    )
    .option("--weights <file>", "a brain from `purkinje train reach` (default: the one that ships)")
    .option("--out <folder>", "writes report.html there")
    .addOption(jsonOption().default(false))
    .addHelpText("after", () => `\nExperiments:\n${experiments.map(line).join("\n")}`)
    .action(perform);

const line = ({ name, about }: Experiment): string => `  ${name.padEnd(12)} ${about}`;

function perform(name: string, { seeds: count, firstSeed, weights, out, json }: Options): void {
  const began = performance.now();
  const experiment = experiments.find((one) => one.name === name);
  if (!experiment) throw new UserError(`There is no experiment called ${name}.`);
  if (out !== undefined) makeFolder(out);
  const laboratory = laboratoryOf(weights ?? shippedBrain());
  const seeds = Array.from({ length: count }, (_, i) => firstSeed + i);
  const found: Findings[] = [];
  const bar = runProgress(count, count);
  try {
    for (const seed of seeds) {
      found.push(experiment.perform(laboratory, seed));
      bar.ended(1);
    }
  } finally {
    bar.stop();
  }

  const settings = [
    ["command", `purkinje experiment ${name} --seeds ${count} --first-seed ${firstSeed}`],
    ["brain", weights ?? "the one that ships"],
    ["engine", describeEngine().name],
    ["Node", process.version],
  ] as const;
  const performed: Performed = { experiment, seeds, found, settings };
  const medians = mediansOf(found);
  if (out !== undefined) {
    const path = join(out, "report.html");
    writeReport(path, experimentReport(performed));
    say(`report: ${path}`);
  }
  for (const { target, found: value, met } of judge(experiment, medians)) {
    say(
      `${met ? "met  " : "SHORT"}  ${target.figure} ${value === null ? "not found" : figureText(value)}, wanted ${wanted(target)}: ${target.meaning}`,
    );
  }
  if (json) {
    const seconds = (performance.now() - began) / 1000;
    process.stdout.write(
      `${JSON.stringify({ experiment: name, seeds, ...treeOf(medians), seconds })}\n`,
    );
  } else {
    for (const [figure, value] of Object.entries(medians)) {
      process.stdout.write(`${figure}: ${value === null ? "–" : figureText(value)}\n`);
    }
  }
}

function laboratoryOf(path: string) {
  const file = readBrain(path);
  const { arm, viscosity } = file.provenance;
  const known = armNames.find((name): name is ArmName => name === arm);
  if (!known) {
    throw new UserError(
      `${path} was trained on the arm ${arm}, which is not among ${armNames.join(", ")}.`,
    );
  }
  const body = presetArm(known, viscosity);
  if (body.muscles) {
    throw new UserError(
      `${path} moves the muscles of ${arm}, and experiments are about joint torques: leave --weights out, or train one with \`purkinje train reach --arm li-todorov\`.`,
    );
  }
  const kernels = loadKernels();
  const { cortex, cerebellum } = installBrain(kernels, file);
  return openLaboratory(kernels, makeCortex(kernels, cortex), cerebellum, body);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    throw new UserError(
      `Cannot write into ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    );
  }
}

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
