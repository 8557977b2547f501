import { expect, test } from "vitest";
import { FrameWindow } from "../../bridge/server/frame-window.ts";

function windowWith(sent: number): FrameWindow {
  const frames = new FrameWindow(3);
  for (let i = 0; i < sent; i++) frames.next();
  return frames;
}

test("frames are numbered from 1", () => {
  const frames = windowWith(1);
  expect(frames.next()).toBe(2);
});

test("it shuts when as many frames are under way as it is wide", () => {
  expect(windowWith(2).isOpen).toBe(true);
  expect(windowWith(3).isOpen).toBe(false);
});

test("acknowledging a frame acknowledges those before it", () => {
  const frames = windowWith(3);
  expect(frames.acknowledge(3)).toBe("newer");
  for (let i = 0; i < 3; i++) {
    expect(frames.isOpen).toBe(true);
    frames.next();
  }
  expect(frames.isOpen).toBe(false);
});

test("an old acknowledgement changes nothing", () => {
  const frames = windowWith(3);
  frames.acknowledge(2);
  expect(frames.acknowledge(1)).toBe("known");
  frames.next();
  frames.next();
  expect(frames.isOpen).toBe(false);
});

test.each([0, 4])("frame %i, never sent, cannot be acknowledged", (seq) => {
  const frames = windowWith(3);
  expect(frames.acknowledge(seq)).toBe("never sent");
  expect(frames.isOpen).toBe(false);
});
