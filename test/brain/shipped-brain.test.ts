import { describe, expect, test } from "vitest";
import { installBrain } from "../../bridge/weights/brain-file.ts";
import { loadKernels } from "../../cli/load-kernels.ts";
import { readBrain, shippedBrain } from "../../cli/read-brain.ts";
import { commandSpace } from "../../controller/cortex/command-space.ts";
import { makeCortex } from "../../controller/cortex/cortex.ts";
import { presetArm } from "../../plant/arm/presets.ts";
import type { Performance } from "../../sim/experiments/performance.ts";
import { measurePerformance } from "../../sim/experiments/performance.ts";

const kernels = loadKernels();

/** What is held to on seeds that nobody has looked at [mm], and how much worse it draws when lesioned. */
const ships = [
  { name: "li-todorov", endpoint: 1.5, path: 2, drawing: 4, ataxia: 5 },
  { name: "arm26", endpoint: 2, path: 4, drawing: 4, ataxia: 3 },
] as const;

describe.each(ships)("the brain that ships for $name", ({ name, ...bounds }) => {
  const file = readBrain(shippedBrain(name));
  const { evaluation, viscosity } = file.provenance;
  const brain = installBrain(kernels, file);
  const arm = presetArm(name, viscosity);
  const body = {
    cortex: makeCortex(kernels, brain.cortex, commandSpace(arm)),
    cerebellum: brain.cerebellum,
    arm,
    delay: 0.1,
    noise: 1,
  };

  test("was trained on that arm", () => {
    expect(file.provenance.arm).toBe(name);
  });

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
    expect(intact.endpointErrorMm).toBeLessThan(bounds.endpoint);
    expect(intact.pathRmsMm).toBeLessThan(bounds.path);
    expect(intact.drawingRmsMm).toBeLessThan(bounds.drawing);

    const lesioned = measurePerformance({ ...body, seeds, rounds: 8, intact: false });
    expect(lesioned.drawingRmsMm).toBeGreaterThan(bounds.ataxia * intact.drawingRmsMm);
    // Ataxic, but not lost: the hand stays within the reach of the workspace.
    expect(lesioned.drawingMaxMm).toBeLessThan(150);
  });
});
