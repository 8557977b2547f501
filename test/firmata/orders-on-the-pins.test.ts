import { describe, expect, test } from "vitest";
import { drawVirtually } from "../../cli/plotter/virtual-drawing.ts";
import { plainCalibration, pulsesFor } from "../../plant/plotter/calibration.ts";
import { planJob } from "../../plant/plotter/job.ts";
import type { JobControl } from "../../plant/plotter/job-control.ts";
import { makeJobControl } from "../../plant/plotter/job-control.ts";
import { brachiograph } from "../../plant/plotter/plotter.ts";
import { calibratedSteering } from "../../plant/plotter/steering.ts";
import { testJob } from "../../sim/plotter/test-job.ts";
import { ELBOW, PEN, SHOULDER, sharedPlotter, wait, watch } from "../support/plotter.ts";

const { joints, pen } = brachiograph;
const calibrations = [plainCalibration(joints[0]), plainCalibration(joints[1])] as const;
const lines = [0.08, 0.1].map((y) => Float64Array.of(-0.06, y, -0.03, y));
const job = planJob(lines, testJob(brachiograph, "square", 0.03).settings);

/** Draws the job, and calls `look` after every command. */
async function draw(look: (control: JobControl, now: number) => void) {
  const plotter = await sharedPlotter();
  const home = new Float64Array(2);
  brachiograph.arm.inverse(home, ...brachiograph.arm.home);
  plotter.machine.engage(pulsesFor(home, brachiograph, calibrations));
  const control = makeJobControl(job);
  const steering = calibratedSteering(brachiograph, calibrations, 0);
  const seen = watch(plotter);
  const { twin } = plotter;
  const drawing = drawVirtually(plotter, job, steering, {
    control,
    look: () => look(control, twin.now()),
  });
  return { plotter, control, seen, drawing };
}

const isDown = ({ board }: { board: { pulses: { last(pin: number): number } } }): boolean =>
  Math.abs(board.pulses.last(PEN) - pen.down) < 10;

describe("orders, on the pins", () => {
  test.each(["cancel", "stop"] as const)(
    "%s in the middle of a stroke: pen off the paper within 250 ms, then limp",
    async (op) => {
      const { twin } = await sharedPlotter();
      let since = Number.NaN;
      const { plotter, seen, drawing } = await draw((control, now) => {
        if (!Number.isNaN(since) || control.done !== 1 || !isDown(twin)) return;
        since = now;
        control.order({ op });
      });
      expect(drawing.fault?.kind).toBe("stopped");
      let offPaper = Number.NaN;
      for (let k = 0; k < 50; k++) {
        wait(plotter, 0.01);
        if (Number.isNaN(offPaper) && !twin.rig.penTouches()) offPaper = twin.now();
      }
      expect(offPaper - since).toBeLessThan(0.25);
      const lastOf = (pin: number): number =>
        Math.max(...seen.filter((pulse) => pulse.pin === pin).map(({ at }) => at));
      for (const pin of [SHOULDER, ELBOW, PEN]) {
        expect(lastOf(pin)).toBeGreaterThan(since + pen.liftTime - 0.03);
        expect(lastOf(pin)).toBeLessThan(since + pen.liftTime + 0.06);
      }
      const lifted = seen.filter(({ pin, at }) => pin === PEN && at > since + 0.035);
      // But for the last one, which letting go may make longer (hazard 10).
      for (const { width } of lifted.slice(0, -1)) {
        expect(Math.abs(width - pen.up)).toBeLessThan(10);
      }
    },
  );

  test("a pause holds the arm where it is with the pen up, and a repeat goes back for the stroke", async () => {
    const { twin } = await sharedPlotter();
    let pausedAt = Number.NaN;
    let touched = false;
    const { seen, drawing } = await draw((control, now) => {
      if (control.done === 0 && isDown(twin)) control.order({ op: "pause" });
      if (control.state !== "paused") return;
      if (Number.isNaN(pausedAt)) pausedAt = now;
      touched ||= now > pausedAt + 0.1 && twin.rig.penTouches();
      if (now < pausedAt + 1) return;
      control.order({ op: "repeatStroke" });
      control.order({ op: "resume" });
    });
    expect(drawing.fault).toBeUndefined();
    expect(touched).toBe(false);
    const still = seen.filter(({ at }) => at > pausedAt + 0.1 && at < pausedAt + 0.95);
    expect(still.length).toBeGreaterThan(100);
    for (const on of [SHOULDER, ELBOW, PEN]) {
      const widths = still.filter(({ pin }) => pin === on).map(({ width }) => width);
      expect(Math.max(...widths) - Math.min(...widths)).toBeLessThan(5);
    }
    expect(drawing.seconds).toBeGreaterThan(job.seconds + 1 + 2);
  });

  test("three times the speed and a pen that presses keep within the limits", async () => {
    const { plotter, drawing, seen } = await draw((control) => {
      control.order({ op: "speed", factor: 3 });
      control.order({ op: "penHeight", offset: -0.5 });
    });
    expect(drawing.fault).toBeUndefined();
    expect(drawing.seconds).toBeLessThan(job.seconds);
    const pulses = seen.filter(({ pin }) => pin === PEN).map(({ width }) => width);
    expect(Math.max(...pulses)).toBeGreaterThan(pen.down + 150);
    expect(plotter.twin.board.pulses.outside).toEqual([]);
  });
});
