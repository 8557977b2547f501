import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { CHROMIUM_FLAGS, findOrInstallChromium } from "../support/chromium.ts";
import type { RunningCommand } from "../support/command.ts";
import { start } from "../support/command.ts";

/** What a busy machine may take for what a person would call at once [ms]. */
const PATIENCE = 60_000;

let browser: Browser;
beforeAll(async () => {
  const executablePath = findOrInstallChromium();
  browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}, 300_000);
afterAll(() => browser?.close());

/** The page of a fresh `purkinje run`, live, with every complaint of the browser's collected. */
async function open(args: string[] = [], viewport = { width: 900, height: 600 }) {
  const command = start("run", "--port", "0", "--rate", "200", ...args);
  const [, url = ""] = await command.says(/(http:\S+)/);
  const page = await browser.newPage({ viewport });
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  await page.waitForSelector('[data-connection="live"]', { timeout: PATIENCE, state: "attached" });
  await eventually(async () => expect((await read(page, "hand")).some(Number.isNaN)).toBe(false));
  return { command, url, page, complaints };
}

type Place = [number, number];

const read = async (page: Page, name: "hand" | "target"): Promise<Place> => {
  const text = await page.locator(`[data-${name}]`).first().getAttribute(`data-${name}`);
  const [x = Number.NaN, y = Number.NaN] = (text ?? "").split(",").map(Number);
  return [x, y];
};

/** Remembers every place that the page shows the hand at; call what it resolves to for the list. */
async function trackHand(page: Page): Promise<() => Promise<Place[]>> {
  await page.evaluate(() => {
    const body = document.querySelector("[data-hand]");
    if (!body) return;
    const places: string[] = [];
    Object.assign(window, { places });
    new MutationObserver(() => places.push(body.getAttribute("data-hand") ?? "")).observe(body, {
      attributeFilter: ["data-hand"],
    });
  });
  return async () => {
    const places = await page.evaluate(() => (window as unknown as { places: string[] }).places);
    return places.map((place): Place => {
      const [x = Number.NaN, y = Number.NaN] = place.split(",").map(Number);
      return [x, y];
    });
  };
}

const distance = (a: Place, b: Place): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** CSS pixels of a point on the arm's plane. */
const onScreen = (page: Page, [x, y]: Place): Promise<{ x: number; y: number }> =>
  page.evaluate(
    ([x, y]) =>
      (
        window as unknown as {
          purkinje: { toScreen(x: number, y: number): { x: number; y: number } };
        }
      ).purkinje.toScreen(x, y),
    [x, y] as const,
  );

const eventually = (check: () => Promise<void>): Promise<void> =>
  expect
    .poll(async () => check().then(() => "", String), { timeout: PATIENCE, interval: 200 })
    .toBe("");

describe("the page", { timeout: 3 * PATIENCE }, () => {
  test("renders the arm and shows it moving, without a complaint from the browser", async () => {
    const { page, complaints } = await open();
    const before = await read(page, "hand");
    await eventually(async () =>
      expect(distance(await read(page, "hand"), before)).toBeGreaterThan(0.03),
    );
    const picture = await page.locator("#scene").screenshot();
    expect(picture.length).toBeGreaterThan(10_000); // an empty scene packs into less
    expect(complaints).toEqual([]);
  });

  test("lets its visitor drag the target, and the hand follows", async () => {
    const { page } = await open(["--demo", "still"]);
    const goal: Place = [0.08, 0.47];
    const from = await onScreen(page, await read(page, "target"));
    const to = await onScreen(page, goal);
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
    await eventually(async () => {
      expect(distance(await read(page, "target"), goal)).toBeLessThan(0.004);
      expect(distance(await read(page, "hand"), goal)).toBeLessThan(0.008);
    });
  });

  test("draws after a stroke of the mouse", async () => {
    const { page } = await open(["--demo", "still"]);
    await page.click("#draw");
    const line: Place[] = [
      [-0.08, 0.4],
      [-0.03, 0.48],
      [0.02, 0.4],
      [0.09, 0.44],
    ];
    const pixels = await Promise.all(line.map((place) => onScreen(page, place)));
    const [first, ...others] = pixels;
    if (!first) throw new Error("the line has a beginning");
    await page.mouse.move(first.x, first.y);
    await page.mouse.down();
    for (const { x, y } of others) await page.mouse.move(x, y, { steps: 10 });
    const track = await trackHand(page);
    await page.mouse.up();
    await eventually(async () =>
      expect(distance(await read(page, "hand"), [0.09, 0.44])).toBeLessThan(0.008),
    );
    const places = await track();
    for (const corner of line) {
      expect(Math.min(...places.map((place) => distance(place, corner)))).toBeLessThan(0.02);
    }
  });

  test("switches the cerebellum off for everyone, and the hand gets worse", async () => {
    const { page, url } = await open(["--demo", "figures"]);
    const intact = await meanTrackingError(url, 4);
    await page.click("#cerebellum");
    await page.waitForSelector('[data-cerebellum="off"]', { timeout: PATIENCE, state: "attached" });
    const lesioned = await meanTrackingError(url, 6);
    expect(lesioned).toBeGreaterThan(2 * intact);
    await page.click("#cerebellum");
    await page.waitForSelector('[data-cerebellum="on"]', { timeout: PATIENCE, state: "attached" });
  });

  test("says when the server is gone, and goes on by itself when it is back", async () => {
    const { page, command, url } = await open();
    const before = await page.locator("[data-session]").first().getAttribute("data-session");
    await command.interrupt();
    await page.waitForSelector('[data-connection="reconnecting"]', {
      timeout: PATIENCE,
      state: "attached",
    });
    const again: RunningCommand = start("run", "--port", new URL(url).port, "--rate", "200");
    await again.says(/http:/);
    await page.waitForSelector('[data-connection="live"]', {
      timeout: PATIENCE,
      state: "attached",
    });
    expect(await page.locator("[data-session]").first().getAttribute("data-session")).not.toBe(
      before,
    );
  });

  test("fits a phone", async () => {
    const { page, complaints } = await open([], { width: 390, height: 844 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await page.tap?.("#cerebellum").catch(() => page.click("#cerebellum"));
    await page.waitForSelector('[data-cerebellum="off"]', { timeout: PATIENCE, state: "attached" });
    expect(complaints).toEqual([]);
  });
});

/** Mean of the tracking error that frames report over `seconds`, after a second to settle [mm]. */
async function meanTrackingError(url: string, seconds: number): Promise<number> {
  const { WebSocket } = await import("ws");
  const { decodeFrame } = await import("../../bridge/protocol/frame.ts");
  const { SUBPROTOCOL } = await import("../../bridge/protocol/version.ts");
  const socket = new WebSocket(url.replace("http", "ws"), SUBPROTOCOL);
  const errors: number[] = [];
  const began = Date.now();
  socket.on("message", (data: Buffer, binary: boolean) => {
    if (!binary) return;
    const frame = decodeFrame(data);
    if (typeof frame === "string") throw new Error(frame);
    socket.send(JSON.stringify({ op: "ack", seq: frame.seq }));
    if (Date.now() - began > 1500) errors.push(frame.trackingErrorMm);
  });
  await new Promise((resolve) => setTimeout(resolve, 1500 + 1000 * seconds));
  socket.close();
  return errors.reduce((sum, error) => sum + error, 0) / errors.length;
}
