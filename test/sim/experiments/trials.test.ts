import { describe, expect, test } from "vitest";
import { planBlocks } from "../../../sim/experiments/trial-plan.ts";
import type { TrialRecord } from "../../../sim/experiments/trial-record.ts";
import { performTrials } from "../../../sim/experiments/trials.ts";
import { maximumDeviation } from "../../../sim/metrics/movement/straightness.ts";
import type { Perturbation } from "../../../sim/perturbations/perturbation.ts";
import { channel, curlField, pulse } from "../../../sim/perturbations/perturbation.ts";
import { makeRandom } from "../../../sim/random.ts";
import { WORKSPACE } from "../../../sim/tasks/workspace.ts";
import { laboratory } from "./laboratory.ts";

const reach = (world: readonly Perturbation[], to: readonly [number, number] = [0, 0.52]) => ({
  phase: "one",
  goal: { kind: "reach" as const, x: to[0], y: to[1], scored: true },
  world,
});
function perform(...worlds: (readonly Perturbation[])[]): TrialRecord[] {
  const records: TrialRecord[] = [];
  const trials = worlds.map((world, n) => reach(world, n % 2 === 0 ? [0, 0.52] : WORKSPACE.centre));
  performTrials({
    rig: laboratory.subject({ seed: 1 }),
    trials,
    onTrial: (one) => records.push(one),
  });
  return records;
}
const aside = ({ hand, start, target }: TrialRecord) =>
  1000 * maximumDeviation(hand, start, target);

describe("trials", () => {
  test("are recorded from their beginning to the next one's", () => {
    const [one] = perform([]);
    expect(one.duration).toBeCloseTo(0.6, 6);
    expect(Math.abs(one.hand.length / 2 - 110)).toBeLessThan(3);
    expect(one.joints.length).toBe(3 * one.hand.length);
    expect(one.start).toEqual([...WORKSPACE.centre]);
    expect(one.target[1]).toBeCloseTo(0.52, 12);
  });

  test("have the world that was ordered for them, and no other", () => {
    const [before, during, after] = perform([], [curlField(13)], []);
    expect(Math.abs(aside(before))).toBeLessThan(3);
    expect(aside(during)).toBeLessThan(-10); // to the right
    expect(Math.abs(aside(after))).toBeLessThan(Math.abs(aside(during)) / 3);
  });

  test("push when a pulse says so", () => {
    const [, late] = perform([], [pulse([5, 0], 0.3, 0.1)]);
    const x = (sample: number) => 1000 * late.hand[2 * sample];
    expect(Math.abs(x(29) - x(0))).toBeLessThan(3);
    expect(x(41) - x(29)).toBeGreaterThan(3);
  });

  test("keep the hand in a channel, and the cursor on a clamped line", () => {
    const start: [number, number] = [0, 0.42];
    const end: [number, number] = [0, 0.52];
    const [walled] = perform([channel(start, end), curlField(13)]);
    expect(Math.abs(aside(walled))).toBeLessThan(2);
    // What is recorded is field and walls together, and the walls have kept the hand straight.
    const along = walled.force.filter((_, i) => i % 2 === 1);
    const across = walled.force.filter((_, i) => i % 2 === 0);
    expect(Math.max(...along.map(Math.abs))).toBeLessThan(0.2 * Math.max(...across.map(Math.abs)));
    const [clamped] = perform([{ kind: "error-clamp", start, end }, curlField(13)]);
    expect(Math.abs(aside(clamped))).toBeGreaterThan(10);
    expect(Math.abs(1000 * maximumDeviation(clamped.cursor, start, end))).toBeLessThan(1e-9);
  });

  test("let a target jump, and the next trial begins where it went", () => {
    const [one, next] = perform([{ kind: "target-jump", after: 0.2, by: [0.05, 0] }], []);
    expect(one.hand[one.hand.length - 2]).toBeGreaterThan(0.045);
    expect(next.start[0]).toBeCloseTo(0.05, 9);
    // What is recorded is where it was to arrive in the end, and when.
    expect(one.target).toEqual(next.start);
    expect(one.duration).toBeGreaterThan(0.5);
    expect(one.duration).toBeLessThan(1);
  });

  test("are ill from one instant to another, and sound before and after", () => {
    const rig = laboratory.subject({ seed: 1 });
    const { brain } = rig;
    const ill: [at: number, state: string][] = [];
    const { step } = brain;
    let began = Number.NaN;
    brain.step = (command, senses, now) => {
      if (brain.goals.goal > 0 && Number.isNaN(began)) began = now;
      const { cerebellum, olive, lesion } = brain;
      ill.push([now - began, `${cerebellum} ${olive} ${lesion.purkinje}`]);
      step.call(brain, command, senses, now);
    };
    const lesion = { cerebellum: false, olive: false, lesion: { purkinje: 0.4 } };
    performTrials({
      rig,
      trials: [{ ...reach([]), lesion: { ...lesion, from: 0.2, until: 0.45 } }],
      onTrial: () => {},
    });
    const during = ill.filter(([, state]) => state === "false false 0.4").map(([at]) => at);
    const apart = ill.filter(([at]) => at >= 0).filter(([, state]) => state === "true true 0");
    expect(during[0]).toBeCloseTo(0.2, 2);
    expect(during).toHaveLength(25);
    expect(apart.length + during.length).toBe(ill.filter(([at]) => at >= 0).length);
  });

  test("are ill from the first to the last of a block, and a switch that was off stays off", () => {
    const rig = laboratory.subject({ seed: 1 });
    rig.brain.cerebellum = false;
    const states: string[] = [];
    const off = { ...reach([]), lesion: { olive: false } };
    performTrials({
      rig,
      trials: [reach([]), off, off, { ...off, learning: true }, reach([])],
      onTrial: () => states.push(`${rig.brain.cerebellum} ${rig.brain.olive}`),
    });
    expect(states).toEqual([
      "false true",
      "false false",
      "false false",
      "false false",
      "false true",
    ]);
  });

  test("show the cursor as late as vision is, whatever the delay of the felt joints", () => {
    const rig = laboratory.subject({ seed: 1, delay: 0.04 });
    const ages = new Set<number>();
    const felt = new Set<number>();
    const { look, step } = rig.brain;
    rig.brain.look = (seen, now) => {
      if (now > 0.5) ages.add(Number(seen[2].toFixed(9)));
      look.call(rig.brain, seen, now);
    };
    rig.brain.step = (command, senses, now) => {
      if (now > 0.5) felt.add(Number(senses[4].toFixed(9)));
      step.call(rig.brain, command, senses, now);
    };
    performTrials({ rig, trials: [reach([])], visualDelay: 0.12, onTrial: () => {} });
    expect([...ages]).toEqual([0.12]);
    expect([...felt]).toEqual([0.04]);
  });

  test("can make senses later, and the arm heavier", () => {
    const records: TrialRecord[] = [];
    const rig = laboratory.subject({ seed: 1 });
    const seen: [number, number][] = [];
    performTrials({
      rig,
      trials: [
        reach([
          { kind: "extra-delay", delay: 0.05 },
          { kind: "added-mass", mass: 0.5 },
        ]),
      ],
      onTrial: (one) => {
        records.push(one);
        seen.push([rig.plant.delay, rig.plant.arm.a1]);
      },
    });
    expect(seen[0][0]).toBeCloseTo(0.15, 12);
    expect(seen[0][1]).toBeGreaterThan(laboratory.arm.a1);
    expect(records).toHaveLength(1);
  });
});

describe("a plan", () => {
  const plan = planBlocks(
    [
      { phase: "null", trials: 16 },
      { phase: "field", trials: 400, world: [curlField(1)], catches: 0.1 },
    ],
    makeRandom(1),
  );

  test("goes out to each target once a round, and back each time", () => {
    const places = plan
      .slice(0, 16)
      .map(({ goal }) => (goal.kind === "reach" ? [goal.x, goal.y] : []));
    const out = places.filter((_, n) => n % 2 === 0).map(String);
    expect(new Set(out).size).toBe(8);
    for (const back of places.filter((_, n) => n % 2 === 1))
      expect(back).toEqual([...WORKSPACE.centre]);
  });

  test("withholds the world in about as many trials as it was told to", () => {
    const catches = plan.filter(({ phase }) => phase === "catch");
    expect(catches.length).toBeGreaterThan(20);
    expect(catches.length).toBeLessThan(60);
    for (const { world } of catches) expect(world).toEqual([]);
  });

  test("can have something else in their place", () => {
    const caught = planBlocks(
      [
        {
          phase: "field",
          trials: 40,
          world: [curlField(1)],
          catches: 0.5,
          caught: (start, target) => [channel(start, target)],
        },
      ],
      makeRandom(1),
    ).filter(({ phase }) => phase === "catch");
    expect(caught.length).toBeGreaterThan(5);
    for (const { world, goal } of caught) {
      expect(world).toMatchObject([
        { kind: "channel", end: goal.kind === "reach" && [goal.x, goal.y] },
      ]);
    }
  });
});
