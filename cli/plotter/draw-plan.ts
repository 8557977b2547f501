/**
 * Carries out a plan: on a plotter or the twin by the wall clock, or on the twin in virtual time, where the ink is
 * measured as well.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { ServoCerebellum } from "../../controller/plotter/servo-cerebellum.ts";
import { growServoCerebellum } from "../../controller/plotter/servo-cerebellum.ts";
import { plainCalibration, pulsesFor } from "../../plant/plotter/calibration.ts";
import type { Job } from "../../plant/plotter/job.ts";
import { brachiographGeometry } from "../../plant/plotter/machines.ts";
import { makePlayback } from "../../plant/plotter/playback.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import type { Fault } from "../../plant/plotter/safety.ts";
import { setpoints } from "../../plant/plotter/setpoints.ts";
import type { Steering } from "../../plant/plotter/steering.ts";
import { calibratedSteering } from "../../plant/plotter/steering.ts";
import { makeTimeline } from "../../plant/plotter/timeline.ts";
import { WEIGHT_DRIFT } from "../../sim/experiments/plotter/comparison.ts";
import type { InkError } from "../../sim/metrics/ink-error.ts";
import { randomMachine } from "../../sim/plotter/random-machine.ts";
import { makeRandom } from "../../sim/random.ts";
import { UserError } from "../user-error.ts";
import { goHome } from "./go-home.ts";
import { loadLearned, saveLearned } from "./learned-file.ts";
import type { PlantOptions } from "./open-plotter.ts";
import { runLive } from "./run-live.ts";
import { drawVirtually } from "./virtual-drawing.ts";
import { openVirtualPlotter } from "./virtual-plotter.ts";
import { withPlotter } from "./with-plotter.ts";

export interface SteeringOptions {
  readonly steering: "plain" | "cerebellum";
  /** File of what was learnt. */
  readonly learned?: string;
  /** The whole job so many times, one on top of the other. */
  readonly repeats: number;
}

/** What a shell gets when the plotter stopped before its time. */
const STOPPED = 3;
/** For the arm to come to rest [ms]. */
const REST = 150;

export interface VirtualReport extends InkError {
  /** How long the last repeat took, in virtual time. */
  readonly seconds: number;
  readonly engine: string;
  readonly firmware: string;
  /** Pulses seen on the servos' pins, and how many of them were outside the limits. */
  readonly pulses: number;
  readonly pulsesOutside: number;
  readonly repeats: readonly (InkError & { readonly seconds: number })[];
}

/** On the twin whose flaws `seed` determines. */
export async function drawPlanVirtually(
  job: Job,
  config: PlotterConfig,
  options: SteeringOptions & { readonly seed: number },
): Promise<VirtualReport> {
  const random = makeRandom(options.seed);
  const flaws = randomMachine(brachiographGeometry, random);
  const plotter = await openVirtualPlotter({ config, flaws, random });
  const { steering, start, keep } = prepare(config, options);
  plotter.machine.engage(start);
  const repeats = Array.from({ length: options.repeats }, () => {
    const { error, seconds, fault } = drawVirtually(plotter, job, steering);
    complain(fault);
    return { ...error, seconds };
  });
  keep();
  const last = repeats.at(-1);
  if (!last) throw new RangeError(`expected one repeat or more, found ${options.repeats}`);
  const { pulses } = plotter.twin.board;
  return {
    ...last,
    engine: "avr8js",
    firmware: plotter.machine.firmware,
    pulses: [...config.joints, config.pen].reduce((sum, { pin }) => sum + pulses.count(pin), 0),
    pulsesOutside: pulses.outside.length,
    repeats,
  };
}

/** By the wall clock. Resolves when the pen is home and the machine limp. */
export async function drawPlanLive(
  job: Job,
  config: PlotterConfig,
  options: SteeringOptions & PlantOptions,
): Promise<void> {
  const { steering, calibrations, keep } = prepare(config, options);
  const fault = await withPlotter(options, config, async (machine) => {
    process.stderr.write(`${machine.firmware}\n`);
    const astray = await goHome(machine, config, calibrations);
    if (astray) return astray;
    for (let repeat = 0; repeat < options.repeats; repeat++) {
      const playback = makePlayback(makeTimeline(setpoints(job)));
      const stopped = await runLive(machine, playback, steering);
      if (stopped) return stopped;
    }
    await sleep(REST);
    return undefined;
  });
  keep();
  complain(fault);
}

/** What the job is steered by, the pulses of home, and how to keep what was learnt. */
function prepare(config: PlotterConfig, { steering, learned }: SteeringOptions) {
  const calibrations = [
    plainCalibration(config.joints[0]),
    plainCalibration(config.joints[1]),
  ] as const;
  const cerebellum: ServoCerebellum = growServoCerebellum({
    wiring: config,
    calibrations,
    drift: WEIGHT_DRIFT,
  });
  if (learned !== undefined) loadLearned(learned, cerebellum);
  const home = new Float64Array(2);
  config.arm.inverse(home, ...config.arm.home);
  const chosen: Steering =
    steering === "plain" ? calibratedSteering(config, calibrations, 0) : cerebellum;
  return {
    steering: chosen,
    calibrations,
    start: pulsesFor(home, config, calibrations),
    keep: (): void => {
      if (learned !== undefined && steering === "cerebellum") saveLearned(learned, cerebellum);
    },
  };
}

function complain(fault: Fault | undefined): void {
  if (fault) throw new UserError(`The plotter stopped: ${fault.why}.`, STOPPED);
}
