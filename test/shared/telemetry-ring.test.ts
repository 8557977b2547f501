import { describe, expect, test } from "vitest";
import {
  AT,
  FIELDS,
  telemetryBuffer,
  telemetryReader,
  telemetryWriter,
} from "../../bridge/shared/telemetry-ring.ts";

/** Records kept for a reader: half of the ring, whose capacity is stated in its source. */
const REACH = 2048;

function filled(records: number) {
  const buffer = telemetryBuffer();
  const writer = telemetryWriter(buffer);
  for (let i = 0; i < records; i++) {
    writer.record.fill(i);
    writer.record[AT.figure] = -i;
    writer.publish();
  }
  return { buffer, writer, reader: telemetryReader(buffer) };
}

describe("the telemetry ring", () => {
  test("gives back records by their number", () => {
    const { reader } = filled(10);
    expect(reader.count()).toBe(10);
    for (let i = 0; i < 10; i++) {
      const record = reader.at(i);
      expect(record).toHaveLength(FIELDS.length);
      expect(record?.[AT.time]).toBe(i);
      expect(record?.[AT.figure]).toBe(i === 0 ? -0 : -i);
    }
  });

  test("has nothing for a record that has not come or never will", () => {
    const { reader } = filled(10);
    expect(reader.at(10)).toBeUndefined();
    expect(reader.at(-1)).toBeUndefined();
    expect(filled(0).reader.at(0)).toBeUndefined();
  });

  test("goes round, and says which records are gone", () => {
    const { reader } = filled(10_000);
    expect(reader.at(9_999)?.[AT.tick]).toBe(9_999);
    expect(reader.at(10_000 - REACH)?.[AT.tick]).toBe(10_000 - REACH);
    expect(reader.at(10_000 - REACH - 1)).toBeUndefined();
    expect(reader.at(0)).toBeUndefined();
  });

  test("begins again when it is reset", () => {
    const { writer, reader } = filled(10);
    writer.reset();
    expect([reader.count(), reader.at(0)]).toEqual([0, undefined]);
    writer.record.fill(42);
    writer.publish();
    expect(reader.at(0)?.[AT.time]).toBe(42);
  });

  test("is one thing to all who look at it", () => {
    const { buffer, writer } = filled(3);
    const other = telemetryReader(buffer);
    writer.record.fill(42);
    writer.publish();
    expect(other.at(3)?.[AT.elbow]).toBe(42);
  });

  test("has a place of its own for every field", () => {
    expect(new Set(Object.values(AT)).size).toBe(FIELDS.length);
    expect(Object.values(AT).toSorted((a, b) => a - b)).toEqual(FIELDS.map((_, i) => i));
  });
});
