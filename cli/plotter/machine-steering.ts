/**
 * What a machine's job is steered by: its calibration, its test sheet, and what the cerebellum has learnt about it.
 */
import { createHash } from "node:crypto";
import { renameSync } from "node:fs";
import type { ServoCerebellum } from "../../controller/plotter/servo-cerebellum.ts";
import { growServoCerebellum } from "../../controller/plotter/servo-cerebellum.ts";
import type { JointCalibration } from "../../plant/plotter/calibration.ts";
import { plainCalibration, pulsesFor, withPlay } from "../../plant/plotter/calibration.ts";
import type { Correction } from "../../plant/plotter/corrected-steering.ts";
import { correctedSteering } from "../../plant/plotter/corrected-steering.ts";
import { withLengths } from "../../plant/plotter/linkage-lengths.ts";
import { penArmOf } from "../../plant/plotter/machines.ts";
import type { Steering } from "../../plant/plotter/steering.ts";
import { calibratedSteering } from "../../plant/plotter/steering.ts";
import { LEAD, WEIGHT_DRIFT } from "../../sim/experiments/plotter/comparison.ts";
import type { Machine } from "../machine/machine.ts";
import { loadLearned, saveLearned } from "./learned-file.ts";
import type { SteeringOptions } from "./steering-options.ts";

export interface MachineSteering {
  readonly steering: Steering;
  readonly calibrations: readonly [JointCalibration, JointCalibration];
  /** Pulses of home [µs]. */
  readonly home: [number, number];
  /** Puts what was learnt on disk, if it is to be kept. */
  keep(): void;
}

/** The servos' calibration as it is in the machine's file, or the plan's, with the play that the test sheet has shown. */
export function calibrationsOf(machine: Machine): MachineSteering["calibrations"] {
  const { joints } = machine.config;
  const [first, second] = machine.calibration.servos?.joints ?? [
    plainCalibration(joints[0]),
    plainCalibration(joints[1]),
  ];
  const play = correctionOf(machine) ? machine.calibration.sheet?.play : undefined;
  if (!play) return [first, second];
  return [
    withPlay(joints[0], first, (play[0] * Math.PI) / 180),
    withPlay(joints[1], second, (play[1] * Math.PI) / 180),
  ];
}

/** What the test sheet told; undefined where there is none that holds for the machine as it is wired now. */
export function correctionOf({ config, linkage, calibration }: Machine): Correction | undefined {
  const { sheet } = calibration;
  const felt = config.joints.every(({ pot }) => pot);
  if (!sheet || sheet.felt !== felt) return undefined;
  const [first, second] = sheet.offsets;
  return {
    arm: penArmOf(
      withLengths(
        linkage,
        sheet.links.map((length) => length / 1000),
      ),
    ),
    centres: [config.joints[0].centre, config.joints[1].centre],
    offsets: [(first * Math.PI) / 180, (second * Math.PI) / 180],
    gains: sheet.gains,
  };
}

/** `path`: where to begin from and to keep what is learnt. */
export function machineSteering(
  machine: Machine,
  { steering: kind }: Pick<SteeringOptions, "steering">,
  path: string | undefined,
): MachineSteering {
  const { config } = machine;
  const calibrations = calibrationsOf(machine);
  const home = new Float64Array(2);
  config.arm.inverse(home, ...config.arm.home);
  const basis = basisOf(machine);
  const cerebellum = cerebellumFor(machine);
  const knows = path !== undefined && kind === "cerebellum" && loadLearned(path, cerebellum, basis);
  // A cerebellum that knows nothing and feels nothing adds nothing: then the calibration, which knows the play, is better.
  const learns = knows || config.joints.every(({ pot }) => pot);
  const correction = kind === "plain" ? undefined : correctionOf(machine);
  const base: Steering =
    kind === "cerebellum" && learns
      ? cerebellum
      : kind !== "plain"
        ? calibratedSteering(config, calibrations, LEAD)
        : calibratedSteering(
            config,
            [plainCalibration(config.joints[0]), plainCalibration(config.joints[1])],
            0,
          );
  return {
    steering: correction ? correctedSteering(base, correction) : base,
    calibrations,
    home: pulsesFor(home, config, calibrations),
    keep(): void {
      if (path !== undefined && kind === "cerebellum" && learns)
        saveLearned(path, cerebellum, basis);
    },
  };
}

const cerebellumFor = (machine: Machine): ServoCerebellum =>
  growServoCerebellum({
    wiring: machine.config,
    calibrations: calibrationsOf(machine),
    drift: WEIGHT_DRIFT,
  });

/** The cerebellum of a machine as it is in the file at `path`; undefined where nothing was learnt on its calibration. */
export function learnedCerebellum(machine: Machine, path: string): ServoCerebellum | undefined {
  const cerebellum = cerebellumFor(machine);
  return loadLearned(path, cerebellum, basisOf(machine)) ? cerebellum : undefined;
}

/** Where what a machine has learnt is kept, if nobody says otherwise: beside its file, if it has one. */
export const learnedPath = (
  { file, beside }: Machine,
  { learned }: Pick<SteeringOptions, "learned">,
  plant: "twin" | "plotter",
): string | undefined =>
  learned ?? (file !== undefined || plant === "plotter" ? `${beside}.learned.json` : undefined);

/** Forgets what was learnt, but keeps it beside, to be compared with. */
export function resetLearned(path: string): void {
  try {
    renameSync(path, `${path}.old`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
}

/** What was learnt holds for one calibration only. */
function basisOf({ calibration }: Machine): string {
  const { servos, sheet } = calibration;
  if (!servos && !sheet) return "plain";
  return createHash("sha256").update(JSON.stringify(calibration)).digest("hex").slice(0, 12);
}
