import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { isLimp, openPlotterClient } from "../support/plotter-client.ts";

const patience = { timeout: 40_000, interval: 50 };
const plan = { format: "purkinje machine", version: 1, linkage: "brachiograph" };
const sheetOf = (made: string, links: [number, number]) => ({
  sheet: { made, felt: false, links, offsets: [2, -1], gains: [0, 0], residual: 0.2 },
});

function machineFile(entries: object = {}): string {
  const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
  writeFileSync(file, JSON.stringify({ ...plan, ...entries }));
  return file;
}

test("a built-in machine has nowhere to keep a calibration, says what to do, and does not move", {
  timeout: 60_000,
}, async () => {
  const { newest, say, frame } = await openPlotterClient();
  await vi.waitFor(
    () => expect(newest("calibration")?.cannot).toContain("--machine desk"),
    patience,
  );
  say({ op: "calibrate", servos: true, sheet: true });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("--machine desk"), patience);
  await sleep(1000);
  expect(newest("calibration")?.state).toBe("idle");
  expect(isLimp(frame())).toBe(true);
});

test("a machine that has no file yet gets one", { timeout: 60_000 }, async () => {
  const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
  const { newest, command } = await openPlotterClient("--machine", file);
  await vi.waitFor(() => expect(newest("calibration")?.cannot).toBe(null), patience);
  expect(existsSync(file)).toBe(true);
  expect((await command.interrupt()).stderr).toContain(`made ${file}`);
});

test("drawing and calibrating exclude each other, and a stop lifts the pen and lets go", {
  timeout: 120_000,
}, async () => {
  const { newest, say, frame, state, post } = await openPlotterClient("--machine", machineFile());
  const calibration = () => newest("calibration");
  await vi.waitFor(() => expect(calibration()?.canSheet).toBe(true), patience);
  await post("[[[0,0],[60,0],[60,30],[0,30],[0,0]]]");
  say({ op: "calibrate", servos: true, sheet: true });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("none are wired"), patience);
  say({ op: "measureTwin" });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("found none"), patience);
  await sleep(500);
  expect(isLimp(frame())).toBe(true); // nothing moves before somebody says so

  say({ op: "calibrate", servos: false, sheet: true });
  await vi.waitFor(() => expect(calibration()?.progress?.done).toBeGreaterThan(0), patience);
  expect(calibration()?.state).toBe("moving");
  expect(calibration()?.progress).toMatchObject({ part: "sheet", of: 24 });
  expect(isLimp(frame())).toBe(false);
  say({ op: "draw", plan: 1 });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("is being calibrated"), patience);
  say({ op: "keepCalibration", found: 99 });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("something older"), patience);
  say({ op: "stop" });
  await vi.waitFor(() => expect(isLimp(frame())).toBe(true), patience);
  await vi.waitFor(() => expect(calibration()?.state).toBe("idle"), patience);
  expect(calibration()?.why).toContain("pressed stop");
  const drawn = frame()?.tick;
  await sleep(1000);
  expect(frame()?.tick).toBe(drawn);

  say({ op: "draw", plan: 1 });
  await vi.waitFor(() => expect(state()).toBe("drawing"), patience);
  say({ op: "calibrate", servos: false, sheet: true });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("is under way"), patience);
  expect(calibration()?.state).toBe("idle");
  say({ op: "stop" });
  await vi.waitFor(() => expect(state()).toBe("limp"), patience);
});

test("a former calibration, and the plan, come into force at once: plans expect other ink", {
  timeout: 60_000,
}, async () => {
  const file = machineFile({
    calibration: sheetOf("2026-01-02", [81, 79.5]),
    formerCalibrations: [sheetOf("2026-01-01", [80.5, 80.5])],
  });
  const { newest, say, post } = await openPlotterClient("--machine", file, "--steering", "plain");
  await post("[[[0,0],[60,0],[60,30]]]");
  await vi.waitFor(() => expect(newest("plan")?.plan?.expected).toBeTruthy(), patience);
  const before = newest("plan")?.plan?.expected?.rmsMm ?? 0;
  say({ op: "restoreCalibration", made: "2026-01-01" });
  await vi.waitFor(() => expect(newest("calibration")?.made).toBe("2026-01-01"), patience);
  await vi.waitFor(() => expect(newest("plan")?.plan?.id).toBe(2), patience);
  expect(Math.abs((newest("plan")?.plan?.expected?.rmsMm ?? 0) - before)).toBeGreaterThan(0.05);
  expect(newest("calibration")?.former).toMatchObject([{ made: "2026-01-02" }]);
  say({ op: "restoreCalibration", made: "2025-01-01" });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("one of the former"), patience);
  say({ op: "restoreCalibration", made: null });
  await vi.waitFor(() => expect(newest("plan")?.plan?.expected).toBe(null), patience);
  expect(newest("calibration")?.made).toBe(null);
  expect(readFileSync(file, "utf8")).not.toContain('"calibration"');
});
