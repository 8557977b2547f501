import { describe, expect, test } from "vitest";
import { installBrain } from "../../bridge/weights/brain-file.ts";
import { loadKernels } from "../../cli/load-kernels.ts";
import { readBrain, shippedBrain } from "../../cli/read-brain.ts";
import { makeCortex } from "../../controller/cortex/cortex.ts";
import type { ArmName } from "../../plant/arm/presets.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import type { Performance } from "../../sim/experiments/performance.ts";
import { measurePerformance } from "../../sim/experiments/performance.ts";

const file = readBrain(shippedBrain());
const { evaluation, arm, viscosity } = file.provenance;
const kernels = loadKernels();
const brain = installBrain(kernels, file);
if (typeof brain === "string") throw new Error(brain);
const body = {
  cortex: makeCortex(kernels, brain.cortex),
  cerebellum: brain.cerebellum,
  arm: presetArm(arm as ArmName, viscosity),
  delay: 0.1,
  noise: 1,
};

describe("the brain that ships", () => {
  test("is as good as its record says, by the same examination", () => {
    const { seeds, rounds, delay, noise } = evaluation;
    const again = measurePerformance({ ...body, seeds, rounds, delay, noise, intact: true });
    // Engines of other versions round sines differently, and noise does the rest.
    const asRecorded = (name: keyof Performance): void =>
      expect(again[name]).toBeLessThan(1.15 * evaluation.intact[name] + 0.05);
    asRecorded("endpointErrorMm");
    asRecorded("pathRmsMm");
    asRecorded("drawingRmsMm");
    asRecorded("predictionRmsMm");
  });

  test("reaches and draws as it should, on seeds that nobody has looked at", () => {
    const seeds = [20_001, 20_002, 20_003];
    const intact = measurePerformance({ ...body, seeds, rounds: 8, intact: true });
    expect(intact.reaches).toBe(64);
    expect(intact.endpointErrorMm).toBeLessThan(1.5);
    expect(intact.pathRmsMm).toBeLessThan(2);
    expect(intact.drawingRmsMm).toBeLessThan(4);

    const lesioned = measurePerformance({ ...body, seeds, rounds: 8, intact: false });
    expect(lesioned.drawingRmsMm).toBeGreaterThan(5 * intact.drawingRmsMm);
    // Ataxic, but not lost: the hand stays within the reach of the workspace.
    expect(lesioned.drawingMaxMm).toBeLessThan(150);
  });
});
