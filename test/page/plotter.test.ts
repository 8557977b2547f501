import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { readJournal } from "../../cli/plotter/journal.ts";
import { CHROMIUM_FLAGS, findOrInstallChromium } from "../support/chromium.ts";
import { start } from "../support/command.ts";

/** What a busy machine may take for what a person would call at once [ms]. */
const PATIENCE = 60_000;
/** A browser without a GPU takes every processor there is; the plotter must not starve. */
const YIELDING = 15;

let browser: Browser | undefined;
afterAll(() => browser?.close());

/** The page of a fresh twin, with every complaint of the browser's collected. */
async function open(...args: string[]) {
  const { command, url } = await run(...args);
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
  return { page, complaints, command };
}

async function run(...args: string[]) {
  const command = start("run", "--plant", "twin", "--port", "0", "--steering", "plain", ...args);
  const [, url = ""] = await command.says(/(http:\S+)/);
  return { command, url };
}

/** What is started from now on yields to nobody, where this process may say so. */
function hurry(): void {
  try {
    setPriority(0);
  } catch {
    // Not everybody may: then the plotter and the browser share what there is.
  }
}

const json = (name: string, ys: readonly number[]) => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify(
      ys.map((y) => [
        [0, y],
        [50, y],
      ]),
    ),
  ),
});

type Mark = "connection" | "job" | "plan" | "ink" | "pulses" | "frames" | "queued" | "unfinished";

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

test("drawings are queued by the keyboard, and one that a kill has cut off is gone on with", {
  timeout: 6 * PATIENCE,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "purkinje-"));
  const machine = join(folder, "desk.json");
  const plan = { format: "purkinje machine", version: 1, linkage: "brachiograph" };
  writeFileSync(machine, JSON.stringify(plan));
  const { page, command } = await open("--machine", machine);
  const rows = page.locator("#queue-list li b");
  await page.setInputFiles("#choose", [json("one.json", [0]), json("comb.json", [0, 9, 18, 27])]);
  await has(page, "queued", (queued) => queued === "2");
  await page.click("#write");
  await page.keyboard.type("a b d p t"); // no shortcuts, and a space is a space
  await page.keyboard.press("Control+Enter");
  await has(page, "queued", (queued) => queued === "3");
  await page.getByRole("button", { name: "Draw comb.json earlier" }).focus();
  await page.keyboard.press("Enter");
  await expect
    .poll(() => rows.allTextContents())
    .toEqual(["comb.json", "one.json", "a b d p t.txt"]);
  await page.getByRole("button", { name: "Remove a b d p t.txt" }).click();
  await has(page, "queued", (queued) => queued === "2");
  expect(await page.textContent("#queue-total")).toMatch(/^2 wait · \d+ s in all$/);

  const other = (await browser?.newPage()) ?? page;
  await other.goto(page.url());
  await expect
    .poll(() => other.locator("#queue-list li b").allTextContents(), { timeout: PATIENCE })
    .toEqual(["comb.json", "one.json"]);
  await other.close();

  await page.click("#begin");
  const journal = join(folder, "desk.journal");
  const done = () => (existsSync(journal) ? (readJournal(journal)?.at.done ?? 0) : 0);
  await expect.poll(done, { timeout: PATIENCE, interval: 50 }).toBeGreaterThan(0);
  command.child.kill("SIGKILL");
  await command.finished;

  hurry();
  const { url } = await run("--machine", machine);
  setPriority(YIELDING);
  await page.goto(url);
  await has(page, "unfinished", (text) => Number(text) > 0);
  await has(page, "ink", (ink) => Number(ink) > 0); // drawn in place
  const before = await read(page, "unfinished");
  expect(await page.textContent("#unfinished")).toContain("comb.json is not finished");
  await page.click("#go-on");
  expect(isLimp(await read(page, "pulses"))).toBe(true); // asked first
  await page.getByRole("button", { name: "Yes, go on" }).click();
  await expect
    .poll(() => page.locator("#change-what").textContent(), { timeout: 2 * PATIENCE })
    .toBe("Put in the paper for one.json");
  const points = new Float32Array(await (await fetch(new URL("/ink", url))).arrayBuffer());
  const lifts = points.filter((pen, i) => i % 3 === 2 && pen === 0);
  expect(lifts).toHaveLength(4);
  expect(Number(before)).toBeLessThan(4);
  await page.getByRole("button", { name: "Paper changed" }).click();
  await has(page, "job", (job) => job === "limp");
  expect(await page.getByRole("button", { name: "Draw one.json again" }).isVisible()).toBe(true);
});
