import { describe, expect, test } from "vitest";
import { makePlayback } from "../../../plant/plotter/playback.ts";
import type { TimedSetpoint } from "../../../plant/plotter/timeline.ts";
import { MOMENT, makeTimeline } from "../../../plant/plotter/timeline.ts";

/** q₁ is the time; the pen is down between 1 s and 2 s, and between 3 s and 4 s. */
function* job(seconds = 5): Generator<TimedSetpoint> {
  for (let k = 0; k <= 50 * seconds; k++) {
    const time = k / 50;
    const height = (time > 1 && time < 2) || (time > 3 && time < 4) ? 0 : 1;
    yield { time, q: Float64Array.of(time, 0), pen: Float64Array.of(time, 0), height };
  }
}

function run(playback: ReturnType<typeof makePlayback>, seconds: number): number[] {
  const moment = new Float64Array(MOMENT);
  return Array.from({ length: Math.round(100 * seconds) }, () => {
    playback.advance(0.01);
    playback.read(moment, 0);
    return moment[4];
  });
}

describe("a playback", () => {
  test("interpolates, looks ahead, and ends on the last setpoint", () => {
    const playback = makePlayback(makeTimeline(job()));
    const moment = new Float64Array(MOMENT);
    run(playback, 0.55);
    playback.read(moment, 0.333);
    expect(moment[0]).toBeCloseTo(0.883, 9);
    run(playback, 10);
    playback.read(moment, 1);
    expect(moment[0]).toBe(5);
    expect(playback.state).toBe("over");
  });

  test("pauses at once between strokes", () => {
    const playback = makePlayback(makeTimeline(job()));
    run(playback, 0.3);
    playback.pause();
    const heights = run(playback, 1);
    expect(playback.state).toBe("paused");
    expect(playback.played).toBeLessThan(0.6);
    expect(heights.every((height) => height === 1)).toBe(true);
  });

  test("finishes the stroke before it pauses, and goes on with the next", () => {
    const playback = makePlayback(makeTimeline(job()));
    run(playback, 1.5);
    playback.pause();
    run(playback, 2);
    expect(playback.state).toBe("paused");
    expect(playback.played).toBeGreaterThan(1.98);
    expect(playback.played).toBeLessThan(2.4);
    playback.resume();
    run(playback, 10);
    expect(playback.state).toBe("over");
  });

  test("never carries a paused pen into the next stroke", () => {
    for (let at = 0.7; at < 1.2; at += 0.02) {
      const playback = makePlayback(makeTimeline(job()));
      run(playback, at);
      playback.pause();
      const heights = run(playback, 3);
      expect(playback.state).toBe("paused");
      expect(heights.at(-1)).toBe(1);
    }
  });

  test("changes its rate without a jump", () => {
    const playback = makePlayback(makeTimeline(job(20)));
    playback.rate = 2;
    let before = playback.played;
    let speed = 1;
    for (let k = 0; k < 100; k++) {
      playback.advance(0.01);
      const now = (playback.played - before) / 0.01;
      expect(Math.abs(now - speed)).toBeLessThan(0.05);
      before = playback.played;
      speed = now;
    }
    expect(speed).toBeCloseTo(2, 6);
  });

  test("refuses a job of nothing", () => {
    expect(() => makeTimeline([])).toThrow("at least one setpoint");
  });
});
