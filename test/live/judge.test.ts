import { describe, expect, test } from "vitest";
import type { LiveSettings } from "../../bridge/protocol/live-settings.ts";
import { EMPTY_WORLD, NO_LESION } from "../../bridge/protocol/live-settings.ts";
import type { Health, Movement } from "../../bridge/protocol/monitor-message.ts";
import type { ServerMessage } from "../../bridge/protocol/server-message.ts";
import { AT, telemetryReader } from "../../bridge/shared/telemetry-ring.ts";
import type { Judge } from "../../cli/live/judge.ts";
import { makeJudge } from "../../cli/live/judge.ts";
import type { Timer } from "../../controller/clock.ts";
import { CALLED, DEADLINE, RETURNED } from "../../controller/clock.ts";
import { forwardKinematics } from "../../plant/arm/kinematics.ts";
import type { Rig } from "../../sim/experiments/rig.ts";
import { logDimensionlessJerk } from "../../sim/metrics/movement/smoothness.ts";
import { speedOf } from "../../sim/metrics/movement/speed.ts";
import { SETTLING } from "../../sim/movement-score.ts";
import { makeRandom } from "../../sim/random.ts";
import { recordedLoop } from "./recorded-loop.ts";

/** A second of learning in peace, then these settings until judged. */
function judged(settings: Partial<LiveSettings>, seconds = 14, timer?: Timer) {
  let judge: Judge | undefined;
  const said: ServerMessage[] = [];
  recordedLoop({
    seconds,
    course: [{ from: 1, settings }],
    ...(timer ? { timer } : {}),
    watch: (shared, arm, now) => {
      judge ??= makeJudge({ shared, arm, fallback: true, ringMs: () => 0 });
      said.push(...judge.news(1000 * now));
    },
  });
  const movements = said.filter((one): one is Movement => one.op === "movement");
  const healths = said.filter((one): one is Health => one.op === "health");
  const health = healths.at(-1);
  if (health === undefined) throw new Error("nothing was said of health");
  return { movements, healths, health };
}

/** A machine that is busy with something else for so long [s], so many times a second. */
function busyTimer(lasting = 0.025, often = 10): Timer {
  let now = 0;
  let busyAt = 1 / often;
  return {
    wait(moments) {
      moments[CALLED] = now;
      now = Math.max(now, moments[DEADLINE]);
      if (now > busyAt) {
        now += lasting;
        busyAt += 1 / often;
      }
      moments[RETURNED] = now;
    },
  };
}

test("an intact arm is not ataxic, and every reach is judged once", () => {
  const { movements, healths, health } = judged({});
  expect(movements.length).toBeGreaterThanOrEqual(10);
  expect(movements.map(({ index }) => index)).toEqual(movements.map((_, i) => i));
  expect(health).toMatchObject({ cause: null, sentence: "The arm is not ataxic.", reaches: 8 });
  expect(health.ataxia).toBeLessThan(0.3);
  expect(health.evidence.filter(({ holds }) => holds)).toEqual([]);
  expect(healths.length).toBeGreaterThan(20);
});

describe.each<[string, Partial<LiveSettings>]>([
  ["cerebellum off", { cerebellum: false }],
  ["plant changed", { olive: false, world: { ...EMPTY_WORLD, curl: 20 } }],
  ["plant changed", { olive: false, world: { ...EMPTY_WORLD, limbMass: 2.5 } }],
  ["plant changed", { adaptive: true, world: { ...EMPTY_WORLD, rotation: 40 } }],
  ["senses late", { olive: false, delayMs: 220 }],
  ["cerebellum frozen", { olive: false, lesion: { ...NO_LESION, purkinje: 0.8 } }],
  ["model wrong", { lesion: { ...NO_LESION, purkinje: 1 } }],
])("%s", (cause, settings) => {
  test(`is what is found of ${JSON.stringify(settings)}`, () => {
    const { health } = judged(settings);
    expect(health.ataxia).toBeGreaterThanOrEqual(0.5);
    expect(health.cause).toBe(cause);
    expect(health.evidence.find(({ holds }) => holds)?.cause).toBe(cause);
  });
});

test("a loop that is late is found, whatever else is wrong", () => {
  const { health } = judged({ cerebellum: false }, 14, busyTimer());
  expect(health.ataxia).toBeGreaterThanOrEqual(0.5);
  expect(health.cause).toBe("loop late");
});

/** A clock of which every fifth wait or so ends late, a millisecond in the mean and without a bound. */
function jitteryTimer(): Timer {
  const { uniform } = makeRandom(5);
  let now = 0;
  return {
    wait(moments) {
      moments[CALLED] = now;
      now = Math.max(now, moments[DEADLINE]);
      if (uniform() < 0.2) now -= 0.001 * Math.log(uniform());
      moments[RETURNED] = now;
    },
  };
}

/** A loop by `timer`, what is said of its reaches, and their jerk by the true arm, every half millisecond of it. */
function truthBeside(timer: Timer) {
  const truth = new Map<number, readonly [number, number]>();
  const begins = new Map<number, Float64Array>();
  const movements: Movement[] = [];
  let judge: Judge | undefined;
  let health: Health | undefined;
  let clock = 0;
  let follow = (plant: Rig["plant"], now: number): void => {
    clock = now;
    const { advance } = plant;
    const hand = new Float64Array(2);
    plant.advance = ({ dt }) => {
      const steps = Math.ceil(dt / 0.0005);
      for (let k = 0; k < steps; k++) {
        advance.call(plant, { dt: dt / steps });
        clock += dt / steps;
        forwardKinematics(hand, plant.truth, plant.arm);
        truth.set(Math.round(2000 * (clock - plant.behind[0])), [hand[0], hand[1]]);
      }
    };
    follow = () => {};
  };
  recordedLoop({
    seconds: 14,
    timer,
    disturb: ({ rig }, now) => follow(rig.plant, now),
    watch: (shared, arm, now) => {
      const telemetry = telemetryReader(shared.telemetry);
      const record = telemetry.at(telemetry.count() - 1) ?? new Float64Array(0);
      if (!begins.has(record[AT.endsAt])) begins.set(record[AT.endsAt], record.slice());
      judge ??= makeJudge({ shared, arm, fallback: true, ringMs: () => 0 });
      for (const one of judge.news(1000 * now)) {
        if (one.op === "movement") movements.push(one);
        if (one.op === "health") health = one;
      }
    },
  });
  const trueJerk = ({ time }: Movement): number => {
    const begin = begins.get(time)?.[AT.stateTime] ?? Number.NaN;
    const path: number[] = [];
    for (let k = 0; k <= Math.round((time + SETTLING - begin) * 100) - 1; k++) {
      path.push(...(truth.get(Math.round(2000 * begin) + 20 * k) ?? [Number.NaN, Number.NaN]));
    }
    return logDimensionlessJerk(speedOf(Float64Array.from(path), 100), 100);
  };
  if (health === undefined) throw new Error("nothing was said of health");
  return { movements, health, trueJerk };
}

describe("a loop that looks at the limb unevenly", () => {
  test.each<[string, () => Timer]>([
    ["its clock trembles", jitteryTimer],
    ["it drops a decision three times a second", () => busyTimer(0.012, 3)],
    ["it drops two, ten times a second", () => busyTimer(0.025, 10)],
  ])("finds the jerk that the limb has, where %s", (_, timer) => {
    const { movements, trueJerk } = truthBeside(timer());
    expect(movements.length).toBeGreaterThan(8);
    for (const movement of movements) {
      expect(movement.gapMs).toBeLessThan(50);
      expect(movement.ldlj).toBeCloseTo(trueJerk(movement), 1);
      expect(Math.abs(movement.alongMm)).toBeLessThanOrEqual(movement.endpointMm + 1e-9);
    }
  });

  test("does not call an intact arm jerky, which it moves as it should", () => {
    for (const timer of [jitteryTimer(), busyTimer(0.012, 3)]) {
      const { movements, health } = judged({}, 14, timer);
      for (const { parts } of movements) expect(parts.ldlj).toBeLessThan(0.5);
      expect(health.ataxia).toBeLessThan(0.3);
    }
  });

  test("leaves jerk out where it has not looked for long, and is said to be late", () => {
    const { movements, health } = judged({}, 14, busyTimer(0.06, 4));
    expect(movements.length).toBeGreaterThan(5);
    for (const { parts, ldlj, gapMs, ataxia } of movements) {
      expect(gapMs).toBeGreaterThan(50);
      expect([ldlj, parts.ldlj]).toEqual([null, null]);
      const { endpointMm, pathRmsMm, pathRatio, shakeMmPerS } = parts;
      expect(ataxia).toBeCloseTo((endpointMm + pathRmsMm + pathRatio + shakeMmPerS) / 4, 9);
    }
    expect(health.parts?.ldlj).toBeNull();
    expect(health.evidence.find(({ cause }) => cause === "loop late")?.holds).toBe(true);
  });
});
