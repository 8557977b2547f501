/** What can be chosen about a learner, on the command line; what is not chosen is as the task has it. */
import { InvalidArgumentError, Option } from "commander";
import type { Intervention } from "../../controller/learning/ccrnn/interventions.ts";
import type { LearnerConfig } from "../../controller/learning/ccrnn/learner-config.ts";
import { checkConfig } from "../../controller/learning/ccrnn/learner-config.ts";
import {
  PRESETS,
  withFullView,
  withoutCerebellum,
} from "../../controller/learning/ccrnn/presets.ts";
import type { LearnerSpec, SequenceTaskSpec } from "../../sim/experiments/paper/run-spec.ts";
import { number } from "../options.ts";
import { setFor } from "../reproduction/task-settings.ts";
import { UserError } from "../user-error.ts";

const learners = ["ccrnn", "crnn", "best", "full", "forward-drive"] as const;
type LearnerName = (typeof learners)[number];

export interface LearnerChoices {
  readonly learner: LearnerName;
  readonly mode: "reference" | "clean";
  readonly cortex?: "lstm" | "tanh";
  readonly hidden?: number;
  readonly granules?: number;
  readonly layers?: 1 | 2;
  readonly fanIn?: number | "dense";
  readonly window?: number | "full";
  readonly interval?: number | "last";
  readonly scale?: number;
  readonly terminal?: "reference" | "zero";
  readonly cerebellarLoss?: "sum" | "mean";
  readonly clip?: "joint" | "separate";
  readonly update?: "batch" | "window";
  readonly everyTick?: boolean;
  readonly lambda?: number;
  readonly gamma?: number;
  readonly mossy?: "state" | "standard";
  readonly cerebellarRule?: "adam" | "projection";
  readonly rate?: number;
  readonly cerebellumRate?: number;
}

/** Of BP(λ), as the best variant has it. */
const GAMMA = 0.8;
/** Of a projection, as the best variant has it. */
const RIDGE = 0.006;

const count = (max: number) => number({ min: 1, max, integer: true });
const orWord =
  <Word extends string>(word: Word, parse: (text: string) => number) =>
  (text: string): number | Word =>
    text === word ? word : parse(text);

export const learnerOptions = (): Option[] => [
  new Option(
    "--learner <name>",
    "ccrnn: with a cerebellum; crnn: without; best: the best variant known; full: the whole sequence in view; forward-drive: a cerebellum that drives",
  )
    .choices(learners)
    .default("ccrnn"),
  new Option("--mode <name>", "as the published code does it, or as theory says")
    .choices(["reference", "clean"])
    .default("reference"),
  new Option("--cortex <kind>", "units of the cortex (default: lstm)").choices(["lstm", "tanh"]),
  new Option("--hidden <n>", "how many (default: 50; digits 30)").argParser(count(1024)),
  new Option("--granules <n>", "granule cells (default: 400; digits 300)").argParser(count(8192)),
  new Option("--layers <n>", "granule layers (default: 1)").choices(["1", "2"]).argParser(layers),
  new Option("--fan-in <n>", "mossy fibres of a granule cell, or dense (default)").argParser(
    orWord("dense", count(4096)),
  ),
  new Option(
    "--window <steps>",
    "that the cortex looks back, or full (default: the task's)",
  ).argParser(orWord("full", count(1000))),
  new Option("--interval <steps>", "between feedback, or last (default: the task's)").argParser(
    orWord("last", count(1000)),
  ),
  new Option("--scale <s>", "of the synthetic gradient (default: 0.1)").argParser(
    number({ min: 0, max: 10 }),
  ),
  new Option(
    "--terminal <kind>",
    "what follows the last step: the cerebellum's word, or nothing",
  ).choices(["reference", "zero"]),
  new Option("--cerebellar-loss <kind>", "summed or averaged over the batch").choices([
    "sum",
    "mean",
  ]),
  new Option("--clip <kind>", "one bound for all gradients, or one for each network").choices([
    "joint",
    "separate",
  ]),
  new Option("--update <moment>", "after each batch, or after each window").choices([
    "batch",
    "window",
  ]),
  new Option("--every-tick", "teach the cerebellum at every step, not at window starts only"),
  new Option("--lambda <x>", "BP(λ) targets, looking beyond the window with weight λ").argParser(
    number({ min: 0, max: 1 }),
  ),
  new Option("--gamma <x>", "discount of BP(λ), a step (default: 0.8)").argParser(
    number({ min: 0, max: 1 }),
  ),
  new Option("--mossy <signal>", "fibres carry the state, or how far it is from its mean").choices([
    "state",
    "standard",
  ]),
  new Option(
    "--cerebellar-rule <name>",
    "how its synapses change: steps of Adam, or projection",
  ).choices(["adam", "projection"]),
  new Option("--rate <x>", "of learning (default: 1e-3; digits 3e-4)").argParser(
    number({ min: 0, max: 1 }),
  ),
  new Option("--cerebellum-rate <x>", "of the cerebellum's learning").argParser(
    number({ min: 0, max: 1 }),
  ),
];

function layers(text: string): 1 | 2 {
  return text === "2" ? 2 : 1;
}

/** The learner that was asked for; a UserError where choices do not go together. */
export function chosenLearner(
  task: SequenceTaskSpec["name"],
  choices: LearnerChoices,
): LearnerSpec {
  const { learner, mode } = choices;
  if (learner === "forward-drive") {
    const interval = choices.interval ?? setFor(task, PRESETS.reference).interval;
    return { rule: "forward-drive", interval };
  }
  const preset = setFor(task, learner === "best" ? PRESETS.best : PRESETS[mode]);
  const shape = { crnn: withoutCerebellum, full: withFullView }[
    learner === "full" ? "full" : "crnn"
  ];
  const isWhole = learner === "ccrnn" || learner === "best";
  const config = changed(isWhole ? preset : shape(preset), choices);
  try {
    checkConfig(config);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${error.message}.`, 2);
    throw error;
  }
  return { rule: "ccrnn", config };
}

function changed(config: LearnerConfig, choices: LearnerChoices): LearnerConfig {
  const { cortex, cerebellum, adam, targets } = config;
  const { lambda, gamma } = choices;
  const bp =
    lambda === undefined && gamma === undefined
      ? targets
      : ({
          kind: "bp-lambda",
          lambda: lambda ?? (targets.kind === "bp-lambda" ? targets.lambda : 0),
          gamma: gamma ?? (targets.kind === "bp-lambda" ? targets.gamma : GAMMA),
        } as const);
  return {
    ...config,
    cortex: {
      ...cortex,
      kind: choices.cortex ?? cortex.kind,
      hidden: choices.hidden ?? cortex.hidden,
    },
    cerebellum:
      cerebellum === "none"
        ? "none"
        : {
            ...cerebellum,
            granules: choices.granules ?? cerebellum.granules,
            layers: choices.layers ?? cerebellum.layers,
            fanIn: choices.fanIn ?? cerebellum.fanIn,
          },
    window: choices.window ?? config.window,
    interval: choices.interval ?? config.interval,
    syntheticScale: choices.scale ?? config.syntheticScale,
    terminal: choices.terminal ?? config.terminal,
    cerebellarLoss: choices.cerebellarLoss ?? config.cerebellarLoss,
    clip: choices.clip ?? config.clip,
    update: choices.update ?? config.update,
    everyTick: choices.everyTick ?? config.everyTick,
    targets: bp,
    mossySignal: choices.mossy ?? config.mossySignal,
    cerebellarRule: changedRule(config.cerebellarRule, choices.cerebellarRule),
    adam: {
      ...adam,
      rate: choices.rate ?? adam.rate,
      cerebellumRate: choices.cerebellumRate ?? adam.cerebellumRate,
    },
  };
}

function changedRule(
  rule: LearnerConfig["cerebellarRule"],
  chosen: LearnerChoices["cerebellarRule"],
): LearnerConfig["cerebellarRule"] {
  if (chosen === undefined || chosen === rule.kind) return rule;
  return chosen === "adam" ? { kind: "adam" } : { kind: "projection", ridge: RIDGE };
}

const interventions = [
  "cerebellum-off",
  "olive-off",
  "fixed-random-cerebellum",
  "shadow",
] as const satisfies readonly Intervention["kind"][];

/** --lesion cerebellum-off@25, any number of times. */
export const lesionOption = (): Option =>
  new Option(
    "--lesion <what@epoch>",
    `from an epoch on: ${interventions.join(", ")}; may be repeated`,
  )
    .argParser((text: string, before: readonly Intervention[] = []) => [...before, lesion(text)])
    .default([]);

function lesion(text: string): Intervention {
  const [what, when = ""] = text.split("@");
  const kind = interventions.find((one) => one === what);
  if (kind === undefined || !/^\d+$/.test(when)) {
    throw new InvalidArgumentError(
      `Expected a lesion such as cerebellum-off@25 (${interventions.join(", ")}), found ${JSON.stringify(text)}.`,
    );
  }
  return { kind, from: { epoch: Number(when) } };
}
