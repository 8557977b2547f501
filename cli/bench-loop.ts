/**
 * `purkinje bench loop`: how well the loop keeps time here, and where the time of a tick goes.
 */
import { Command, Option } from "commander";
import type { Learner } from "../bridge/protocol/live-settings.ts";
import { ORDINARY_SETTINGS, RATES } from "../bridge/protocol/live-settings.ts";
import { statisticsBuffer } from "../bridge/shared/loop-statistics.ts";
import type { OverrunPolicy } from "../controller/clock.ts";
import type { ArmName } from "../plant/arm/presets.ts";
import { armNames, presetArm } from "../plant/arm/presets.ts";
import { startArms, startBare } from "./benchmarks/loop/bench-thread.ts";
import { showLive } from "./benchmarks/loop/live-line.ts";
import { loopReport, loopTable } from "./benchmarks/loop/loop-report.ts";
import { BARE_LOOPS } from "./benchmarks/loop/thread-orders.ts";
import { onInterrupt } from "./interrupt.ts";
import { askedTooMuch } from "./live/choices.ts";
import { startLoop } from "./live/live-loop.ts";
import {
  jsonOption,
  learnerOption,
  number,
  overrunOption,
  realTimeOption,
  seedOption,
} from "./options.ts";
import type { ReadBrain } from "./read-brain.ts";
import { checkFits, readBrain, shippedBrain } from "./read-brain.ts";
import type { RealTime } from "./real-time/real-time.ts";
import { askForRealTime, describeRealTime, PRIORITY } from "./real-time/real-time.ts";
import { UserError } from "./user-error.ts";

interface Options {
  readonly rate: number;
  readonly seconds: number;
  readonly arms: number;
  readonly arm: ArmName;
  readonly weights?: string;
  readonly seed: number;
  readonly overrun: OverrunPolicy;
  readonly realtime: boolean;
  readonly olive: boolean;
  readonly learner: Learner;
  readonly onlineCortex: boolean;
  readonly baselines: boolean;
  readonly json: boolean;
}

/** Longer says no more of a loop that does nothing [s]. */
const BARE_SECONDS = 5;
/** Arms of one thread that the clock can make up for when one of them is late. */
const ARMS_MAX = 16;

export const benchLoopCommand = (): Command =>
  new Command("loop")
    .description("measure how well the loop keeps time, and how long each stage of a tick takes")
    .addOption(
      new Option("--rate <Hz>", "ticks a second, of each arm")
        .argParser(number(RATES))
        .default(1000),
    )
    .addOption(
      new Option("--seconds <s>", "how long").argParser(number({ min: 1, max: 1e6 })).default(10),
    )
    .addOption(
      new Option("--arms <n>", "in one thread, taking turns")
        .argParser(number({ min: 1, max: ARMS_MAX, integer: true }))
        .default(1),
    )
    .addOption(new Option("--arm <name>", "the body").choices(armNames).default("li-todorov"))
    .option("--weights <file>", "a brain from `purkinje train reach` (default: the one that ships)")
    .addOption(seedOption())
    .addOption(overrunOption())
    .addOption(realTimeOption())
    .option("--no-olive", "without learning")
    .addOption(learnerOption())
    .option("--online-cortex", "with a cortex that goes on learning while it moves", false)
    .option("--no-baselines", "without the loops that do nothing, to compare with")
    .addOption(jsonOption().default(false))
    .action(bench);

async function bench(options: Options): Promise<void> {
  const { rate: rateHz, seconds, arms, overrun, baselines, json } = options;
  if (arms > 1 && overrun !== "skip") {
    throw new UserError("--overrun is for one arm: of several, each makes up for the others.", 2);
  }
  const tooMuch = askedTooMuch(presetArm(options.arm), options);
  if (tooMuch !== undefined) throw new UserError(tooMuch, 2);
  const { running, statistics, realTime } = await (arms > 1
    ? startMany(options)
    : startOne(options));
  const { thread, ended, stop } = running;
  if (realTime) process.stderr.write(`${describeRealTime(realTime)}\n`);
  const forget = onInterrupt(stop);
  const priority = realTime?.scheduling.granted ? PRIORITY : 0;
  const endLive = showLive({ arms: statistics, rateHz, thread, priority });
  await ended;
  endLive();
  forget();

  const bare = baselines
    ? BARE_LOOPS.map((name) => ({ name, statistics: statisticsBuffer() }))
    : [];
  for (const { name, statistics: its } of bare) {
    const order = { rateHz, seconds: Math.min(seconds, BARE_SECONDS), statistics: its };
    const bareLoop = await startBare({ ...order, kind: name });
    if (options.realtime) await askForRealTime(bareLoop.thread);
    await bareLoop.ended;
  }
  const report = loopReport({ rateHz, arms: statistics, bare, realTime });
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : `${loopTable(report).join("\n")}\n`);
}

interface Started {
  readonly running: {
    readonly thread: number | undefined;
    readonly ended: Promise<unknown>;
    stop(): void;
  };
  readonly statistics: readonly SharedArrayBuffer[];
  readonly realTime: RealTime | undefined;
}

function readBrainFor({ weights, arm }: Pick<Options, "weights" | "arm">): ReadBrain {
  const path = weights ?? shippedBrain(arm);
  const brain = readBrain(path);
  checkFits(path, brain, arm);
  return brain;
}

/** The very loop of `run`. */
async function startOne(options: Options): Promise<Started> {
  const brain = readBrainFor(options);
  const loop = await startLoop({
    brain: brain.bytes,
    viscosity: brain.provenance.viscosity,
    hidden: brain.provenance.hidden,
    arm: options.arm,
    engine: undefined,
    seed: options.seed,
    duration: options.seconds,
    overrun: options.overrun,
    fallback: true,
    settings: {
      ...ORDINARY_SETTINGS,
      olive: options.olive,
      learner: options.learner,
      onlineCortex: options.onlineCortex,
      rateHz: options.rate,
    },
  });
  const realTime = options.realtime ? await askForRealTime(loop.thread) : undefined;
  return { running: loop, statistics: [loop.counted], realTime };
}

async function startMany({
  arms,
  rate,
  seconds,
  seed,
  olive,
  learner,
  onlineCortex,
  ...options
}: Options): Promise<Started> {
  const brain = readBrainFor(options);
  const statistics = Array.from({ length: arms }, statisticsBuffer);
  const stop = new SharedArrayBuffer(4);
  const thread = await startArms({
    brain: brain.bytes,
    arm: options.arm,
    rateHz: rate,
    seconds,
    seed,
    learns: olive,
    learner,
    onlineCortex,
    statistics,
    stop,
  });
  const realTime = options.realtime ? await askForRealTime(thread.thread) : undefined;
  const running = { ...thread, stop: () => void Atomics.store(new Int32Array(stop), 0, 1) };
  return { running, statistics, realTime };
}
