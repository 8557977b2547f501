import { expect, it } from "vitest";
import { type MonitorFrame, SIGNALS } from "../../../bridge/protocol/monitor-frame.ts";
import { newestForces } from "../../../viewer/monitor/force-watch.ts";
import { Recordings } from "../../../viewer/monitor/recordings.ts";

/** A frame of records 10 ms apart, in which every signal but `ago` is its place and a hundred times the record. */
function frame(time: number, records: number): MonitorFrame {
  const signals = new Float32Array(records * SIGNALS.length);
  for (let r = 0; r < records; r++) {
    SIGNALS.forEach((name, i) => {
      signals[r * SIGNALS.length + i] = name === "ago" ? 0.01 * (records - 1 - r) : i + 100 * r;
    });
  }
  return { seq: 1, time, tick: 0, lost: 0, records, signals, units: new Uint8Array(0) };
}

it("spreads the records of a frame over time", () => {
  const recordings = new Recordings();
  recordings.takeFrame(frame(2, 3));
  expect([...recordings.signals.times()].map((time) => Math.round(1000 * time))).toEqual([
    1980, 1990, 2000,
  ]);
  const place = SIGNALS.indexOf("predictionErrorMm");
  expect([...recordings.signals.values("predictionErrorMm")]).toEqual([
    place,
    place + 100,
    place + 200,
  ]);
});

it("passes over a frame without signals", () => {
  const recordings = new Recordings();
  recordings.takeFrame({ ...frame(2, 3), signals: new Float32Array(0) });
  expect(recordings.signals.count).toBe(0);
  expect(recordings.newest).toBeNaN();
});

it("takes the forces of the newest record", () => {
  const forces = newestForces(frame(2, 3));
  expect(forces?.forceX).toBe(SIGNALS.indexOf("forceX") + 200);
  expect(forces?.adaptiveElbow).toBe(SIGNALS.indexOf("adaptiveElbow") + 200);
  expect(newestForces({ ...frame(2, 3), signals: new Float32Array(0) })).toBeUndefined();
});
