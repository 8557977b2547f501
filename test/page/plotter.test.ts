import { setPriority } from "node:os";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { CHROMIUM_FLAGS, findOrInstallChromium } from "../support/chromium.ts";
import { start } from "../support/command.ts";

/** What a busy machine may take for what a person would call at once [ms]. */
const PATIENCE = 60_000;
/** A browser without a GPU takes every processor there is; the plotter must not starve. */
const YIELDING = 15;

let browser: Browser | undefined;
afterAll(() => browser?.close());

/** The page of a fresh twin, with every complaint of the browser's collected. */
async function open() {
  const command = start("run", "--plant", "twin", "--port", "0", "--steering", "plain");
  const [, url = ""] = await command.says(/(http:\S+)/);
  setPriority(YIELDING);
  browser ??= await chromium.launch({
    executablePath: findOrInstallChromium(),
    args: CHROMIUM_FLAGS,
  });
  const page = await browser.newPage({ viewport: { width: 800, height: 560 } });
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  await has(page, "connection", (value) => value === "live");
  return { page, complaints };
}

type Mark = "connection" | "job" | "plan" | "ink" | "pulses" | "frames";

const read = (page: Page, mark: Mark): Promise<string> =>
  page.evaluate((name) => document.body.dataset[name] ?? "", mark);

const has = (page: Page, mark: Mark, holds: (value: string) => boolean): Promise<void> =>
  expect
    .poll(async () => holds(await read(page, mark)), { timeout: PATIENCE, interval: 100 })
    .toBe(true);

const isLimp = (pulses: string): boolean => pulses === "0,0,0";

test("a drawing is loaded, drawn after a press on Draw, and stopped by the key", {
  timeout: 4 * PATIENCE,
}, async () => {
  const { page, complaints } = await open();
  await page.setInputFiles("#choose", {
    name: "zigzag.json",
    mimeType: "application/json",
    buffer: Buffer.from("[[[0,0],[40,10],[0,20],[40,30],[0,40],[40,50],[0,60]]]"),
  });
  await has(page, "plan", (plan) => plan === "1");
  await page.waitForTimeout(500);
  expect(isLimp(await read(page, "pulses"))).toBe(true);
  expect(await read(page, "ink")).toBe("0");

  await page.click("#begin");
  await has(page, "ink", (ink) => Number(ink) > 30);
  const before = Number(await read(page, "ink"));
  await has(page, "ink", (ink) => Number(ink) > before + 20);
  expect(isLimp(await read(page, "pulses"))).toBe(false);

  await page.keyboard.press("Space");
  await has(page, "pulses", isLimp);
  await has(page, "job", (job) => job === "limp");
  const left = await read(page, "ink");
  await page.waitForTimeout(1000);
  expect(await read(page, "ink")).toBe(left);
  expect(await page.textContent("#why")).toContain("pressed stop");

  const picture = await page.locator("#scene").screenshot();
  expect(picture.length).toBeGreaterThan(10_000); // an empty scene packs into less
  await page.reload();
  await has(page, "ink", (ink) => ink === left); // what was drawn before the page came
  expect(isLimp(await read(page, "pulses"))).toBe(true);
  expect(complaints).toEqual([]);
});

test("a file that is no drawing is answered with a sentence, and moves nothing", {
  timeout: 2 * PATIENCE,
}, async () => {
  const { page } = await open();
  await page.setInputFiles("#choose", {
    name: "photo.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from("this is no picture"),
  });
  await expect
    .poll(() => page.textContent("#toast"), { timeout: PATIENCE })
    .toContain("Cannot draw photo.svg");
  expect(await read(page, "plan")).toBe("");
  expect(await page.isDisabled("#begin")).toBe(true);
});
