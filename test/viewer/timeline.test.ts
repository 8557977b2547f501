import { describe, expect, it } from "vitest";
import { Timeline } from "../../viewer/wire/timeline.ts";
import { blankFrame } from "./blank-frame.ts";

const nothing = (): void => {};

/** Twenty frames, 20 ms apart and delivered on time, in which the shoulder turns by 1 rad/s. */
function steady(): Timeline {
  const timeline = new Timeline();
  for (let i = 0; i < 20; i++) {
    const time = 5 + 0.02 * i;
    timeline.push(blankFrame(time, { shoulder: time, rateHz: 500 }), 100 + 20 * i);
    timeline.advance(100 + 20 * i, nothing);
  }
  return timeline;
}

describe("the timeline", () => {
  it("shows the first frame at once", () => {
    const timeline = new Timeline();
    timeline.push(blankFrame(3, { elbow: 1.5, seq: 7 }), 1000);
    timeline.advance(1000, nothing);
    expect(timeline.moment).toMatchObject({ elbow: 1.5, time: 3, seq: 7 });
    expect(timeline.newestSeq).toBe(7);
  });

  it("moves evenly between two frames", () => {
    const timeline = steady();
    const shown: number[] = [];
    for (let ms = 480; ms < 495; ms += 5) {
      timeline.advance(ms, nothing);
      shown.push(timeline.moment.shoulder);
    }
    expect(shown[1] - shown[0]).toBeCloseTo(0.005, 6);
    expect(shown[2] - shown[1]).toBeCloseTo(0.005, 6);
    expect(timeline.moment.shoulder).toBeCloseTo(timeline.moment.time, 6);
  });

  it("is late by no more than two frames", () => {
    const timeline = steady();
    timeline.advance(480, nothing);
    expect(5.38 - timeline.moment.time).toBeGreaterThan(0);
    expect(5.38 - timeline.moment.time).toBeLessThan(0.04);
  });

  it("stops at the newest frame when no more come", () => {
    const timeline = steady();
    timeline.advance(5000, nothing);
    expect(timeline.moment.shoulder).toBeCloseTo(5.38, 9);
    expect(timeline.isRunning).toBe(false);
    expect(timeline.silenceMs(5000)).toBe(4520);
  });

  it("never goes back in time", () => {
    const timeline = steady();
    let last = 0;
    for (let ms = 480; ms < 700; ms += 7) {
      if (ms > 560 && ms < 570) timeline.push(blankFrame(5.4), ms);
      timeline.advance(ms, nothing);
      expect(timeline.moment.time).toBeGreaterThanOrEqual(last);
      last = timeline.moment.time;
    }
  });

  it("jumps over a long silence instead of making up motion", () => {
    const timeline = steady();
    timeline.advance(2000, nothing);
    timeline.push(blankFrame(7.38, { shoulder: 100 }), 2480);
    timeline.advance(2481, nothing);
    expect(timeline.moment.shoulder).toBeCloseTo(5.38, 9);
    timeline.advance(3000, nothing);
    expect(timeline.moment.shoulder).toBe(100);
  });

  it("visits every point of the trail once and in order, up to the moment", () => {
    const timeline = new Timeline();
    const visited: number[] = [];
    const visit = (x: number): void => {
      visited.push(x);
    };
    let x = 0;
    for (let i = 0; i < 10; i++) {
      const trail = new Float32Array([++x, 0, 1, ++x, 0, 1]);
      timeline.push(blankFrame(1 + 0.02 * i, { trail }), 20 * i);
      for (let ms = 0; ms < 20; ms += 4) timeline.advance(20 * i + ms, visit);
    }
    expect(visited.length).toBeLessThan(18);
    timeline.advance(1000, visit);
    // What the very first frame brings was before anybody looked.
    expect(visited).toEqual(Array.from({ length: 18 }, (_, i) => i + 3));
  });

  it("begins anew when the server's clock does", () => {
    const timeline = steady();
    timeline.push(blankFrame(0.5, { shoulder: -1 }), 600);
    timeline.advance(601, nothing);
    expect(timeline.moment).toMatchObject({ shoulder: -1, time: 0.5 });
  });

  it("keeps no more than it needs when nobody looks", () => {
    const timeline = new Timeline();
    for (let i = 0; i < 1000; i++) timeline.push(blankFrame(0.02 * i), 20 * i);
    timeline.advance(30_000, nothing);
    expect(timeline.moment.time).toBeCloseTo(19.98, 9);
  });
});
