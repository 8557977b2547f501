import { describe, expect, test } from "vitest";
import type { VirtualPlotter } from "../../cli/plotter/virtual-plotter.ts";
import { brachiograph } from "../../plant/plotter/plotter.ts";
import type { Fault } from "../../plant/plotter/safety.ts";
import {
  ELBOW,
  hold,
  MIDDLE,
  PEN,
  SHOULDER,
  sharedPlotter,
  wait,
  watch,
} from "../support/plotter.ts";

const { up, liftTime } = brachiograph.pen;

/** What somebody who looks at the pins sees: the pen's pulses lift it, and later all pulses end. */
function expectPenUpThenLimp(made: VirtualPlotter, seen: ReturnType<typeof watch>, since: number) {
  wait(made, 0.2);
  const pen = seen.filter(({ pin, at }) => pin === PEN && at > since + 0.021);
  expect(pen.length).toBeGreaterThan(Math.floor(liftTime / 0.02) - 3);
  for (const { width } of pen) expect(Math.abs(width - up)).toBeLessThan(10);
  for (const pin of [SHOULDER, ELBOW, PEN]) {
    const last = Math.max(...seen.filter((pulse) => pulse.pin === pin).map(({ at }) => at));
    // Nobody goes limp before the pen had time to lift, and everybody does soon after.
    expect(last).toBeGreaterThan(since + liftTime - 0.03);
    expect(last).toBeLessThan(since + liftTime + 0.05);
  }
  expect(made.machine.phase).toBe("limp");
}

async function drawing(): Promise<VirtualPlotter> {
  const made = await sharedPlotter();
  made.machine.engage([1500, 1500]);
  hold(made, 0.3, [1500, 1500], 0);
  expect(Math.abs(made.twin.board.pulses.last(PEN) - 1700)).toBeLessThan(10);
  return made;
}

describe("pen up, then limp, on the pins, after", () => {
  test.each<Fault["kind"]>(["stopped", "lost-link", "error"])(
    "being told to stop: %s",
    async (kind) => {
      const made = await drawing();
      const seen = watch(made);
      const since = made.twin.now();
      made.machine.stop({ kind, why: "a test" });
      wait(made, 0.3);
      expectPenUpThenLimp(made, seen, since);
      expect(made.machine.fault?.kind).toBe(kind);
    },
  );

  test("200 ms of silence", async () => {
    const made = await drawing();
    const seen = watch(made);
    const since = made.twin.now() + 0.2;
    wait(made, 0.5);
    expectPenUpThenLimp(made, seen, since);
    expect(made.machine.fault?.kind).toBe("silence");
  });

  test.each([
    ["not-finite", { angles: MIDDLE, pulses: [1500, Number.NaN] }],
    ["not-finite", { angles: [Number.POSITIVE_INFINITY, 0], pulses: [1500, 1500] }],
    ["out-of-reach", { angles: [Math.PI + 2, MIDDLE[1]], pulses: [1500, 1500] }],
  ] as const)("a command that is %s", async (kind, wrong) => {
    const made = await drawing();
    const seen = watch(made);
    const since = made.twin.now();
    expect(made.machine.send({ time: since, height: 0, ...wrong })).toBe(false);
    wait(made, 0.3);
    expectPenUpThenLimp(made, seen, since);
    expect(made.machine.fault?.kind).toBe(kind);
  });

  test("a storm of late commands", async () => {
    const made = await drawing();
    const seen = watch(made);
    let since = 0;
    for (let k = 0; k < 30 && made.machine.phase === "live"; k++) {
      since = made.twin.now();
      const late = { time: since - 0.1, angles: MIDDLE, pulses: [1500, 1500], height: 0 } as const;
      made.machine.send(late);
      wait(made, 0.01);
    }
    wait(made, 0.3);
    expectPenUpThenLimp(made, seen, since);
    expect(made.machine.fault?.kind).toBe("overrun");
  });

  test("a servo that does not follow", async () => {
    const made = await drawing();
    const seen = watch(made);
    // The command wishes 40° away, and the pulses never say so: as if the horn had slipped.
    let since = 0;
    for (let k = 0; k < 100 && made.machine.phase === "live"; k++) {
      since = made.twin.now();
      const angles = [MIDDLE[0] + 0.7, MIDDLE[1]] as const;
      made.machine.send({ time: since, angles, pulses: [1500, 1500], height: 0 });
      wait(made, 0.01);
    }
    wait(made, 0.3);
    expectPenUpThenLimp(made, seen, since);
    expect(made.machine.fault).toMatchObject({ kind: "not-following" });
    expect(made.machine.fault?.why).toContain("shoulder");
  });
});

test("a cancelled pen is off the paper within 250 ms", async () => {
  const made = await drawing();
  expect(made.twin.rig.penTouches()).toBe(true);
  made.machine.stop({ kind: "stopped", why: "cancelled" });
  wait(made, 0.25);
  expect(made.twin.rig.penTouches()).toBe(false);
});

describe("a stopped machine", () => {
  test("does nothing until somebody engages it again, and then does not jump", async () => {
    const made = await sharedPlotter();
    made.machine.engage([1200, 1800]);
    hold(made, 0.2, [1200, 1800]);
    made.machine.stop({ kind: "stopped", why: "a test" });
    wait(made, 0.4);
    const seen = watch(made);
    hold(made, 0.3, [1700, 1700]);
    expect(seen).toEqual([]);

    made.machine.engage([1200, 1800]);
    hold(made, 0.2, [1200, 1800]);
    const widths = (of: number) => seen.filter(({ pin }) => pin === of).map(({ width }) => width);
    for (const [pin, wanted] of [
      [SHOULDER, 1200],
      [ELBOW, 1800],
      [PEN, up],
    ] as const) {
      expect(widths(pin).length).toBeGreaterThan(5);
      for (const width of widths(pin)) expect(Math.abs(width - wanted)).toBeLessThan(10);
    }
  });

  test("keeps the first fault", async () => {
    const made = await drawing();
    made.machine.stop({ kind: "error", why: "first" });
    made.machine.stop({ kind: "stopped", why: "second" });
    wait(made, 0.4);
    expect(made.machine.fault).toEqual({ kind: "error", why: "first" });
  });
});
