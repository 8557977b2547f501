import { describe, expect, it } from "vitest";
import { Alarm } from "../../../viewer/monitor/alarm.ts";
import { keepLimits, readLimits } from "../../../viewer/monitor/alarm-rules.ts";

/** What an alarm with `limit` says about `values`, one every quarter of a second. */
const said = (limit: number, values: readonly number[]): (string | undefined)[] => {
  const alarm = new Alarm(limit);
  return values.map((value, i) => alarm.look(value, 0.25 * i));
};

describe("an alarm", () => {
  it("is raised when the value has been above its limit for half a second", () => {
    expect(said(10, [9, 11, 11, 11, 11])).toEqual([
      undefined,
      undefined,
      undefined,
      "raised",
      undefined,
    ]);
  });

  it("lets a spike pass", () => {
    expect(said(10, [9, 99, 9, 99, 9, 99]).every((each) => each === undefined)).toBe(true);
  });

  it("is over two seconds after the value has come back well below", () => {
    const values = [...Array(4).fill(12), ...Array(8).fill(9.5), ...Array(9).fill(8)];
    const changes = said(10, values);
    expect(changes.indexOf("raised")).toBe(2);
    expect(changes.indexOf("cleared")).toBe(12 + 8);
  });

  it("with a limit of nothing at all is over at nothing at all", () => {
    const changes = said(0, [1, 1, 1, ...Array(10).fill(0)]);
    expect(changes.indexOf("raised")).toBe(2);
    expect(changes.indexOf("cleared")).toBe(3 + 8);
  });

  it("knows nothing where there is no number", () => {
    expect(said(10, [12, Number.NaN, 12, 12])).toEqual([undefined, undefined, "raised", undefined]);
  });

  it("has a limit that the browser keeps", () => {
    const kept = new Map<string, string>();
    const storage = () => ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    });
    expect(readLimits(storage)).toEqual({});
    keepLimits(storage, { tracking: 5 });
    expect(readLimits(storage)).toEqual({ tracking: 5 });
  });

  it("has its usual limit where what was kept cannot be read", () => {
    for (const text of ["{", "7", '{"tracking":"many"}', '{"tracking":-1}']) {
      expect(readLimits(() => ({ getItem: () => text }))).toEqual({});
    }
  });

  it("works where the browser keeps nothing", () => {
    const forbidden = (): never => {
      throw new Error("forbidden");
    };
    expect(readLimits(forbidden)).toEqual({});
    expect(() => keepLimits(forbidden, {})).not.toThrow();
  });
});
