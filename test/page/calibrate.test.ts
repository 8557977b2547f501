import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { openMachine } from "../../cli/machine/machine.ts";
import { sheetMisfit } from "../../controller/plotter/sheet-misfit.ts";
import { planOf } from "../../plant/plotter/machines.ts";
import { CHROMIUM_FLAGS, findOrInstallChromium } from "../support/chromium.ts";
import { start } from "../support/command.ts";

/** What a busy machine may take for what a person would call at once [ms]. */
const PATIENCE = 60_000;
/** A browser without a GPU takes every processor there is; the plotter must not starve. */
const YIELDING = 15;
/** A sheet takes 45 s. */
const DRAWING = 150_000;
/** Nobody has to look, and without a GPU a scene that is drawn takes a processor from the twin [ms]. */
const AWAY = { sheet: 35_000, figure: 6000 } as const;
/** Where a computer is so busy that the guards let go, somebody has to begin again. */
const BUSY = /no command came|has not kept up/;

let browser: Browser | undefined;
afterAll(() => browser?.close());

async function open(file: string, paper = "150x110@-85,30") {
  const args = ["--machine", file, "--paper", paper];
  const command = start("run", "--plant", "twin", "--port", "0", ...args);
  const [, url = ""] = await command.says(/(http:\S+)/);
  setPriority(YIELDING);
  browser ??= await chromium.launch({
    executablePath: findOrInstallChromium(),
    args: CHROMIUM_FLAGS,
  });
  const page = await browser.newPage({ viewport: { width: 960, height: 640 } });
  onTestFinished(() => page.close());
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  await has(page, "connection", (value) => value === "live");
  return { page, complaints, url };
}

type Mark =
  | "calibrate"
  | "connection"
  | "job"
  | "plan"
  | "ink"
  | "pulses"
  | "calibration"
  | "found"
  | "expected";

const read = (page: Page, mark: Mark): Promise<string> =>
  page.evaluate((name) => document.body.dataset[name] ?? "", mark);

const has = (
  page: Page,
  mark: Mark,
  holds: (value: string) => boolean,
  timeout = PATIENCE,
): Promise<void> =>
  expect.poll(async () => holds(await read(page, mark)), { timeout, interval: 100 }).toBe(true);

const says = (page: Page, selector: string, text: string): Promise<void> =>
  expect.poll(() => page.textContent(selector), { timeout: PATIENCE }).toContain(text);

function machineFile(): string {
  const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
  writeFileSync(
    file,
    JSON.stringify({ format: "purkinje machine", version: 1, linkage: "brachiograph" }),
  );
  return file;
}

/** A sheet that waits, drawn by a machine with other links and mounted askew; and where its dots are [mm]. */
function waitingSheet(file: string): [number, number][] {
  const { arm } = openMachine(file).config;
  const q = new Float64Array(2);
  const dots = Array.from({ length: 12 }, (_, k) => {
    const place = [-0.07 + 0.035 * (k % 4), 0.065 + 0.03 * Math.floor(k / 4)] as const;
    arm.inverse(q, ...place);
    return { place, angles: [q[0], q[1]] as const, approach: [0.1, 0.1] as const };
  });
  writeFileSync(file.replace(".json", ".sheet.json"), JSON.stringify({ felt: false, dots }));
  // Where they are: how far that machine would be off marks at the origin.
  const atOrigin = dots.map((dot) => ({ ...dot, x: 0, y: 0, apart: undefined }));
  const plan = { linkage: planOf("brachiograph"), centres: [Math.PI, -Math.PI / 2] as const };
  const truly = [0.7e-3, -0.5e-3, 0.03, -0.02, 0, 0, 0, 0];
  const off = sheetMisfit(atOrigin, plan, false)(truly)?.off ?? [];
  return dots.map((_, i) => [1000 * off[2 * i], 1000 * off[2 * i + 1]]);
}

const field = (page: Page, dot: number, k: number) =>
  page.locator("#points tbody tr").nth(dot).locator("input").nth(k);

async function type(page: Page, dot: number, point: readonly number[]): Promise<void> {
  for (const [k, value] of point.entries()) await field(page, dot, k).fill(value.toFixed(2));
}

/** Clicks a place of the plane [mm] on the sheet. */
async function clickPlace(page: Page, x: number, y: number): Promise<void> {
  const spot = await page.evaluate(
    ([px, py]) =>
      (
        window as unknown as {
          purkinje: { onSheet(x: number, y: number): { x: number; y: number } };
        }
      ).purkinje.onSheet(px, py),
    [x, y] as const,
  );
  await page.mouse.click(spot.x, spot.y);
}

const pointOf = (page: Page, dot: number): Promise<number[]> =>
  Promise.all([0, 1, 2].map(async (k) => Number(await field(page, dot, k).inputValue())));

test("a sheet that waited through a restart is typed, clicked, and measured in a photo that stays in the browser", {
  timeout: 4 * PATIENCE,
}, async () => {
  const file = machineFile();
  const places = waitingSheet(file);
  const { page, complaints } = await open(file);
  const sent: string[] = [];
  page.on("request", (request) => sent.push(request.method()));
  await says(page, "#calibrate-state", "waits to be measured");
  await page.keyboard.press("c");
  await has(page, "calibration", (state) => state === "measuring");

  for (let dot = 0; dot < 5; dot++) await type(page, dot, [...places[dot], 0]);
  await says(page, "#found-line", "5 of 12");
  expect(await page.isDisabled("#calibrate-keep")).toBe(true);
  await type(page, 5, [places[5][0] + 6, places[5][1], 0]);
  await has(page, "found", (id) => id !== "");
  const off = page.locator("#points tbody tr").nth(5).locator("td").last();
  await expect.poll(() => off.getAttribute("class"), { timeout: PATIENCE }).toBe("d3");
  await type(page, 5, [...places[5], 0]);
  await says(page, "#found-line", "6 of 12 dots: 0.0"); // what is plausible holds it back a little

  // Two clicks on the plane, and the second mark moved by 0.3 mm with the arrow keys.
  await page.locator("#points tbody tr").nth(6).locator("th").click();
  await clickPlace(page, places[6][0] - 2, places[6][1]);
  await clickPlace(page, places[6][0] + 2, places[6][1]);
  const clicked = await pointOf(page, 6);
  expect(Math.hypot(clicked[0] - places[6][0], clicked[1] - places[6][1])).toBeLessThan(0.3);
  expect(Math.abs(clicked[2] - 4)).toBeLessThan(0.5);
  await page.locator("#points tbody tr").nth(6).locator("th").click();
  await page.focus("#sheet");
  for (let k = 0; k < 3; k++) await page.keyboard.press("ArrowRight");
  const moved = await pointOf(page, 6);
  expect(Math.abs(moved[0] - clicked[0] - 0.15)).toBeLessThan(0.02); // one mark of two: half of it
  await page.keyboard.press("Delete");
  await expect.poll(() => field(page, 6, 0).inputValue()).toBe("");

  // A photo of it, taken at an angle.
  const corners = [
    [130, 1050],
    [1470, 1090],
    [1330, 190],
    [250, 170],
  ] as const;
  await page.click('[data-measure="picture"]');
  await page.setInputFiles("#picture-file", {
    name: "sheet.png",
    mimeType: "image/png",
    buffer: await photo(page, corners),
  });
  await says(page, "#sheet-hint", "near left corner");
  for (const [u, v] of corners) await clickPicture(page, u, v);
  await says(page, "#sheet-hint", "Dot 7 of 12: click its first mark");
  const [x, y] = [places[6][0], places[6][1]];
  await clickPlace(page, x, y);
  await page.focus("#sheet");
  await page.keyboard.press("=");
  const seen = await pointOf(page, 6);
  expect(Math.hypot(seen[0] - x, seen[1] - y)).toBeLessThan(0.3);
  expect(seen[2]).toBe(0);
  expect(sent.filter((method) => method !== "GET")).toEqual([]);

  await expect.poll(() => page.isEnabled("#calibrate-keep"), { timeout: PATIENCE }).toBe(true);
  await page.click("#calibrate-keep");
  await has(page, "calibration", (state) => state === "idle");
  await says(page, "#in-force-line", "In force");
  const { sheet } = openMachine(file).calibration;
  expect(sheet?.links[0]).toBeCloseTo(80.7, 0);
  expect(sheet?.offsets[0]).toBeCloseTo((0.03 * 180) / Math.PI, 0);
  expect(existsSync(file.replace(".json", ".sheet.json"))).toBe(false);
  expect(complaints).toEqual([]);
});

/** A picture with something at the corners. */
async function photo(page: Page, corners: readonly (readonly [number, number])[]): Promise<Buffer> {
  const data = await page.evaluate(
    (places) => {
      const canvas = document.createElement("canvas");
      canvas.width = 1600;
      canvas.height = 1200;
      const context = canvas.getContext("2d");
      if (!context) return "";
      context.fillStyle = "#8a7a66";
      context.fillRect(0, 0, 1600, 1200);
      context.fillStyle = "#f4f1ea";
      context.beginPath();
      for (const [u, v] of places) context.lineTo(u, v);
      context.fill();
      return canvas.toDataURL("image/png");
    },
    corners.map(([u, v]) => [u, v] as [number, number]),
  );
  return Buffer.from(data.slice(data.indexOf(",") + 1), "base64");
}

/** The picture is shown whole, in the middle of its canvas. */
async function clickPicture(page: Page, u: number, v: number): Promise<void> {
  const box = await page.locator("#sheet").boundingBox();
  if (!box) throw new Error("no sheet is shown");
  const scale = Math.min(box.width / 1600, box.height / 1200);
  await page.mouse.click(
    box.x + box.width / 2 + scale * (u - 800),
    box.y + box.height / 2 + scale * (v - 600),
  );
}

test("the twin is calibrated from end to end, and draws nearer to the wish afterwards", {
  timeout: 6 * DRAWING,
}, async () => {
  const file = machineFile();
  const { page, complaints, url } = await open(file, "50x40@-50,70"); // drawn in a few seconds
  const before = await drawnRms(page, url);

  await page.click("#calibrate-open");
  await page.waitForTimeout(500);
  expect(await read(page, "pulses")).toBe("0,0,0"); // nothing moves before Start
  await page.click("#calibrate-start");
  await has(page, "calibration", (state) => state === "moving");
  await says(page, "#moving", "Dot 1");
  for (;;) {
    await lookAway(page, url, AWAY.sheet);
    if ((await read(page, "calibrate")) !== "on") await page.keyboard.press("c");
    await has(page, "calibration", (state) => state !== "moving", 2 * DRAWING);
    if ((await read(page, "calibration")) === "measuring") break;
    expect(await page.textContent("#calibrate-why")).toMatch(BUSY);
    await page.click("#calibrate-start");
    await has(page, "calibration", (state) => state === "moving");
  }
  await has(page, "pulses", (pulses) => pulses === "0,0,0");
  await page.click("#measure-twin");
  await says(page, "#found-line", "mm are left");
  await page.click("#calibrate-keep");
  await has(page, "calibration", (state) => state === "idle");
  await page.click("#calibrate-close");
  const after = await drawnRms(page, url);
  process.stderr.write(`ink from the wish: ${before.toFixed(2)} mm, then ${after.toFixed(2)} mm\n`);
  expect(await read(page, "expected")).toBe("true");
  expect(after).toBeLessThan(0.5 * before);
  expect(complaints).toEqual([]);
});

/** A page that leaves and comes back stops nothing. */
async function lookAway(page: Page, url: string, ms: number): Promise<void> {
  await page.goto("about:blank");
  await page.waitForTimeout(ms);
  await page.goto(url);
  await has(page, "connection", (value) => value === "live");
}

/** Draws the plan; root mean square distance of its ink from it [mm]. */
async function drawnRms(page: Page, url: string): Promise<number> {
  let line = new Float32Array();
  for (;;) {
    await page.click('#drawing [data-op="newPaper"]');
    await page.setInputFiles("#choose", {
      name: "figure.json",
      mimeType: "application/json",
      buffer: Buffer.from("[[[0,0],[60,0],[60,40],[0,40],[0,0],[60,40]]]"),
    });
    await expect.poll(() => page.isEnabled("#begin"), { timeout: PATIENCE }).toBe(true);
    const plan = await fetch(new URL(`/plan?id=${await read(page, "plan")}`, url));
    line = new Float32Array((await plan.arrayBuffer()).slice(12));
    await page.click("#begin");
    await has(page, "job", (job) => job !== "limp");
    await lookAway(page, url, AWAY.figure);
    await has(page, "job", (job) => job === "limp", DRAWING);
    if ((await page.textContent("#state")) === "Done") break;
    expect(await page.textContent("#why")).toMatch(BUSY);
    await page.click("#give-up");
    await page.getByRole("button", { name: "Give it up" }).click();
  }
  const ink = new Float32Array(await (await fetch(new URL("/ink", url))).arrayBuffer());
  const squares: number[] = [];
  for (let i = 0; i < ink.length; i += 3) {
    if (ink[i + 2] === 1) squares.push(squaredDistance(ink[i], ink[i + 1], line));
  }
  return 1000 * Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

function squaredDistance(x: number, y: number, line: Float32Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay, bx, by] = line.subarray(i, i + 4);
    const [dx, dy] = [bx - ax, by - ay];
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
    const t = Math.min(1, Math.max(0, along));
    least = Math.min(least, (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2);
  }
  return least;
}
