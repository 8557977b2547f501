import { describe, expect, test } from "vitest";
import { brachiograph } from "../../../plant/plotter/plotter.ts";
import type { PlotterCommand } from "../../../plant/plotter/safety.ts";
import { makeSafety, safetyLimits } from "../../../plant/plotter/safety.ts";

const limits = safetyLimits(brachiograph);

const command = (time: number, change: Partial<PlotterCommand> = {}): PlotterCommand => ({
  time,
  angles: [Math.PI, -Math.PI / 2],
  pulses: [1500, 1500],
  height: 0,
  ...change,
});

describe("the guard", () => {
  test("admits nothing before somebody engages", () => {
    const safety = makeSafety(brachiograph);
    expect(safety.admit(command(0), 0)).toBe(false);
    safety.engage(0);
    expect(safety.admit(command(0), 0)).toBe(true);
  });

  test("stays live while commands come, and lifts when they do not", () => {
    const safety = makeSafety(brachiograph);
    safety.engage(0);
    let now = 0;
    for (; now < 2; now += 0.1) {
      expect(safety.admit(command(now), now)).toBe(true);
      safety.tick(now);
    }
    const last = now - 0.1;
    safety.tick(last + limits.silence - 1e-6);
    expect(safety.phase).toBe("live");
    safety.tick(last + limits.silence + 1e-6);
    expect(safety.phase).toBe("lifting");
    expect(safety.fault?.kind).toBe("silence");
  });

  test("gives the pen time to lift before it goes limp, and cannot be engaged in between", () => {
    const safety = makeSafety(brachiograph);
    safety.engage(0);
    safety.trip({ kind: "stopped", why: "a test" }, 1);
    safety.engage(1.01);
    expect(safety.phase).toBe("lifting");
    safety.tick(1 + limits.lift - 1e-6);
    expect(safety.phase).toBe("lifting");
    safety.tick(1 + limits.lift + 1e-6);
    expect(safety.phase).toBe("limp");
  });

  test("gives a pen that hears of it late as much time, but not for ever", () => {
    for (const [behind, extra] of [
      [0.3, 0.3],
      [60, limits.behind],
    ] as const) {
      const safety = makeSafety(brachiograph);
      safety.engage(0);
      safety.keepUp(behind, 1);
      safety.trip({ kind: "stopped", why: "a test" }, 1);
      safety.tick(1 + limits.lift + extra - 1e-6);
      expect(safety.phase).toBe("lifting");
      safety.tick(1 + limits.lift + extra + 1e-6);
      expect(safety.phase).toBe("limp");
    }
  });

  test("forgives late commands one by one", () => {
    const safety = makeSafety(brachiograph);
    safety.engage(0);
    for (let k = 0; k < 100; k++) {
      const late = k % 2 === 0 ? 0.1 : 0;
      expect(safety.admit(command(k / 100 - late), k / 100)).toBe(true);
    }
  });

  test("forgives a servo that strays for a moment", () => {
    const safety = makeSafety(brachiograph);
    safety.engage(0);
    for (let now = 0; now < 3; now += 0.01) {
      safety.admit(command(now), now);
      safety.follow(now % 1 < 0.4 ? [0, 0] : [Math.PI, -Math.PI / 2], 0, now);
    }
    expect(safety.phase).toBe("live");
  });

  test("does not judge a servo by an angle that is old, but not for long", () => {
    const safety = makeSafety(brachiograph);
    safety.engage(0);
    const stray = (behind: number, now: number): void => {
      safety.admit(command(now), now);
      safety.keepUp(behind, now);
      safety.follow([0, 0], behind, now);
    };
    let now = 0;
    for (; now < limits.behindTime; now += 0.01) stray(limits.behind + 0.15, now);
    expect(safety.phase).toBe("live");
    stray(limits.behind + 0.15, now + 0.01);
    expect(safety.fault?.kind).toBe("behind");
    expect(safety.fault?.why).toMatch(/^the board is 650 ms behind, and has not kept up for 5 s/);
  });

  test("compares an angle with what was wished when it was true", () => {
    const safety = makeSafety(brachiograph);
    safety.engage(0);
    // To and fro by 80° within a second, heard 0.3 s late.
    const wish = (t: number): [number, number] => [Math.PI + 0.7 * Math.sin(6 * t), -Math.PI / 2];
    for (let step = 0; step < 300; step++) {
      const now = step / 100;
      safety.admit(command(now, { angles: wish(now) }), now);
      safety.follow(wish(Math.max(0, now - 0.3)), 0.3, now);
    }
    expect(safety.phase).toBe("live");
    for (let now = 3; now < 4 && safety.phase === "live"; now += 0.01) {
      safety.admit(command(now, { angles: wish(now) }), now);
      safety.follow([Math.PI + 1.5, -Math.PI / 2], 0.3, now);
    }
    expect(safety.fault?.kind).toBe("not-following");
  });

  test("judges again as soon as the board has caught up, from then on", () => {
    const safety = makeSafety(brachiograph);
    safety.engage(0);
    let now = 0;
    for (; safety.phase === "live"; now += 0.01) {
      const behind = now < 4 ? 1 : 0.01;
      safety.admit(command(now), now);
      safety.keepUp(behind, now);
      safety.follow([0, 0], behind, now);
    }
    expect(safety.fault?.kind).toBe("not-following");
    expect(now).toBeGreaterThan(4 + limits.strayTime);
    expect(now).toBeLessThan(4.1 + limits.strayTime);
  });

  test.each([
    { height: Number.NaN },
    { pulses: [1500, Number.NEGATIVE_INFINITY] as const },
    { angles: [Number.NaN, 0] as const },
    { time: Number.NaN },
  ])("takes %o for what it is", (change) => {
    const safety = makeSafety(brachiograph);
    safety.engage(0);
    expect(safety.admit(command(0, change), 0)).toBe(false);
    expect(safety.fault?.kind).toBe("not-finite");
  });
});
