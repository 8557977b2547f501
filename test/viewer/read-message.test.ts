import { describe, expect, it } from "vitest";
import { readMessage } from "../../viewer/wire/read-message.ts";
import { FakeLoop } from "../bridge/fake-loop.ts";

const loop = new FakeLoop();
const settings = loop.settings();
const hello = { op: "hello", ...loop.hello, rateHz: settings.rateHz, settings } as const;
const read = (message: unknown) => readMessage(JSON.stringify(message));

describe("what the server says in text", () => {
  it("is read", () => {
    expect(read(hello)).toEqual(hello);
  });

  it("may hold more than this page knows, at any depth", () => {
    const { arm, workspace } = hello;
    const newer = {
      ...hello,
      mood: "fine",
      arm: { ...arm, wrist: [0, 1] },
      workspace: { ...workspace, height: 0.2 },
      settings: { ...settings, gravity: 9.81 },
    };
    expect(read(newer)).toEqual(hello);
  });

  it("is passed over if it is of a kind that this page does not know", () => {
    expect(read({ op: "weather", why: "rain" })).toBeUndefined();
  });

  it("gets a sentence if a field is not as it should be", () => {
    const sentence = read({ ...hello, arm: { ...hello.arm, lengths: [1] } });
    expect(sentence).toMatch(
      /^This page cannot read "arm.lengths[^"]*" of the server’s hello; reloading may help.$/,
    );
  });

  it.each(["", "hello", "null", "7", "[]", "{}"])("gets a sentence if it is %j", (text) => {
    expect(readMessage(text)).toBe("What the server said is no message of the protocol.");
  });

  it("never shows a person the words of the parser", () => {
    for (const message of [{ op: "path", points: 3 }, { op: "pong" }, { op: "settings" }]) {
      expect(read(message)).not.toMatch(/[{}[\]\n]|invalid_/);
    }
  });
});
