import { describe, expect, test } from "vitest";
import { orderFor } from "../../cli/plotter/keyboard.ts";

const playing = { state: "playing", factor: 1, offset: 0 } as const;

describe("the keyboard", () => {
  test("space pauses, and goes on", () => {
    expect(orderFor(" ", playing)).toEqual({ op: "pause" });
    expect(orderFor(" ", { ...playing, state: "pausing" })).toEqual({ op: "resume" });
    expect(orderFor(" ", { ...playing, state: "paused" })).toEqual({ op: "resume" });
  });

  test("plus and minus are each other's opposite, and so are the brackets", () => {
    const faster = orderFor("+", playing);
    expect(faster).toEqual({ op: "speed", factor: 1.25 });
    expect(orderFor("-", { ...playing, factor: 1.25 })).toEqual({ op: "speed", factor: 1 });
    expect(orderFor("]", { ...playing, offset: -0.05 })).toEqual({ op: "penHeight", offset: 0 });
    expect(orderFor("[", playing)).toEqual({ op: "penHeight", offset: -0.05 });
  });

  test.each(["e", "\x03"])("%j stops at once", (key) => {
    expect(orderFor(key, playing)).toEqual({ op: "stop" });
  });

  test("what is no key does nothing", () => {
    for (const key of ["q", "\x1b", "\x1b[A"]) expect(orderFor(key, playing)).toBeUndefined();
  });
});
