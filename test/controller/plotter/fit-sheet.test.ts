import { readFileSync } from "node:fs";
import { Matrix, SVD } from "ml-matrix";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { SheetFit } from "../../../controller/plotter/fit-sheet.ts";
import { fitSheet } from "../../../controller/plotter/fit-sheet.ts";
import type { SheetDot } from "../../../controller/plotter/sheet-misfit.ts";
import { sheetMisfit } from "../../../controller/plotter/sheet-misfit.ts";
import { lengthsOf, withLengths } from "../../../plant/plotter/linkage-lengths.ts";
import type { MachineName } from "../../../plant/plotter/machines.ts";
import { machineNames, penArmOf, planOf } from "../../../plant/plotter/machines.ts";
import { plotterConfig } from "../../../plant/plotter/plotter.ts";
import { APPROACH, sheetPlaces } from "../../../plant/plotter/sheet-places.ts";

const centresOf = (name: MachineName): [number, number] => {
  const [first, second] = plotterConfig(name).joints;
  return [first.centre, second.centre];
};
const optionsFor = (name: MachineName) => ({
  linkage: planOf(name),
  centres: centresOf(name),
  felt: false,
});

interface Built {
  /** What is added to the plan's lengths [m]. */
  readonly longer: readonly number[];
  readonly offsets: readonly [number, number];
  readonly play: readonly [number, number];
}

/** The sheet of a machine of plan `name` that was `built` like this, measured without a mistake. */
function sheetOf(name: MachineName, { longer, offsets, play }: Built): SheetDot[] {
  const { arm } = plotterConfig(name);
  const lengths = lengthsOf(planOf(name)).map((length, k) => length + (longer[k] ?? 0));
  const real = penArmOf(withLengths(planOf(name), lengths));
  return sheetPlaces(arm).map(([x, y]) => {
    const [from, to] = [new Float64Array(2), new Float64Array(2)];
    arm.inverse(from, x - APPROACH, y - APPROACH);
    arm.inverse(to, x, y);
    const [one, other] = [1, -1].map((side) => {
      const tip = new Float64Array(2);
      const stop = (i: 0 | 1): number =>
        to[i] + offsets[i] - 0.5 * side * Math.sign(to[i] - from[i]) * play[i];
      expect(real.forward(tip, Float64Array.of(stop(0), stop(1)))).toBe(true);
      return tip;
    });
    return {
      angles: [to[0], to[1]],
      approach: [to[0] - from[0], to[1] - from[1]],
      x: (one[0] + other[0]) / 2,
      y: (one[1] + other[1]) / 2,
      apart: Math.hypot(one[0] - other[0], one[1] - other[1]),
    };
  });
}

function fitted(dots: readonly SheetDot[], options: ReturnType<typeof optionsFor>): SheetFit {
  const fit = fitSheet(dots, options);
  if (!fit) throw new Error("the linkage cannot take the angles");
  return fit;
}

const spoilt: Record<MachineName, Built> = {
  brachiograph: { longer: [0.0009, -0.0007], offsets: [0.01, -0.015], play: [0, 0] },
  pantograph: {
    longer: [0.0009, -0.0007, 0.0004, 0.0008, -0.0005],
    offsets: [0.02, -0.015],
    play: [0, 0],
  },
};

describe.each(machineNames)("the test sheet of a %s", (name) => {
  test("tells how the machine that drew it puts its pen", () => {
    const dots = sheetOf(name, spoilt[name]).map((dot) => ({ ...dot, apart: undefined }));
    const fit = fitted(dots, optionsFor(name));
    expect(fit.residual).toBeLessThan(1e-4);
    // Held to the plan by what is plausible, so near and not exact; what counts is the pen.
    const centres = centresOf(name);
    const tip = new Float64Array(2);
    for (const { angles, x, y } of dots) {
      const q = Float64Array.from(
        angles,
        (a, i) => centres[i] + (1 + fit.gains[i]) * (a - centres[i]) + fit.offsets[i],
      );
      fit.arm.forward(tip, q);
      expect(Math.hypot(tip[0] - x, tip[1] - y)).toBeLessThan(2e-4);
    }
  });

  test("leaves a machine that is as it was planned alone, but for play that nobody measured", () => {
    const dots = sheetOf(name, { longer: [], offsets: [0, 0], play: [0, 0] });
    const fit = fitted(
      dots.map((dot) => ({ ...dot, apart: undefined })),
      optionsFor(name),
    );
    expect(lengthsOf(fit.linkage)).toBeNear(lengthsOf(planOf(name)), { atol: 1e-12 });
    expect([...fit.offsets, ...fit.gains]).toBeNear([0, 0, 0, 0], { atol: 1e-12 });
    expect(fit.play).toEqual([0, 0]);
  });

  test("tells the play of each joint by the distance of the marks, and not without it", () => {
    const play = [0.03, 0.012] as const;
    const dots = sheetOf(name, { longer: [], offsets: [0, 0], play });
    const options = optionsFor(name);
    const fit = fitted(dots, options);
    expect(Math.abs(fit.play[0] - play[0])).toBeLessThan(0.003);
    expect(Math.abs(fit.play[1] - play[1])).toBeLessThan(0.003);
    const blind = dots.map((dot) => ({ ...dot, apart: undefined }));
    expect(fitted(blind, options).play).toEqual([0, 0]);
    expect(fitted(dots, { ...options, felt: true }).play).toEqual([0, 0]);
  });

  test("does not care in which order its dots are", () => {
    const dots = sheetOf(name, { ...spoilt[name], play: [0.02, 0.01] });
    const [one, other] = [dots, dots.toReversed()].map((d) => fitted(d, optionsFor(name)));
    // A minimum is known to the root of what a number is.
    expect(lengthsOf(other.linkage)).toBeNear(lengthsOf(one.linkage), { atol: 1e-10 });
    expect(other.play).toBeNear([...one.play], { atol: 1e-9 });
  });

  test("determines all but one direction better than a workshop's tolerances do", () => {
    const options = optionsFor(name);
    const n = lengthsOf(options.linkage).length;
    const dots = sheetOf(name, { longer: [], offsets: [0, 0], play: [0.0175, 0.0175] });
    const plan = [...Array.from({ length: n + 4 }, () => 0), 0.0175, 0.0175];
    const misfit = sheetMisfit(dots, options, true)(plan);
    const plausible = [
      ...Array.from({ length: n }, () => 1e-3),
      ...[0.035, 0.035, 0.03, 0.03, 0.0175, 0.0175],
    ];
    const scaled = misfit?.slopes.map((row) =>
      row.map((slope, k) => (slope * plausible[k]) / 3e-4),
    );
    const values = new SVD(new Matrix(scaled ?? [])).diagonal;
    expect(values.filter((value) => value > 1)).toHaveLength(n + 5);
    expect(Math.min(...values)).toBeGreaterThan(0.8);
  });

  test("has slopes that agree with finite differences", () => {
    const options = optionsFor(name);
    const n = lengthsOf(options.linkage).length;
    const misfit = sheetMisfit(sheetOf(name, spoilt[name]), options, true);
    const p = Array.from(
      { length: n + 6 },
      (_, k) => 1e-3 * Math.sin(3 * k + 1) + (k < n ? 0 : 0.01),
    );
    const slopes = misfit(p)?.slopes ?? [];
    const step = 1e-6;
    for (let k = 0; k < n + 6; k++) {
      const at = (side: number) =>
        misfit(p.map((value, i) => (i === k ? value + side * step : value)))?.off ?? [];
      const [ahead, behind] = [at(1), at(-1)];
      const found = ahead.map((value, i) => (value - (behind[i] ?? 0)) / (2 * step));
      expect(slopes.map((row) => row[k])).toBeNear(found, { atol: 1e-8 });
    }
  });
});

test("the mirror image of a pantograph's sheet tells of the mirror image of the machine", () => {
  const dots = sheetOf("pantograph", { ...spoilt.pantograph, play: [0.02, 0.01] });
  const mirrored = dots.map(({ angles, approach, x, ...dot }) => ({
    ...dot,
    angles: [Math.PI - angles[1], Math.PI - angles[0]] as const,
    approach: [-approach[1], -approach[0]] as const,
    x: -x,
  }));
  const [one, other] = [dots, mirrored].map((d) => fitted(d, optionsFor("pantograph")));
  const [a1, a2, b1, b2, between] = lengthsOf(one.linkage);
  expect(lengthsOf(other.linkage)).toBeNear([a2, a1, b2, b1, between], { atol: 1e-10 });
  expect(other.offsets).toBeNear([-one.offsets[1], -one.offsets[0]], { atol: 1e-9 });
  expect(other.gains).toBeNear(one.gains.toReversed(), { atol: 1e-9 });
  expect(other.play).toBeNear(one.play.toReversed(), { atol: 1e-9 });
});

const pair = z.tuple([z.number(), z.number()]);
const Golden = z.object({
  cases: z.array(
    z.object({
      machine: z.enum(machineNames),
      felt: z.boolean(),
      dots: z.array(
        z.object({
          angles: pair,
          approach: pair,
          x: z.number(),
          y: z.number(),
          apart: z
            .number()
            .optional()
            .transform((value) => value),
        }),
      ),
      found: z.array(z.number()),
      spreads: z.array(z.number()),
    }),
  ),
});
const file = new URL("../../golden/sheets.json", import.meta.url);
const { cases } = Golden.parse(JSON.parse(readFileSync(file, "utf8")));

test.each(cases)("scipy finds the same: $machine, felt: $felt", ({ machine, felt, ...golden }) => {
  const { linkage, centres } = optionsFor(machine);
  const dots = golden.dots.map((dot) => ({ ...dot, apart: dot.apart }));
  const fit = fitted(dots, { linkage, centres, felt });
  const plan = lengthsOf(linkage);
  const lengths = plan.map((length, k) => length + (golden.found[k] ?? 0));
  expect(lengthsOf(fit.linkage)).toBeNear(lengths, { atol: 1e-9 });
  const others = [...fit.offsets, ...fit.gains, ...fit.play];
  expect(others).toBeNear(golden.found.slice(plan.length), { atol: 1e-7 });
  expect(fit.spreads).toBeNear(golden.spreads, { atol: 1e-8 });
});

test("wants enough dots", () => {
  expect(() => fitSheet([], optionsFor("brachiograph"))).toThrow("4 dots or more, found 0");
});

test("knows when a linkage cannot take the angles of a dot", () => {
  const linkage = withLengths(planOf("pantograph"), [0.08, 0.08, 0.08, 0.08, 0.03]);
  const dots = sheetOf("pantograph", spoilt.pantograph);
  const stretched = dots.map((dot) => ({ ...dot, angles: [Math.PI, 0] as const }));
  expect(fitSheet(stretched, { ...optionsFor("pantograph"), linkage })).toBeUndefined();
});
