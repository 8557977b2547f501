/**
 * What becomes of pen and servos when a program that draws comes to grief, or its line does (docs/hardware.md, "Hazards"): the
 * built program on a pseudo-terminal, and at its other end the real firmware, by the clock.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { brachiograph } from "../../plant/plotter/plotter.ts";
import { makeRandom } from "../../sim/random.ts";
import type { Meddler, Pins } from "../support/board-on-a-port.ts";
import { boardOnAPort, isDown, isLimp, isUp } from "../support/board-on-a-port.ts";
import { purkinje, start } from "../support/command.ts";

const { liftTime } = brachiograph.pen;
const timeout = 150_000;

/** A program that has its pen on the paper. */
async function drawing(meddler?: Meddler) {
  const board = await boardOnAPort(meddler);
  const port = ["--plant", "plotter", "--port", board.terminal.path];
  const command = start("draw", "--text", "O", "--speed", "5", ...port);
  await board.until(isDown);
  await sleep(300);
  return { ...board, command };
}

/** Of what was seen since then: the pen is lifted, has its time, and only then all is limp, and stays it. */
async function expectPenUpThenLimp(
  { pins, until, now }: Awaited<ReturnType<typeof boardOnAPort>>,
  since: number,
) {
  await until(isLimp);
  const stopping = pins.slice(
    since,
    pins.findIndex((seen, k) => k >= since && isLimp(seen)),
  );
  const lifted = stopping.findIndex(isUp);
  expect(lifted).toBeGreaterThanOrEqual(0);
  expect(stopping.length - lifted).toBeGreaterThanOrEqual(liftTime / 0.02 - 3);
  const held = ([first, second]: Pins): boolean => first > 0 && second > 0;
  expect(stopping.slice(lifted).every(held)).toBe(true);
  await sleep(300);
  expect(isLimp(now())).toBe(true);
}

describe("pen up, and only then limp", () => {
  test.each(["SIGINT", "SIGTERM"] as const)("after %s", { timeout }, async (signal) => {
    const { command, ...board } = await drawing();
    const since = board.pins.length;
    command.child.kill(signal);
    const { code, stderr } = await command.finished;
    await expectPenUpThenLimp(board, since);
    expect(stderr).toContain("interrupted");
    expect(code).toBe(3);
  });

  test.each([
    ["the program", 'isMainThread && process.argv[1]?.endsWith("main.js")', "lifting the pen"],
    ["the thread that draws", "!isMainThread", "the control of the plotter has failed"],
    [
      "the process of the line",
      'process.argv[1]?.endsWith("link-process.js")',
      "a test has thrown this",
    ],
  ] as const)("after an exception in %s", { timeout }, async (_, here, says) => {
    const folder = mkdtempSync(join(tmpdir(), "purkinje-"));
    const trigger = join(folder, "now");
    const saboteur = join(folder, "saboteur.cjs");
    writeFileSync(
      saboteur,
      `const { existsSync } = require("node:fs");
      const { isMainThread } = require("node:worker_threads");
      if (${here})
        setInterval(() => {
          if (existsSync(${JSON.stringify(trigger)})) throw new Error("a test has thrown this");
        }, 20).unref();`,
    );
    const { env } = process;
    env["NODE_OPTIONS"] = `--require=${saboteur}`;
    onTestFinished(() => {
      delete env["NODE_OPTIONS"];
    });
    const { command, ...board } = await drawing();
    const since = board.pins.length;
    writeFileSync(trigger, "");
    await expectPenUpThenLimp(board, since);
    const { code, stderr } = await command.finished;
    expect(stderr).toContain(says);
    expect(code).not.toBe(0);
  });
});

test("a port that another program has open is refused", { timeout }, async () => {
  const { terminal, pins } = await boardOnAPort();
  const first = start("run", "--plant", "plotter", "--port", terminal.path, "--port", "0");
  await first.says(/waits for a drawing/);
  const { code, stderr } = await purkinje("park", "--port", terminal.path);
  expect(stderr).toContain(`${terminal.path} cannot be opened, for another program has it open`);
  expect(code).toBe(1);
  expect(first.child.exitCode).toBe(null);
  expect((await first.interrupt()).code).toBe(0);
  expect(pins.every(isLimp)).toBe(true);
});

describe("a line", () => {
  test("whose cable is pulled leaves the last pulses, pen on the paper, for ever", {
    timeout,
  }, async () => {
    const { command, terminal, now } = await drawing();
    terminal.close();
    const { code, stderr } = await command.finished;
    expect(stderr).toContain("the board has gone. If its servos are still powered they go on");
    expect(code).toBe(3);
    const held = now();
    await sleep(2000);
    // No host can do anything about it: only the switch in the servos' supply.
    expect(isDown(now())).toBe(true);
    for (const [i, pulse] of now().entries()) expect(Math.abs(pulse - held[i])).toBeLessThan(12);
  });

  test("that falls silent both ways is said to be behind, and the program ends", {
    timeout,
  }, async () => {
    let isCut = false;
    const cut = (bytes: Uint8Array): Uint8Array => (isCut ? new Uint8Array() : bytes);
    const { command } = await drawing({ toHost: cut, toBoard: cut });
    isCut = true;
    const { code, stderr } = await command.finished;
    expect(stderr).toMatch(/the board is \d+ ms behind, and has not kept up for 5 s/);
    expect(code).toBe(3);
  });

  test("that goes silent towards the program only: pen up, then limp", { timeout }, async () => {
    let isCut = false;
    const { command, ...board } = await drawing({
      toHost: (bytes) => (isCut ? new Uint8Array() : bytes),
    });
    isCut = true;
    const since = board.pins.length;
    const { code, stderr } = await command.finished;
    expect(stderr).toContain("has not kept up");
    expect(code).toBe(3);
    await expectPenUpThenLimp(board, since);
  });

  test("with nobody at its end is one sentence", { timeout }, async () => {
    const { terminal, now } = await boardOnAPort({
      toBoard: () => new Uint8Array(),
      toHost: () => new Uint8Array(),
    });
    const { code, stderr } = await purkinje("park", "--port", terminal.path);
    expect(stderr).toContain("The board did not speak Firmata within 8 s");
    expect(code).toBe(1);
    expect(isLimp(now())).toBe(true);
  });

  test("on which somebody speaks another language is one sentence, and nothing moves", {
    timeout,
  }, async () => {
    const random = makeRandom(1);
    const babble = (): Uint8Array => Uint8Array.from({ length: 40 }, () => 0x7f * random.uniform());
    const { terminal, pins } = await boardOnAPort({
      toHost: babble,
      toBoard: () => new Uint8Array(),
    });
    const timer = setInterval(() => terminal.write(babble()), 50);
    onTestFinished(() => clearInterval(timer));
    const { code, stderr } = await purkinje("park", "--port", terminal.path);
    expect(stderr).toContain("The board did not speak Firmata within 8 s");
    expect(code).toBe(1);
    expect(pins.every(isLimp)).toBe(true);
  });

  test.each([1, 2])(
    "with noise on it goes on, or stops with a sentence (%d)",
    { timeout },
    async (seed) => {
      const random = makeRandom(seed);
      let isNoisy = false;
      const noisy = (bytes: Uint8Array): Uint8Array =>
        isNoisy
          ? bytes.map((byte) => (random.uniform() < 0.05 ? 256 * random.uniform() : byte))
          : bytes;
      const { command, ...board } = await drawing({ toHost: noisy });
      isNoisy = true;
      await sleep(3000);
      isNoisy = false;
      await sleep(500);
      const since = board.pins.length;
      const isOver = command.child.exitCode !== null;
      const { code, stderr } = await command.interrupt();
      if (!isOver) await expectPenUpThenLimp(board, since);
      expect(isLimp(board.now())).toBe(true);
      expect(code).toBe(3);
      expect(stderr).toContain("The plotter stopped: ");
    },
  );
});
