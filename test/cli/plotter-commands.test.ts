import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { purkinje, start } from "../support/command.ts";

describe("plotter commands", () => {
  test("pen down moves the twin's pen, through another process and real firmware, and ends", async () => {
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

  test("draw measures the twin's ink, and counts the pulses on its pins", async () => {
    const { code, stdout, stderr } = await purkinje(
      "draw",
      ...["--text", "i", "--paper", "30x20", "--plant", "twin", "--virtual", "--json"],
    );
    expect(stderr).toBe("");
    const report: Record<string, unknown> = JSON.parse(stdout);
    expect(report["firmware"]).toBe("StandardFirmata.ino 2.4");
    expect(report["rmsMm"]).toBeLessThan(1);
    expect(report["pulses"]).toBeGreaterThan(100);
    expect(report["pulsesOutside"]).toBe(0);
    const { seconds, estimateSeconds } = report;
    expect(Number(seconds) / Number(estimateSeconds)).toBeCloseTo(1, 1);
    expect(code).toBe(0);
  });

  test("a plotter on a port is driven through a real serial port", async () => {
    const twin = start("twin");
    const [, port = ""] = await twin.says(/a plotter is at (\S+)/);
    const { code, stderr } = await purkinje("park", "--port", port);
    expect(stderr).toContain("StandardFirmata.ino 2.4");
    expect(stderr).not.toContain("no potentiometers");
    expect(code).toBe(0);
    await sleep(500); // the last bytes are on the wire, and then two frames have to pass
    expect((await twin.interrupt()).stderr).toContain("limp and its pen up");
  });

  test("a program that is killed while it draws leaves the pen up and the servos limp", async () => {
    const twin = start("twin");
    const [, port = ""] = await twin.says(/a plotter is at (\S+)/);
    const drawing = start("draw", "--text", "killed", "--plant", "plotter", "--port", port);
    await drawing.says(/StandardFirmata/);
    await sleep(4000);
    drawing.child.kill("SIGKILL");
    await drawing.finished;
    await sleep(1500);
    expect((await twin.interrupt()).stderr).toContain("limp and its pen up");
  });

  test.each([0, 3000])(
    "a port unplugged after %d ms ends the program with a sentence",
    async (ms) => {
      const twin = start("twin");
      const [, port = ""] = await twin.says(/a plotter is at (\S+)/);
      const drawing = start("draw", "--text", "unplugged", "--plant", "plotter", "--port", port);
      await drawing.says(/StandardFirmata/);
      await sleep(ms);
      await twin.interrupt();
      const { code, stderr } = await drawing.finished;
      expect(stderr).toContain("the board has gone");
      expect(code).toBe(3);
    },
  );

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

  test("ports are not listed where there is no udevadm, and that is a sentence, not a crash", async () => {
    const { env } = process;
    const { PATH } = env;
    env["PATH"] = "/nowhere";
    onTestFinished(() => {
      env["PATH"] = PATH;
    });
    const { code, stdout, stderr } = await purkinje("ports");
    expect(stdout + stderr).toContain("there is no udevadm here");
    expect(code).toBe(1);
  });
});
