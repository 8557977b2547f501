import { describe, expect, test } from "vitest";
import { purkinje, start } from "../support/command.ts";

describe("plotter commands", () => {
  test("pen down moves the twin's pen, through two threads and real firmware, and ends", async () => {
    const { code, stderr } = await purkinje("pen", "down", "--plant", "twin");
    expect(stderr).toContain("StandardFirmata.ino 2.4");
    expect(code).toBe(0);
  });

  test("park feels where the arm is, and ends", async () => {
    const { code, stderr } = await purkinje("park", "--plant", "twin", "--seed", "3");
    expect(stderr).not.toContain("no potentiometers");
    expect(code).toBe(0);
  });

  test("Ctrl-C lifts the pen and lets go before the program ends", async () => {
    const command = start("park", "--plant", "twin");
    await command.says(/StandardFirmata/);
    const { code, stderr } = await command.interrupt();
    expect(stderr).toContain("interrupted");
    expect(code).toBe(3);
  });

  test("a port is never guessed", async () => {
    const { code, stderr } = await purkinje("park");
    expect(stderr).toContain("Expected --port with the plotter's serial port");
    expect(code).toBe(1);
  });

  test("a port that is not there is one sentence", async () => {
    const { code, stderr } = await purkinje("pen", "up", "--port", "/dev/no-such-port");
    expect(stderr).toMatch(/^purkinje: .*\/dev\/no-such-port/);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(code).toBe(1);
  });
});
