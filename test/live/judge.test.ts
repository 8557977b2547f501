import { describe, expect, test } from "vitest";
import type { LiveSettings } from "../../bridge/protocol/live-settings.ts";
import { EMPTY_WORLD, NO_LESION } from "../../bridge/protocol/live-settings.ts";
import type { Health, Movement } from "../../bridge/protocol/monitor-message.ts";
import type { ServerMessage } from "../../bridge/protocol/server-message.ts";
import type { Judge } from "../../cli/live/judge.ts";
import { makeJudge } from "../../cli/live/judge.ts";
import type { Timer } from "../../controller/clock.ts";
import { CALLED, DEADLINE, RETURNED } from "../../controller/clock.ts";
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

/** A machine that is busy with something else for 25 ms, ten times a second. */
function busyTimer(): Timer {
  let now = 0;
  let busyAt = 0.1;
  return {
    wait(moments) {
      moments[CALLED] = now;
      now = Math.max(now, moments[DEADLINE]);
      if (now > busyAt) {
        now += 0.025;
        busyAt += 0.1;
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
