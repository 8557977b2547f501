import { take } from "rxjs";
import { describe, expect, test } from "vitest";
import { fixedRate, virtualTimer } from "../../controller/clock.ts";
import { CAUSES, makeFallback } from "../../controller/fallback/fallback.ts";
import { makeHold } from "../../controller/fallback/hold.ts";
import { keepBrain } from "../../controller/fallback/kept-brain.ts";
import { controlLoop } from "../../controller/loop.ts";
import { PREDICT, type Probe, STAGES } from "../../controller/stages.ts";
import { armNames, presetArm } from "../../plant/arm/presets.ts";
import { makeRandom } from "../../sim/random.ts";
import { simulateArm } from "../../sim/simulated-arm.ts";
import { arm, smallBrain } from "./small-brain.ts";

const PERIOD = 0.001;

/** A loop with a fallback, in which `disturb` is called before every decision. */
function guarded(
  seconds: number,
  disturb: (parts: Disturbed, now: number) => void = () => {},
  delay = 0.1,
  body = arm,
) {
  const spent = new Float64Array(STAGES.length);
  const probe: Probe = { begin: () => spent.fill(0), mark() {}, end() {}, spent };
  const rig = smallBrain({ probe, delay, body });
  const kept = keepBrain({ ...rig, cortex: rig.running });
  const fallback = makeFallback({ ...rig, muscles: body.muscles, restore: kept.restore });
  const timer = virtualTimer();
  const causes: string[] = [];
  const commands: number[][] = [];
  const speeds: number[] = [];
  let fault = false;
  const parts = { rig, timer, spent };
  controlLoop({
    ...rig,
    fallback,
    ticks: fixedRate({ timer, period: PERIOD, stop: () => fault }).pipe(
      take(Math.round(seconds / PERIOD)),
    ),
    prepare: (now) => disturb(parts, now),
  }).subscribe((turn) => {
    fault ||= turn.fault;
    if (!turn.decided) return;
    causes.push(CAUSES[turn.cause]);
    commands.push([turn.tick.at, ...Array.from(turn.command)]);
    speeds.push(Math.hypot(rig.plant.truth[2], rig.plant.truth[3]));
  });
  return { causes, commands, speeds, fallback, rig, fault };
}
type Disturbed = {
  rig: ReturnType<typeof smallBrain>;
  timer: ReturnType<typeof virtualTimer>;
  spent: Float64Array;
};

/** The causes in order, each as often as it came in a row. */
const stretches = (causes: readonly string[]): [string, number][] =>
  causes.reduce<[string, number][]>((list, cause) => {
    const last = list.at(-1);
    if (last?.[0] === cause) last[1]++;
    else list.push([cause, 1]);
    return list;
  }, []);

describe("the fallback", () => {
  test("leaves a brain in charge that is well, and changes nothing of what it says", () => {
    const { causes, commands, fallback } = guarded(2);
    const rig = smallBrain({});
    const alone: number[] = [];
    controlLoop({
      ...rig,
      ticks: fixedRate({ timer: virtualTimer(), period: PERIOD, stop: () => false }).pipe(
        take(2000),
      ),
    }).subscribe(({ decided, command }) => {
      if (decided) alone.push(command[0], command[1]);
    });
    expect(new Set(causes)).toEqual(new Set(["none"]));
    expect(fallback.takeovers).toBe(0);
    expect(commands.flatMap((row) => row.slice(1))).toEqual(alone);
  });

  test("takes over in the very decision in which the brain's numbers are none, and heals it", () => {
    let struck = false;
    const { causes, fault, commands, rig } = guarded(3, ({ rig: { cerebellum } }, now) => {
      if (now < 1 || struck) return;
      struck = true;
      cerebellum.purkinje.weights.fill(Number.NaN);
    });
    expect(fault).toBe(false);
    expect(stretches(causes)).toEqual([
      ["none", 99],
      ["invalid", 84],
      ["none", 117],
    ]);
    expect(commands.flat().every(Number.isFinite)).toBe(true);
    expect(rig.cerebellum.purkinje.weights.every(Number.isFinite)).toBe(true);
    expect(Array.from(rig.brain.estimate).every(Number.isFinite)).toBe(true);
  });

  test("leaves a brain in charge that is well and drives muscles, and takes over when it is not", () => {
    const muscles = presetArm("arm26");
    expect(new Set(guarded(1, undefined, 0.1, muscles).causes)).toEqual(new Set(["none"]));
    // Muscles that balance each other somewhere else take seconds to creep there.
    const { causes, commands, speeds } = guarded(
      6,
      ({ spent }, now) => {
        if (now > 1) spent[PREDICT] = 1;
      },
      0.1,
      muscles,
    );
    expect(stretches(causes).map(([cause]) => cause)).toEqual(["none", "too-long"]);
    expect(commands.flatMap((row) => row.slice(1)).every((u) => u >= 0 && u <= 1)).toBe(true);
    expect(speeds.at(-1)).toBeLessThan(0.1);
  });

  /** So many decisions after the first second take so long [s]. */
  const overrun = (count: number, lasting: number) => {
    let left = count;
    return ({ timer }: Disturbed, now: number): void => {
      if (now > 1 && left-- > 0) timer.wait(Float64Array.of(now + lasting, 0, 0));
    };
  };

  test("does not mind ticks that are late for the loop and not for the brain", () => {
    expect(stretches(guarded(2, overrun(100, 0.0065)).causes)).toHaveLength(1);
  });

  test("takes over after ten decisions in a row that cost one each, and not after nine", () => {
    expect(stretches(guarded(2, overrun(9, 0.025)).causes)).toHaveLength(1);
    const { causes, fallback } = guarded(3, overrun(12, 0.025));
    expect(stretches(causes).map(([cause]) => cause)).toEqual(["none", "overruns", "none"]);
    expect(fallback.takeovers).toBe(1);
  });

  test("takes over after a step of more than 0.1 s, and keeps a brain waiting that stays slow", () => {
    const { causes, fallback } = guarded(4, ({ spent }, now) => {
      if (now > 1 && now < 2.5) spent[PREDICT] = 0.11;
    });
    expect(stretches(causes).map(([cause]) => cause)).toEqual(["none", "too-long", "none"]);
    expect(causes.indexOf("none", 120)).toBeGreaterThan(250 + 49);
    expect(fallback.takeovers).toBe(1);
  });

  test("brings the body to rest, with no jump in the torque on either side", () => {
    const { commands, speeds, rig } = guarded(2.2, ({ spent }, now) => {
      if (now > 1) spent[PREDICT] = 1;
    });
    commands.slice(1).forEach(([at, ...torque], i) => {
      const [before, ...was] = commands[i];
      torque.forEach((value, j) => {
        const most = rig.limits.slewPerSecond[j] * (at - before) + 1e-9;
        expect(Math.abs(value - was[j])).toBeLessThanOrEqual(most);
      });
    });
    expect(speeds.at(-1)).toBeLessThan(0.1);
  });

  test("is not the last resort: senses that are no numbers let the body go", () => {
    const { fault } = guarded(2, ({ rig }, now) => {
      if (now > 1) rig.plant.truth.fill(Number.NaN);
    });
    expect(fault).toBe(true);
  });
});

describe("holding", () => {
  // Muscles damp their arm by themselves.
  const cases = armNames.flatMap((name) =>
    [0, 0.05, 0.1, 0.2, 0.3].flatMap((delay) =>
      (presetArm(name).muscles ? [0] : [2, 0.2]).map((viscosity) => ({ name, delay, viscosity })),
    ),
  );

  test.each(cases)("brings $name to rest, senses $delay s old, viscosity $viscosity", (at) => {
    const arm = presetArm(at.name, at.viscosity);
    const plant = simulateArm({
      arm,
      home: [0.9, 1.4],
      random: makeRandom(1),
      delay: at.delay,
      noise: 0,
    });
    plant.truth.set([0.9, 1.4, 1.5, -1.5]);
    const hold = makeHold(arm.muscles);
    const senses = new Float64Array(5);
    const command = new Float64Array(plant.commands);
    /** The fastest in each stretch of 5 s [rad/s]. */
    const fastest = new Float64Array(4);
    for (let step = 0; step < 2000; step++) {
      plant.advance({ dt: 0.01 });
      plant.sense(senses);
      if (step === 30) hold.begin(senses);
      if (step >= 30) {
        hold.step(command, senses);
        plant.actuate(command);
      }
      const stretch = Math.floor(step / 500);
      const speed = Math.hypot(plant.truth[2], plant.truth[3]);
      fastest[stretch] = Math.max(fastest[stretch], speed);
    }
    // It may creep back for long, where the senses are old: what it must not do is swing.
    expect(fastest[2]).toBeLessThan(0.05);
    expect(fastest[3]).toBeLessThan(0.8 * fastest[2]);
  });
});
