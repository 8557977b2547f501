/**
 * The thread of a protocol that runs before everyone's eyes: an experiment as `purkinje experiment` runs
 * it, on a stage that writes the telemetry of the loop, which rests meanwhile. Ended from outside.
 */
import { parentPort, workerData } from "node:worker_threads";
import { AT, telemetryReader, telemetryWriter } from "../../bridge/shared/telemetry-ring.ts";
import { unitWriter } from "../../bridge/shared/unit-ring.ts";
import { decodeBrain, installBrain } from "../../bridge/weights/brain-file.ts";
import { makeCortex } from "../../controller/cortex/cortex.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import { deviationMm } from "../../sim/experiments/deviations.ts";
import { experiments } from "../../sim/experiments/experiments.ts";
import { openLaboratory } from "../../sim/experiments/laboratory.ts";
import type { Stage } from "../../sim/experiments/stage.ts";
import { judge, mediansOf, wanted } from "../experiments/summary.ts";
import { loadKernels } from "../load-kernels.ts";
import { pacedTimer } from "./paced-timer.ts";
import type { ProtocolOrder, ProtocolReport } from "./protocol-order.ts";
import { recordTurn } from "./record-turn.ts";
import { granulesAmong, recordUnits } from "./record-units.ts";

const order = workerData as ProtocolOrder;
const { shared } = order;
const say = (report: ProtocolReport): void => parentPort?.postMessage(report);

const experiment = experiments.find(({ name }) => name === order.name);
const file = decodeBrain(order.brain);
if (experiment === undefined) throw new Error(`there is no protocol called ${order.name}`);
if (typeof file === "string") throw new Error(file);
const kernels = loadKernels(order.engine ? { prefer: order.engine } : {});
const weights = installBrain(kernels, file);
const cortex = makeCortex(kernels, weights.cortex);
const telemetry = telemetryWriter(shared.telemetry);
const past = telemetryReader(shared.telemetry);
const units = unitWriter(shared.units, order.units);
const { measure, unit, of } = experiment.live ?? {
  measure: "largest deviation",
  unit: "mm",
  of: (record, { period }) => Math.abs(deviationMm(record, period)),
};
const nothing = { figure: -1, scored: false };

const stageOf = (condition: string): Stage => ({
  timer: pacedTimer(order.speed),
  enter(rig, world, trials) {
    // Time and ticks go on from where the record before ended.
    const before = past.at(past.count() - 1);
    const origin = Float64Array.of(-(before?.[AT.time] ?? 0), -(before?.[AT.tick] ?? 0));
    const record = recordTurn(telemetry.record, rig, world, origin);
    const noteUnits = recordUnits(units.row, cortex, rig, granulesAmong(order.units));
    return {
      turn(turn) {
        if (!turn.decided) return;
        record(turn, nothing);
        noteUnits();
        units.keep(telemetry.count());
        telemetry.publish();
      },
      trial(trial, index) {
        const value = of(trial, laboratory);
        say({
          op: "trial",
          protocol: order.name,
          condition,
          phase: trial.phase,
          index,
          trials,
          value: numberOrNull(value),
          measure,
          unit,
        });
      },
    };
  },
});
const laboratory = openLaboratory(
  kernels,
  cortex,
  weights.cerebellum,
  presetArm(order.arm, file.provenance.viscosity),
  stageOf,
);

const findings = experiment.perform(laboratory, order.seed);
const figures = mediansOf([findings]);
say({
  op: "protocolEnded",
  figures: { ...figures },
  curves: Object.fromEntries(
    Object.entries(findings.curves ?? {}).map(([name, curve]) => [name, curve.map(numberOrNull)]),
  ),
  targets: judge(experiment, figures).map(({ target, found, met }) => ({
    figure: target.figure,
    meaning: target.meaning,
    wanted: wanted(target),
    found,
    met,
  })),
});

function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
