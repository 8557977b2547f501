/** What can be chosen about a learner, on the command line; what is not chosen is as the task has it. */
import { InvalidArgumentError, Option } from "commander";
import type { Intervention } from "../../controller/learning/ccrnn/interventions.ts";
import type { LearnerConfig } from "../../controller/learning/ccrnn/learner-config.ts";
import { checkConfig } from "../../controller/learning/ccrnn/learner-config.ts";
import { learnerNames, PRESETS, shapeOf } from "../../controller/learning/ccrnn/presets.ts";
import type { LearnerSpec, SequenceTaskSpec } from "../../sim/experiments/paper/run-spec.ts";
import { number } from "../options.ts";
import { setFor } from "../reproduction/task-settings.ts";
import { UserError } from "../user-error.ts";

const learners = [...learnerNames, "bp-lambda", "forward-drive"] as const;
type ChosenLearner = (typeof learners)[number];

export interface LearnerChoices {
  readonly learner: ChosenLearner;
  readonly mode?: "reference" | "clean";
  readonly cortex?: "lstm" | "tanh";
  readonly hidden?: number;
  readonly biases?: 1 | 2;
  readonly granules?: number;
  readonly layers?: 1 | 2;
  readonly fanIn?: number | "dense";
  readonly silentMossyFibres?: boolean;
  readonly window?: number | "full";
  readonly interval?: number | "last";
  readonly scale?: number;
  readonly terminal?: "reference" | "zero";
  readonly cerebellarLoss?: "sum" | "mean";
  readonly clip?: "joint" | "separate";
  readonly clipNorm?: number;
  readonly update?: "batch" | "window";
  readonly everyTick?: boolean;
  readonly lambda?: number;
  readonly gamma?: number;
  readonly mossy?: "state" | "standard";
  readonly cerebellarRule?: "adam" | "projection";
  readonly ridge?: number;
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
    "ccrnn: with a cerebellum; crnn: without; best: the best variant known; bp-lambda: BP(λ), with no window; full: the whole sequence in view; forward-drive: a cerebellum that drives",
  )
    .choices(learners)
    .default("ccrnn"),
  new Option(
    "--mode <name>",
    "as the published code does it, or as theory says (default: reference)",
  ).choices(["reference", "clean"]),
  new Option("--cortex <kind>", "units of the cortex (default: lstm)").choices(["lstm", "tanh"]),
  new Option("--hidden <n>", "how many (default: 50; digits 30)").argParser(count(1024)),
  new Option("--biases <n>", "bias vectors of the recurrent layer (default: 2; clean 1)")
    .choices(["1", "2"])
    .argParser(oneOrTwo),
  new Option("--granules <n>", "granule cells (default: 400; digits 300)").argParser(count(8192)),
  new Option("--layers <n>", "granule layers (default: 1)").choices(["1", "2"]).argParser(oneOrTwo),
  new Option("--fan-in <n>", "mossy fibres of a granule cell, or dense (default)").argParser(
    orWord("dense", count(4096)),
  ),
  new Option("--silent-mossy-fibres", "which have no effect on granule cells at first"),
  new Option(
    "--window <steps>",
    "that the cortex looks back, or full (default: the task's)",
  ).argParser(orWord("full", count(1000))),
  new Option("--interval <steps>", "between feedback, or last (default: the task's)").argParser(
    orWord("last", count(1000)),
  ),
  new Option("--scale <s>", "of the synthetic gradient (default: 0.1; best 0.5)").argParser(
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
  new Option("--clip-norm <x>", "largest norm of the gradients (default: 1)").argParser(
    number({ min: 1e-9, max: 1e9 }),
  ),
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
  new Option("--ridge <x>", `penalty of a projection on change (default: ${RIDGE})`).argParser(
    number({ min: 1e-9, max: 1e9 }),
  ),
  new Option("--rate <x>", "of learning (default: 1e-3; digits 3e-4)").argParser(
    number({ min: 0, max: 1 }),
  ),
  new Option("--cerebellum-rate <x>", "of the cerebellum's learning").argParser(
    number({ min: 0, max: 1 }),
  ),
];

function oneOrTwo(text: string): 1 | 2 {
  return text === "2" ? 2 : 1;
}

/** Choices about a cerebellum that teaches. */
const cerebellar: readonly string[] = [
  "granules",
  "layers",
  "fanIn",
  "silentMossyFibres",
  "scale",
  "terminal",
  "cerebellarLoss",
  "clip",
  "everyTick",
  "lambda",
  "gamma",
  "mossy",
  "cerebellarRule",
  "ridge",
  "cerebellumRate",
] satisfies (keyof LearnerChoices)[];

/** Whether a choice means anything to a learner. */
function hears(learner: ChosenLearner, choice: string): boolean {
  switch (learner) {
    case "ccrnn":
      return true;
    case "best":
      return choice !== "mode";
    case "bp-lambda":
      return choice !== "window";
    case "crnn":
      return !cerebellar.includes(choice);
    case "full":
      return choice !== "window" && !cerebellar.includes(choice);
    case "forward-drive":
      return choice === "learner" || choice === "interval";
  }
}

/** Throws a UserError where a choice would have no effect. */
function checkHeard(choices: LearnerChoices): void {
  const { learner } = choices;
  const made = new Map<string, unknown>(Object.entries(choices));
  for (const option of learnerOptions()) {
    const name = option.attributeName();
    if (made.get(name) === undefined || hears(learner, name)) continue;
    throw new UserError(`${option.long}: the learner ${learner} has no such choice.`, 2);
  }
}

/** The learner that was asked for; a UserError where choices do not go together. */
export function chosenLearner(
  task: SequenceTaskSpec["name"],
  choices: LearnerChoices,
): LearnerSpec {
  checkHeard(choices);
  const { learner, mode = "reference" } = choices;
  if (learner === "forward-drive") {
    const interval = choices.interval ?? setFor(task, PRESETS.reference).interval;
    return { rule: "forward-drive", interval };
  }
  const preset = setFor(task, learner === "best" ? PRESETS.best : PRESETS[mode]);
  const shape = learner === "bp-lambda" ? byLambda : shapeOf[learner];
  const config = changed(shape(preset), choices);
  try {
    checkConfig(config);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(`${error.message}.`, 2);
    throw error;
  }
  return { rule: "ccrnn", config };
}

/** No window but the step itself; everything later is heard of by the cerebellum's λ-returns. */
const byLambda = (config: LearnerConfig): LearnerConfig => ({
  ...config,
  window: 1,
  everyTick: true,
  terminal: "zero",
  targets: PRESETS.best.targets,
});

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
      biases: choices.biases ?? cortex.biases,
    },
    cerebellum:
      cerebellum === "none"
        ? "none"
        : {
            ...cerebellum,
            granules: choices.granules ?? cerebellum.granules,
            layers: choices.layers ?? cerebellum.layers,
            fanIn: choices.fanIn ?? cerebellum.fanIn,
            mossyFibres: choices.silentMossyFibres ? "zero" : cerebellum.mossyFibres,
          },
    window: choices.window ?? config.window,
    interval: choices.interval ?? config.interval,
    syntheticScale: choices.scale ?? config.syntheticScale,
    terminal: choices.terminal ?? config.terminal,
    cerebellarLoss: choices.cerebellarLoss ?? config.cerebellarLoss,
    clip: choices.clip ?? config.clip,
    clipNorm: choices.clipNorm ?? config.clipNorm,
    update: choices.update ?? config.update,
    everyTick: choices.everyTick ?? config.everyTick,
    targets: bp,
    mossySignal: choices.mossy ?? config.mossySignal,
    cerebellarRule: changedRule(config.cerebellarRule, choices),
    adam: {
      ...adam,
      rate: choices.rate ?? adam.rate,
      cerebellumRate: choices.cerebellumRate ?? adam.cerebellumRate,
    },
  };
}

function changedRule(
  rule: LearnerConfig["cerebellarRule"],
  { cerebellarRule: kind = rule.kind, ridge }: LearnerChoices,
): LearnerConfig["cerebellarRule"] {
  if (kind === "projection") {
    return { kind, ridge: ridge ?? (rule.kind === "projection" ? rule.ridge : RIDGE) };
  }
  if (ridge === undefined) return { kind };
  throw new UserError(`--ridge is of --cerebellar-rule projection, here it is ${kind}.`, 2);
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
