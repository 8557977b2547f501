/**
 * `purkinje run`: the loop, live, with the page that shows it.
 */
import { fileURLToPath } from "node:url";
import { Command, Option } from "commander";
import type { Learner, LiveSettings } from "../bridge/protocol/live-settings.ts";
import {
  EMPTY_WORLD,
  LESION_DIALS,
  NO_LESION,
  RATES,
  WORLD_DIALS,
} from "../bridge/protocol/live-settings.ts";
import { armShow } from "../bridge/server/arm-show.ts";
import type { Server } from "../bridge/server/server.ts";
import { startServer } from "../bridge/server/server.ts";
import type { Summary } from "../bridge/shared/histogram.ts";
import type { OverrunPolicy } from "../controller/clock.ts";
import type { ArmName } from "../plant/arm/presets.ts";
import { armNames, presetArm } from "../plant/arm/presets.ts";
import { median } from "../sim/movement-score.ts";
import { DELAY_MAX } from "../sim/simulated-arm.ts";
import type { DemoName } from "../sim/tasks/demo.ts";
import { demoNames } from "../sim/tasks/demo.ts";
import { parsePaper } from "./drawing/paper.ts";
import { onInterrupt } from "./interrupt.ts";
import { askedTooMuch } from "./live/choices.ts";
import type { LiveLoop } from "./live/live-loop.ts";
import { startLoop } from "./live/live-loop.ts";
import { describeEngine } from "./load-kernels.ts";
import {
  dialsIn,
  jsonOption,
  learnerOption,
  number,
  overrunOption,
  realTimeOption,
  seedOption,
} from "./options.ts";
import { machineOption } from "./plotter/open-plotter.ts";
import { checkFits, readBrain, shippedBrain } from "./read-brain.ts";
import { askForRealTime, describeRealTime } from "./real-time/real-time.ts";
import type { Ports, RunPlotterOptions } from "./run-plotter.ts";
import { parsePort, runPlotter } from "./run-plotter.ts";
import { UserError } from "./user-error.ts";

interface RunOptions extends Omit<RunPlotterOptions, "plant"> {
  readonly plant?: RunPlotterOptions["plant"];
  readonly arm: ArmName;
  readonly weights?: string;
  readonly delay: number;
  readonly noise: number;
  readonly rate: number;
  readonly seed: number;
  readonly demo: DemoName;
  readonly cerebellum: boolean;
  readonly olive: boolean;
  readonly adaptive: boolean;
  readonly learner: Learner;
  readonly onlineCortex: boolean;
  readonly visualDelay?: number;
  readonly lesion: LiveSettings["lesion"];
  readonly world: LiveSettings["world"];
  readonly overrun: OverrunPolicy;
  readonly realtime: boolean;
  readonly fallback: boolean;
  readonly engine: "auto" | "wasm-simd" | "typescript";
  readonly port: Ports;
  readonly host: string;
  readonly allowHost: string[];
  readonly headless: boolean;
  readonly duration: number;
  readonly json: boolean;
}

const DEFAULT_PORT = 8137;

const names = (dials: object): string => Object.keys(dials).join(", ");

export const runCommand = (): Command =>
  new Command("run")
    .description("run the brain and its arm, live in the browser")
    .addOption(new Option("--arm <name>", "the body").choices(armNames).default("li-todorov"))
    .option("--weights <file>", "a brain from `purkinje train reach` (default: the one that ships)")
    .addOption(
      new Option("--delay <ms>", "age of the senses")
        .argParser(number({ min: 0, max: 1000 * DELAY_MAX }))
        .default(100),
    )
    .addOption(
      new Option("--noise <x>", "sensory noise; 1 is 1 mrad and 20 mrad/s")
        .argParser(number({ min: 0, max: 5 }))
        .default(1),
    )
    .addOption(
      new Option("--rate <Hz>", "ticks of the loop a second; the brain decides 100 times a second")
        .argParser(number(RATES))
        .default(1000),
    )
    .addOption(seedOption())
    .addOption(
      new Option("--demo <name>", "what the arm does while nobody tells it")
        .choices(demoNames)
        .default("reaching"),
    )
    .option("--no-cerebellum", "begin with the cerebellum off")
    .option("--no-olive", "begin with the cerebellum's learning off")
    .option(
      "--adaptive",
      "begin with the cerebellum adding to the command, and bending the aim",
      false,
    )
    .addOption(learnerOption())
    .option("--online-cortex", "begin with a cortex that goes on learning while it moves", false)
    .addOption(
      new Option(
        "--visual-delay <ms>",
        "age of what is seen (default: that of the senses)",
      ).argParser(number({ min: 0, max: 1000 * DELAY_MAX })),
    )
    .addOption(
      new Option(
        "--lesion <a=b,…>",
        `of the cerebellum, such as purkinje=0.8: ${names(LESION_DIALS)}`,
      )
        .argParser((text) => ({ ...NO_LESION, ...dialsIn(text, LESION_DIALS) }))
        .default(NO_LESION, "none"),
    )
    .addOption(
      new Option("--world <a=b,…>", `such as curl=13,rotation=30: ${names(WORLD_DIALS)}`)
        .argParser((text) => ({ ...EMPTY_WORLD, ...dialsIn(text, WORLD_DIALS) }))
        .default(EMPTY_WORLD, "nothing"),
    )
    .addOption(overrunOption())
    .addOption(realTimeOption())
    .option("--no-fallback", "where the brain cannot be trusted, let the arm go and stop")
    .addOption(
      new Option("--engine <name>", "the arithmetic")
        .choices(["auto", "wasm-simd", "typescript"])
        .default("auto"),
    )
    .addOption(
      new Option("--port <n>", "port of the page, 0 for any free one; or the plotter's serial port")
        .argParser(parsePort)
        .default({ page: DEFAULT_PORT }, String(DEFAULT_PORT)),
    )
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--allow-host <name...>", "further names under which browsers may call this server", [])
    .option("--headless", "no page: only the loop", false)
    .addOption(
      new Option("--duration <s>", "stop after so many seconds; 0 for never")
        .argParser(number({ min: 0, max: 1e7 }))
        .default(0),
    )
    .addOption(jsonOption().default(false))
    .addOption(
      new Option("--plant <name>", "show a pen plotter instead of the arm").choices([
        "twin",
        "plotter",
      ]),
    )
    .addOption(machineOption())
    .addOption(
      new Option(
        "--paper <size>",
        "on the plotter: a4 … a7, 120x80 (mm); @x,y for its corner",
      ).argParser(parsePaper),
    )
    .addOption(
      new Option(
        "--speed <mm/s>",
        "of the plotter's pen on paper (default: the machine's, or 30)",
      ).argParser((text) => number({ min: 1, max: 500 })(text) / 1000),
    )
    .addOption(
      new Option("--steering <name>", "of the plotter")
        .choices(["plain", "static", "cerebellum"])
        .default("cerebellum"),
    )
    .option("--learned <file>", "what the plotter's cerebellum knows, and where to keep it")
    .action(run);

/** Options that mean nothing to the arm. */
const FOR_A_PLOTTER = ["machine", "paper", "speed", "steering", "learned"] as const;

async function run(options: RunOptions, command: Command): Promise<void> {
  const { plant, port } = options;
  if (plant) return runPlotter({ ...options, plant });
  const stray = FOR_A_PLOTTER.find((name) => command.getOptionValueSource(name) === "cli");
  if (stray !== undefined) {
    throw new UserError(`The arm has unknown option '--${stray}': it is for --plant.`, 2);
  }
  if (port.serial !== undefined) {
    throw new UserError(`A serial port (${port.serial}) is for --plant plotter.`, 2);
  }
  const tooMuch = askedTooMuch(presetArm(options.arm), options);
  if (tooMuch !== undefined) throw new UserError(tooMuch, 2);
  const path = options.weights ?? shippedBrain(options.arm);
  const brain = readBrain(path);
  checkFits(path, brain, options.arm);
  const say = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  if (brain.provenance.arm !== options.arm) {
    say(
      `note: this brain was trained on the arm ${brain.provenance.arm}; on ${options.arm} it has to cope`,
    );
  }
  const loop = await startLoop({
    brain: brain.bytes,
    viscosity: brain.provenance.viscosity,
    hidden: brain.provenance.hidden,
    arm: options.arm,
    engine: options.engine === "auto" ? undefined : options.engine,
    seed: options.seed,
    duration: options.duration,
    overrun: options.overrun,
    fallback: options.fallback,
    settings: {
      cerebellum: options.cerebellum,
      olive: options.olive,
      adaptive: options.adaptive,
      learner: options.learner,
      onlineCortex: options.onlineCortex,
      delayMs: options.delay,
      visualDelayMs: options.visualDelay ?? options.delay,
      noise: options.noise,
      demo: options.demo,
      rateHz: options.rate,
      lesion: options.lesion,
      world: options.world,
    },
  });
  const realTime = options.realtime ? await askForRealTime(loop.thread) : undefined;
  if (realTime) say(describeRealTime(realTime));
  const server = options.headless ? undefined : await open(options, loop);
  const forget = onInterrupt(() => loop.stop());
  say(
    `engine ${loop.engine}${loop.engine === "wasm-simd" ? "" : ` (${describeEngine().why ?? "as asked"})`}`,
  );
  if (server) say(`the arm is moving: ${server.urls.join("  ")}   (Ctrl-C stops it)`);

  const { fault } = await loop.ended;
  forget();
  await server?.close();
  report(options, loop);
  if (fault) throw new UserError("The brain's command was not a number; the arm was let go.", 3);
}

async function open(options: RunOptions, loop: LiveLoop): Promise<Server> {
  try {
    return await startServer({
      port: options.port.page,
      host: options.host,
      allowedHosts: options.allowHost,
      root: fileURLToPath(new URL("../viewer", import.meta.url)),
      show: armShow(loop.port),
    });
  } catch (cause) {
    loop.stop();
    throw new UserError(cause instanceof Error ? cause.message : String(cause));
  }
}

function report({ json }: RunOptions, loop: LiveLoop): void {
  const { rateHz } = loop.port.settings();
  const reaches = loop.reaches();
  const { ticks, missed, overruns, seconds, lateMicros, tickMicros, allocBytesPerTick, fallback } =
    loop.statistics();
  const millimetres = (values: number[]): number | null =>
    values.length > 0 ? round(1000 * median(values), 3) : null;
  const result = {
    engine: loop.engine,
    hz: { target: rateHz, achieved: seconds > 0 ? round(ticks / seconds, 2) : 0 },
    lateMicros: { ...percentiles(lateMicros), max: lateMicros.max },
    tickMicros: percentiles(tickMicros),
    missed,
    overruns,
    fallback,
    ticks,
    allocBytesPerTick: allocBytesPerTick === undefined ? null : round(allocBytesPerTick, 2),
    endpointErrorMm: millimetres(reaches.map((reach) => reach.endpointError)),
    pathRmsMm: millimetres(reaches.map((reach) => reach.pathRms)),
  };
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  process.stderr.write(
    [
      `${ticks} ticks in ${seconds.toFixed(1)} s: ${result.hz.achieved} of ${rateHz} Hz, ${missed} missed`,
      `late by ${lateMicros.p50} µs (median), ${lateMicros.p99} µs (99 %), ${lateMicros.max} µs (worst)`,
      `a tick takes ${tickMicros.p50} µs (median), ${tickMicros.p99} µs (99 %); ${result.allocBytesPerTick ?? "?"} B allocated`,
      `${overruns} overruns; the fallback took over ${fallback.takeovers} times`,
      reaches.length > 0
        ? `${reaches.length} reaches: ${result.endpointErrorMm} mm off at the end, ${result.pathRmsMm} mm on the way (medians)`
        : "no reach was finished",
      "",
    ].join("\n"),
  );
}

const percentiles = ({ p50, p99, p999 }: Summary) => ({ p50, p99, p999 });

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
