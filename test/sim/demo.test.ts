import { describe, expect, test } from "vitest";
import { makeDemo } from "../../sim/tasks/demo.ts";
import { allFigures, centreOutRound } from "../../sim/tasks/programme.ts";

describe("the demo", () => {
  test("rests for half a second between two goals", () => {
    const demo = makeDemo("reaching");
    demo.next();
    expect(demo.isDue(2.49, 2)).toBe(false);
    expect(demo.isDue(2.5, 2)).toBe(true);
  });

  test.each([
    ["reaching", centreOutRound()],
    ["figures", allFigures()],
  ] as const)("of %s goes round and round", (name, goals) => {
    const demo = makeDemo(name);
    const shown = Array.from({ length: 2 * goals.length }, () => demo.next());
    expect(shown).toEqual([...goals, ...goals]);
  });

  test("says which figure it draws, and −1 where it draws none", () => {
    const demo = makeDemo("figures");
    expect(demo.figure).toBe(-1);
    demo.next();
    demo.next();
    expect(demo.figure).toBe(1);
    demo.choose("reaching");
    demo.next();
    expect(demo.figure).toBe(-1);
  });

  test("lets another programme begin as soon as the motion is over", () => {
    const demo = makeDemo("reaching");
    demo.next();
    demo.choose("figures");
    expect(demo.isDue(1.99, 2)).toBe(false);
    expect(demo.isDue(2, 2)).toBe(true);
  });

  test("is not hurried by choosing what is chosen already", () => {
    const demo = makeDemo("reaching");
    demo.next();
    demo.choose("reaching");
    expect(demo.isDue(2.2, 2)).toBe(false);
  });

  test("leaves a viewer's own goal alone for eight seconds", () => {
    const demo = makeDemo("figures");
    demo.next();
    demo.yield();
    expect(demo.figure).toBe(-1);
    expect(demo.isDue(9.9, 2)).toBe(false);
    expect(demo.isDue(10, 2)).toBe(true);
    demo.next();
    expect(demo.isDue(10.5, 10)).toBe(true);
  });

  test("stands still until told otherwise", () => {
    const demo = makeDemo("still");
    expect(demo.isDue(1e9, 0)).toBe(false);
    demo.choose("reaching");
    expect(demo.isDue(1e9, 0)).toBe(true);
  });
});
