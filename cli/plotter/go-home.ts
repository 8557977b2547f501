/**
 * Powers a machine where its arm is, and takes it home with the pen up.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { JointCalibration } from "../../plant/plotter/calibration.ts";
import { pulsesFor } from "../../plant/plotter/calibration.ts";
import { glide } from "../../plant/plotter/glide.ts";
import { makePlayback } from "../../plant/plotter/playback.ts";
import type { PlotterConfig } from "../../plant/plotter/plotter.ts";
import type { Fault } from "../../plant/plotter/safety.ts";
import { calibratedSteering } from "../../plant/plotter/steering.ts";
import { makeTimeline } from "../../plant/plotter/timeline.ts";
import type { RemoteMachine } from "./remote-machine.ts";
import { runLive } from "./run-live.ts";

/** [rad/s] */
const SPEED = 0.8;
/** How long the potentiometers have to speak [ms], and how often that is looked at. */
const PATIENCE = 1000;
const LOOK = 20;

/**
 * Resolves at home, or with what stopped it. Without potentiometers nobody knows where the arm is, and it goes as
 * fast as its servos do.
 */
export async function goHome(
  machine: RemoteMachine,
  config: PlotterConfig,
  calibrations: readonly [JointCalibration, JointCalibration],
  note: (text: string) => void = (text) => void process.stderr.write(`${text}\n`),
): Promise<Fault | undefined> {
  const home = new Float64Array(2);
  config.arm.inverse(home, ...config.arm.home);
  for (let waited = 0; waited < PATIENCE && !machine.angles(); waited += LOOK) await sleep(LOOK);
  const felt = machine.angles();
  if (!felt) note("no potentiometers: the arm goes home at its servos' own speed");
  const start = felt ? Float64Array.from(felt) : home;
  machine.engage(pulsesFor(start, config, calibrations));
  const playback = makePlayback(makeTimeline(glide(start, home, SPEED)));
  return runLive(machine, playback, calibratedSteering(config, calibrations, 0));
}
