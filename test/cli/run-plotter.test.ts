import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { decodeLines } from "../../bridge/protocol/line-bundle.ts";
import { makeMachine } from "../../plant/plotter/machines.ts";
import { purkinje } from "../support/command.ts";
import { isLimp, openPlotterClient, patience } from "../support/plotter-client.ts";

const open = (...args: string[]) => openPlotterClient("--steering", "plain", ...args);

test("a drawing is planned at once and drawn on demand, and a stop lifts the pen and lets go", {
  timeout: 120_000,
}, async () => {
  const { url, newest, frame, say, state, post, command } = await open();
  await vi.waitFor(() => expect(state()).toBe("limp"), patience);
  expect(newest("plotter")?.firmware).toBe("StandardFirmata.ino 2.4");

  const answer = await post("[[[0,0],[60,0],[60,30],[0,30],[0,0]]]");
  expect(answer.status).toBe(200);
  await vi.waitFor(() => expect(newest("plan")?.plan?.strokes).toBe(1), patience);
  const lines = await fetch(new URL("/plan?id=1", url));
  const [line] = decodeLines(await lines.arrayBuffer());
  expect(line.points).toHaveLength(10);
  await sleep(1000);
  expect(isLimp(frame())).toBe(true); // nothing moves before somebody says so

  say({ op: "draw", plan: 99 });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("found another"), patience);
  say({ op: "draw", plan: 1 });
  await vi.waitFor(() => expect(frame()?.tick).toBeGreaterThan(20), patience);
  expect(state()).toBe("drawing");
  expect(isLimp(frame())).toBe(false);

  say({ op: "stop" });
  await vi.waitFor(() => expect(isLimp(frame())).toBe(true), patience);
  await vi.waitFor(() => expect(newest("job")?.ended).toBe("fault"), patience);
  expect(newest("job")?.why).toContain("pressed stop");
  const drawn = frame()?.tick;
  await sleep(1000);
  expect(frame()?.tick).toBe(drawn);
  const ink = await fetch(new URL("/ink", url));
  expect((await ink.arrayBuffer()).byteLength).toBe(12 * (drawn ?? 0));

  say({ op: "draw", plan: 1 });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("is not finished"), patience);
  const { began } = newest("queue")?.unfinished ?? {};
  say({ op: "goOn", began, inPlace: true });
  await vi.waitFor(() => expect(state()).toBe("drawing"), patience);
  say({ op: "cancel" });
  await vi.waitFor(() => expect(newest("job")?.ended).toBe("cancelled"), patience);
  expect((await command.interrupt()).code).toBe(0);
});

test("what cannot be drawn is refused with a sentence, and what belongs to an arm as well", {
  timeout: 60_000,
}, async () => {
  const { newest, say, post } = await open();
  const broken = await post("<svg><g></svg>", "b.svg");
  expect(broken.status).toBe(422);
  expect(await broken.text()).toContain("Cannot draw b.svg: ");
  expect((await post(new Uint8Array(9 * 2 ** 20))).status).toBe(413);
  const foreign = await post("[[[0,0],[9,9]]]", "a.json", { Origin: "http://elsewhere.example" });
  expect(foreign.status).toBe(403);
  say({ op: "target", at: [0, 0.1] });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("is for an arm"), patience);
  say({ op: "pause" });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("found none"), patience);
  say({
    op: "stroke",
    points: [
      [1, 1],
      [1, 1.1],
    ],
  });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("within the reach"), patience);
  expect(newest("plan")?.plan).toBe(null);
});

test("a serial port without a plotter is a mistake", async () => {
  const { code, stderr } = await purkinje("run", "--port", "/dev/ttyUSB0");
  expect(stderr).toContain("is for --plant plotter");
  expect(code).toBe(2);
});

test("a machine of one's own is shown with its measures, and the ink that its calibration expects", {
  timeout: 60_000,
}, async () => {
  const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
  const sheet = { made: "2026-01-01", felt: false, links: [81, 79.5], offsets: [2, -1] };
  const calibration = { sheet: { ...sheet, gains: [0, 0], residual: 0.2 } };
  const plan = { format: "purkinje machine", version: 1, linkage: "brachiograph" };
  writeFileSync(file, JSON.stringify({ ...plan, links: [81, 79], calibration }));
  const { url, newest, post } = await open("--machine", file);
  await vi.waitFor(() => expect(newest("plotter")?.machine).toBe("desk"), patience);
  expect(newest("plotter")?.linkage.geometry).toMatchObject({ l1: 0.081, l2: 0.079 });
  await post("[[[0,0],[60,0],[60,30]]]");
  await vi.waitFor(() => expect(newest("plan")?.plan?.expected).toBeTruthy(), patience);
  const expected = newest("plan")?.plan?.expected;
  expect(expected?.rmsMm).toBeGreaterThan(1);
  expect(expected?.basis).toBe("the test sheet (0.20 mm of it unexplained)");
  const answer = await fetch(new URL("/expected?id=1", url));
  const points = new Float32Array(await answer.arrayBuffer());
  const off = points.filter((value, i) => i % 3 === 2 && !Number.isNaN(value));
  expect(1000 * Math.max(...off)).toBeCloseTo(expected?.maxMm ?? 0, 3);
  expect((await fetch(new URL("/expected?id=2", url))).status).toBe(404);
});

test("a pantograph is shown with both of its halves, and its twin draws", {
  timeout: 120_000,
}, async () => {
  const { newest, frame, say, post } = await open("--machine", "pantograph");
  await vi.waitFor(() => expect(newest("plotter")).toBeDefined(), patience);
  expect(newest("plotter")?.linkage).toMatchObject({
    name: "pantograph",
    geometry: { proximal: [0.08, 0.08], distal: [0.11, 0.11], half: 0.015 },
  });
  await post("[[[0,0],[60,0],[60,30]]]");
  await vi.waitFor(() => expect(newest("plan")?.plan?.strokes).toBe(1), patience);
  say({ op: "draw", plan: newest("plan")?.plan?.id });
  await vi.waitFor(() => expect(frame()?.tick).toBeGreaterThan(20), patience);
  // What the potentiometers say puts the pen where it should be, but for how the machine was built.
  const pen = new Float64Array(2);
  const { first = Number.NaN, second = Number.NaN, wishedX = 0, wishedY = 0 } = frame() ?? {};
  expect(makeMachine("pantograph").forward(pen, Float64Array.of(first, second))).toBe(true);
  expect(Math.hypot(pen[0] - wishedX, pen[1] - wishedY)).toBeLessThan(0.02);
  say({ op: "cancel" });
  await vi.waitFor(() => expect(newest("job")?.ended).toBe("cancelled"), patience);
});
