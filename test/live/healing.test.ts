import { describe, expect, test } from "vitest";
import type { Health, InCharge, Movement } from "../../bridge/protocol/monitor-message.ts";
import type { ServerMessage } from "../../bridge/protocol/server-message.ts";
import type { Judge } from "../../cli/live/judge.ts";
import { makeJudge } from "../../cli/live/judge.ts";
import type { Rig } from "../../sim/experiments/rig.ts";
import { recordedLoop } from "./recorded-loop.ts";

/** When the brain is struck [s]. */
const STRUCK = 6;

/** All that learns is learning when `strike` spoils some of it; what is said of it until long after. */
function struck(strike: (rig: Rig, cortex: { fill(value: number): unknown }) => void) {
  let judge: Judge | undefined;
  let isStruck = false;
  const said: ServerMessage[] = [];
  const { rig } = recordedLoop({
    seconds: 24,
    course: [{ from: 0.5, settings: { adaptive: true, onlineCortex: true } }],
    disturb: (parts, now) => {
      if (now < STRUCK || isStruck) return;
      isStruck = true;
      strike(parts.rig, parts.weights);
    },
    watch: (shared, arm, now) => {
      judge ??= makeJudge({ shared, arm, fallback: true, ringMs: () => 0 });
      said.push(...judge.news(1000 * now));
    },
  });
  const healths = said.filter((one): one is Health => one.op === "health");
  const movements = said.filter((one): one is Movement => one.op === "movement");
  return { rig, healths, movements };
}

const spoil = (memory: readonly { fill(value: number): unknown }[] | undefined): void => {
  for (const each of memory ?? []) each.fill(Number.NaN);
};

describe.each<[string, Parameters<typeof struck>[0]]>([
  ["the forward model", ({ forwardModel }) => spoil(forwardModel.cells.memory)],
  ["the adaptive command", ({ brain }) => spoil(brain.adaptiveCommand?.cells.memory)],
  ["where to aim", ({ brain }) => spoil(brain.visuomotorMap?.cells.memory)],
  ["the weights of the cortex", (_, cortex) => spoil([cortex])],
])("numbers that are none in %s", (_, strike) => {
  const { rig, healths, movements } = struck(strike);
  const { brain, forwardModels } = rig;
  const stages = healths.map(({ fallback }) => fallback);

  test("call the fallback in once, which heals all that learns", () => {
    expect(stages.at(-1)?.takeovers).toBe(1);
    const memories = [
      ...forwardModels.flatMap(({ cells }) => cells.memory),
      ...(brain.adaptiveCommand?.cells.memory ?? []),
      ...(brain.visuomotorMap?.cells.memory ?? []),
      ...(brain.onlineCortex?.cerebellum.cells.memory ?? []),
      ...(brain.onlineCortex?.body.motion.memory ?? []),
    ];
    expect(memories.every((memory) => memory.every(Number.isFinite))).toBe(true);
    expect(movements.at(-1)?.endpointMm).toBeLessThan(5);
    expect(movements.at(-1)?.time).toBeGreaterThan(20);
    expect(brain.onlineCortex?.steps).toBeGreaterThan(10);
  });

  test("are told to those who watch, with since when", () => {
    const distinct = stages.filter(({ state }, i) => state !== stages[i - 1]?.state);
    expect(distinct.map(({ state, cause }) => [state, cause])).toEqual([
      ["ready", null],
      ["active", "invalid"],
      ["ready", "invalid"],
    ]);
    const since = ({ since: at }: InCharge): number => at ?? Number.NaN;
    const [before, during, after] = distinct;
    expect(before.since).toBeNull();
    expect(since(during)).toBeCloseTo(STRUCK, 1);
    expect(since(after)).toBeGreaterThan(STRUCK + 0.8);
    expect(since(after)).toBeLessThan(STRUCK + 0.9);
    expect(during.sentence).toContain("holds the arm, because the brain said or believed");
  });
});

test("what the cerebellum adds is not taught by what a held arm did", () => {
  const spoilt = struck(({ forwardModel }) => spoil(forwardModel.cells.memory));
  // The reach that was under way is lost, and the next begins elsewhere; then it goes on as before.
  const errors = spoilt.movements.filter(({ time }) => time > STRUCK + 3).map((m) => m.pathRmsMm);
  expect(errors.length).toBeGreaterThan(10);
  expect(Math.max(...errors)).toBeLessThan(12);
});
