/**
 * `purkinje reproduce [study…]`: the paper's experiments, and one report of all of them.
 */
import { setMaxListeners } from "node:events";
import { join } from "node:path";
import { Argument, Command, Option } from "commander";
import type { EngineName } from "../sim/experiments/paper/run-spec.ts";
import { onInterrupt } from "./interrupt.ts";
import { checkEngine, engineOption } from "./learning-engine.ts";
import { describeEngine } from "./load-kernels.ts";
import { jsonOption, number } from "./options.ts";
import { parseQueueAddress, queueOption } from "./queue/queue-address.ts";
import { queueRunner } from "./queue/run-queue.ts";
import { digitSource } from "./reproduction/digit-source.ts";
import { lineDrawingText, summariseLineDrawing } from "./reproduction/line-drawing-summary.ts";
import { readOutcomes } from "./reproduction/outcomes.ts";
import type { Mode, Plan, PlannedRun } from "./reproduction/plan.ts";
import { modes } from "./reproduction/plan.ts";
import { distinctRuns, doMissing } from "./reproduction/reproduce-runs.ts";
import { claimsOf, reproductionReport } from "./reproduction/reproduction-report.ts";
import { localRunner } from "./reproduction/run-pool.ts";
import type { RunStore } from "./reproduction/run-store.ts";
import { openRunStore } from "./reproduction/run-store.ts";
import { studies } from "./reproduction/studies.ts";
import type { Claim, Study } from "./reproduction/study.ts";
import { UserError } from "./user-error.ts";
import { writeWhole } from "./write-whole.ts";

interface Options {
  readonly mode: Mode;
  readonly quick: boolean;
  readonly seeds?: number;
  readonly firstSeed: number;
  readonly epochs?: number;
  readonly digits?: string;
  readonly engine?: EngineName;
  readonly jobs?: number;
  readonly queue?: string;
  readonly out: string;
  readonly reportOnly: boolean;
  readonly json: boolean;
}

const SEEDS = 10;
const QUICK_SEEDS = 3;
/** A report of what has ended so far is written this often [ms]. */
const REPORT_EVERY = 20_000;

export const reproduceCommand = (): Command =>
  new Command("reproduce")
    .description("reproduce the experiments of Pemberton et al. (NeurIPS 2021), and report on them")
    .addArgument(
      new Argument("[studies...]", "which of them; all, unless named").choices(
        studies.map(({ name }) => name),
      ),
    )
    .addOption(
      new Option("--mode <name>", "as the published code does it, or as theory says")
        .choices(modes)
        .default("reference"),
    )
    .addOption(
      new Option("--quick", "the headline figures, three seeds unless told").default(false),
    )
    .addOption(
      new Option("--seeds <n>", `runs of each condition (default: ${SEEDS})`).argParser(
        number({ min: 1, max: 1000, integer: true }),
      ),
    )
    .addOption(
      new Option("--first-seed <n>", "the others follow it")
        .argParser(number({ min: 0, max: 1e6, integer: true }))
        .default(1),
    )
    .addOption(
      new Option("--epochs <n>", "of every run (default: each study's own number)").argParser(
        number({ min: 1, max: 100_000, integer: true }),
      ),
    )
    .addOption(
      new Option("--digits <folder>", "IDX files of MNIST (default: 10,000 built-in digits)"),
    )
    .addOption(engineOption())
    .addOption(
      new Option("--jobs <n>", "runs at a time (default: one for each core)").argParser(
        number({ min: 1, max: 256, integer: true }),
      ),
    )
    .addOption(
      queueOption("leave the runs to `purkinje worker`s, through the Redis at this address"),
    )
    .addOption(
      new Option("--out <folder>", "where results are kept and the report is written").default(
        "reproduction",
      ),
    )
    .addOption(
      new Option("--report-only", "report on the runs that have ended, and do none").default(false),
    )
    .addOption(jsonOption().default(false))
    .addHelpText("after", () => `\nStudies:\n${studies.map(studyLine).join("\n")}\n${RESUMES}`)
    .action(reproduce);

const studyLine = ({ name, about, isHeadline }: Study): string =>
  `  ${name.padEnd(22)} ${about}${isHeadline ? " (also with --quick)" : ""}`;

const RESUMES = `
Every run is kept in the folder as soon as it has ended: stopped at any moment, the same command
goes on from there. While it works, report.html in that folder tells of what has ended.`;

async function reproduce(names: string[], options: Options): Promise<void> {
  const began = performance.now();
  checkEngine(options.engine);
  // Half a second to load, which no other command should wait for.
  const { writeReport } = await import("./report/write-report.ts");
  const asked = studies.filter(({ name, isHeadline }) =>
    names.length > 0 ? names.includes(name) : isHeadline || !options.quick,
  );
  const { plan, notes } = await makePlan(asked, options);
  const planned = new Map(asked.map((study) => [study, study.runs(plan)]));
  const answered = asked.filter((study) => (planned.get(study) ?? []).length > 0);
  const runs = answered.flatMap((study) => planned.get(study) ?? []);
  if (runs.length === 0) throw new UserError(notes.join(" "));

  const store = openRunStore(join(options.out, "runs"));
  const distinct = distinctRuns(runs);
  const look = () => {
    const outcomes = readOutcomes(runs, store);
    const done = distinct.filter((spec) => store.read(spec) !== undefined).length;
    const settings = settingsOf(names, options, plan);
    const progress = { done, planned: distinct.length };
    const found = { studies: asked, plan, outcomes, runs: progress, settings, notes };
    writeReport(join(options.out, "report.html"), reproductionReport(found));
    return found;
  };

  const stopped = await work(runs, store, options, look);
  const found = look();
  writeRaw(join(options.out, "results.json"), found.settings, runs, store);
  const seconds = (performance.now() - began) / 1000;
  const claims = claimsOf(found);
  const isLineDrawing = names.length === 1 && names[0] === "line-drawing";
  const drawing = () => summariseLineDrawing(found.outcomes, plan.mode, seconds);
  if (found.runs.done === 0 && !stopped) {
    throw new UserError(
      `Nothing has ended yet in ${options.out}, so there is nothing to report; without --report-only the ${found.runs.planned} runs are done.`,
    );
  }
  if (options.json && !stopped) {
    const said = isLineDrawing
      ? drawing()
      : { mode: plan.mode, seeds: plan.seeds.length, runs: found.runs, claims, notes, seconds };
    process.stdout.write(`${JSON.stringify(said)}\n`);
  }
  if (answered.some(({ name }) => name === "line-drawing")) say(lineDrawingText(found.outcomes));
  for (const claim of claims) say(claimLine(claim));
  for (const note of notes) say(note);
  say(`report: ${join(options.out, "report.html")}`);
  if (stopped) {
    const { done, planned: all } = found.runs;
    throw new UserError(
      `Stopped after ${done} of ${all} runs; the same command goes on from there.`,
      130,
    );
  }
}

/** Does what is missing; says whether it was stopped. */
async function work(
  runs: readonly PlannedRun[],
  store: RunStore,
  { jobs, queue, reportOnly }: Options,
  look: () => void,
): Promise<boolean> {
  if (reportOnly) return false;
  const runner = queue === undefined ? localRunner(jobs) : queueRunner(parseQueueAddress(queue));
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const forget = onInterrupt(() => stop.abort());
  let reported = performance.now();
  const onRun = () => {
    if (performance.now() - reported < REPORT_EVERY) return;
    look();
    reported = performance.now();
  };
  try {
    await doMissing({ runs, store, runner, signal: stop.signal, onRun });
    return false;
  } catch (error) {
    if (stop.signal.aborted) return true;
    throw error;
  } finally {
    forget();
  }
}

async function makePlan(
  asked: readonly Study[],
  { mode, quick, seeds, firstSeed, epochs, digits, engine }: Options,
): Promise<{ plan: Plan; notes: string[] }> {
  const count = seeds ?? (quick ? QUICK_SEEDS : SEEDS);
  const plan = {
    mode,
    quick,
    seeds: Array.from({ length: count }, (_, i) => firstSeed + i),
    epochs,
    engine,
  };
  const needsDigits = asked.some(({ name }) => name.startsWith("digit-"));
  if (!needsDigits) return { plan: { ...plan, digits: undefined }, notes: [] };
  try {
    return { plan: { ...plan, digits: await digitSource(digits) }, notes: [] };
  } catch (error) {
    if (digits !== undefined || !(error instanceof UserError)) throw error;
    return {
      plan: { ...plan, digits: undefined },
      notes: [`The studies of digits are left out. ${error.message}`],
    };
  }
}

function settingsOf(names: readonly string[], options: Options, plan: Plan) {
  const { seeds, mode, quick, digits } = plan;
  return [
    ["studies", names.length > 0 ? names.join(", ") : quick ? "headline" : "all"],
    ["mode", mode],
    ["seeds", `${seeds[0]} to ${seeds.at(-1)}`],
    ["epochs", options.epochs === undefined ? "each study's own" : String(options.epochs)],
    [
      "digits",
      digits === undefined
        ? "none"
        : digits.kind === "folder"
          ? `a folder (SHA-256 ${digits.sha256})`
          : "the 10,000 built-in ones",
    ],
    ["engine", options.engine ?? `the quickest (${describeEngine().name})`],
    ["Node", process.version],
  ] as const;
}

function writeRaw(
  path: string,
  settings: readonly (readonly [string, string])[],
  runs: readonly PlannedRun[],
  store: RunStore,
): void {
  const ended = runs.flatMap(({ condition, spec }) => {
    const result = store.read(spec);
    return result ? [{ condition, spec, result }] : [];
  });
  const raw = { settings: Object.fromEntries(settings), runs: ended };
  writeWhole(path, Buffer.from(`${JSON.stringify(raw)}\n`));
}

const claimLine = ({ id, claim, verdict }: Claim): string =>
  `${id.padEnd(4)}${verdict.padEnd(14)}${claim}`;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
