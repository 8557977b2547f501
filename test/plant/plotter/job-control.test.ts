import { describe, expect, test } from "vitest";
import { planJob } from "../../../plant/plotter/job.ts";
import type { JobControl } from "../../../plant/plotter/job-control.ts";
import { makeJobControl } from "../../../plant/plotter/job-control.ts";
import { brachiograph } from "../../../plant/plotter/plotter.ts";
import { MOMENT } from "../../../plant/plotter/timeline.ts";
import { testJob } from "../../../sim/plotter/test-job.ts";

const { settings } = testJob(brachiograph, "square", 0.03);
/** Three lines of 3 cm, 1 cm apart. */
const strokes = [0.08, 0.09, 0.1].map((y) => Float64Array.of(-0.05, y, -0.02, y));
const job = planJob(strokes, settings);

interface Seen {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly state: JobControl["state"];
}

/** Plays until `enough`, or for 200 s, and keeps where the pen was. */
function play(control: JobControl, enough: () => boolean = () => false): Seen[] {
  const moment = new Float64Array(MOMENT);
  const seen: Seen[] = [];
  for (let k = 0; k < 20000 && control.state !== "over" && !enough(); k++) {
    control.advance(0.01);
    control.read(moment, 0);
    const [, , x, y, height] = moment;
    seen.push({ x, y, height, state: control.state });
  }
  return seen;
}

/** The lines that the pen drew, by their y [mm], each as often as it was put down for it. */
function drawn(seen: readonly Seen[]): number[] {
  const lines: number[] = [];
  let down = false;
  for (const { y, height } of seen) {
    if (height < 0.01 && !down) lines.push(Math.round(1000 * y));
    down = height < 0.01;
  }
  return lines;
}

const farthestStep = (seen: readonly Seen[]): number =>
  Math.max(...seen.slice(1).map(({ x, y }, i) => Math.hypot(x - seen[i].x, y - seen[i].y)));

describe("a job that takes orders", () => {
  test("that gets none is the job", () => {
    const control = makeJobControl(job);
    expect(control.secondsLeft).toBeCloseTo(job.seconds, 6);
    const seen = play(control);
    expect(drawn(seen)).toEqual([80, 90, 100]);
    expect(0.01 * seen.length).toBeCloseTo(job.seconds, 1);
    expect(control.done).toBe(3);
    expect(control.secondsLeft).toBeCloseTo(0, 6);
  });

  test("lifts the pen before it pauses, within the stroke, and goes on", () => {
    const control = makeJobControl(job);
    const before = play(control, () => control.inStroke && control.done === 1);
    before.push(...play(control, () => control.secondsLeft < 0.55 * job.seconds));
    control.order({ op: "pause" });
    expect(control.state).toBe("pausing");
    const until = play(control, () => control.state === "paused");
    expect(until.at(-1)?.height).toBe(1);
    expect(control.done).toBe(2);
    let k = 0;
    const waiting = play(control, () => k++ >= 100);
    expect(farthestStep(waiting)).toBe(0);
    control.order({ op: "resume" });
    expect(drawn([...before, ...until, ...play(control)])).toEqual([80, 90, 100]);
  });

  test("draws the stroke that is under way once more when it is done, and then goes on", () => {
    const control = makeJobControl(job);
    const before = play(control, () => control.inStroke && control.done === 1);
    control.order({ op: "repeatStroke" });
    const seen = [...before, ...play(control)];
    expect(drawn(seen)).toEqual([80, 90, 90, 100]);
    expect(farthestStep(seen)).toBeLessThan(0.002);
  });

  test("draws the last stroke twice more on the way home, if asked twice", () => {
    const control = makeJobControl(job);
    const before = play(control, () => control.done === 3);
    control.order({ op: "repeatStroke" });
    control.order({ op: "repeatStroke" });
    expect(drawn([...before, ...play(control)])).toEqual([80, 90, 100, 100, 100]);
  });

  test("repeats while it is paused, and is paused again", () => {
    const control = makeJobControl(job);
    const before = play(control, () => control.done === 1);
    control.order({ op: "pause" });
    before.push(...play(control, () => control.state === "paused"));
    control.order({ op: "repeatStroke" });
    let k = 0;
    const detour = play(control, () => k++ >= 1000);
    expect(drawn(detour)).toEqual([80]);
    expect(control.state).toBe("paused");
    control.order({ op: "resume" });
    expect(drawn([...before, ...detour, ...play(control)])).toEqual([80, 80, 90, 100]);
  });

  test("has nothing to repeat before the first stroke", () => {
    const control = makeJobControl(job);
    control.order({ op: "repeatStroke" });
    expect(drawn(play(control))).toEqual([80, 90, 100]);
  });

  test.each([0.3, 3])("at %f of its speed hurries on paper only", (factor) => {
    const control = makeJobControl(job, { factor });
    const seen = play(control);
    expect(drawn(seen)).toEqual([80, 90, 100]);
    // The pen goes up and down as slowly as ever.
    const heights = seen.map(({ height }) => height);
    const steepest = Math.max(...heights.slice(1).map((h, i) => Math.abs(h - heights[i])));
    expect(steepest).toBeLessThan((1.1 * (Math.PI / 2) * 0.01) / settings.pen.lift);
    const ink = job.moves.filter(({ kind }) => kind === "draw");
    const inkSeconds = ink.reduce((sum, { seconds }) => sum + seconds, 0);
    if (factor < 1) expect(0.01 * seen.length).toBeGreaterThan(job.seconds + inkSeconds);
    else expect(0.01 * seen.length).toBeLessThan(job.seconds - 0.2 * inkSeconds);
  });

  test("presses harder without lowering the lifted pen, and cuts off what is out of bounds", () => {
    const control = makeJobControl(job);
    control.order({ op: "penHeight", offset: -9 });
    expect(control.offset).toBe(-0.5);
    control.order({ op: "penHeight", offset: Number.NaN });
    control.order({ op: "speed", factor: Number.NaN });
    expect([control.offset, control.factor]).toEqual([-0.5, 1]);
    const heights = play(control).map(({ height }) => height);
    expect(Math.min(...heights)).toBeCloseTo(-0.5, 6);
    expect(Math.max(...heights)).toBe(1);
  });

  test.each([
    ["cancel", "cancelled"],
    ["stop", "stopped"],
  ] as const)("%s wants the pen up at once, and nothing moves again", (op, ended) => {
    const control = makeJobControl(job);
    play(control, () => control.inStroke && control.done === 1);
    control.order({ op });
    expect(control.ended).toBe(ended);
    expect(control.halted).toBeTypeOf("string");
    const moment = new Float64Array(MOMENT);
    control.read(moment, 0);
    const x = moment[2];
    control.order({ op: "resume" });
    for (let k = 0; k < 100; k++) control.advance(0.01);
    control.read(moment, 0);
    expect([moment[2], moment[4]]).toEqual([x, 1]);
  });
});
