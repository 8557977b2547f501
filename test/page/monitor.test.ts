import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { CHROMIUM_FLAGS, findOrInstallChromium } from "../support/chromium.ts";
import { start } from "../support/command.ts";

/** What a busy machine may take for what a person would call at once [ms]. */
const PATIENCE = 60_000;

let browser: Browser;
beforeAll(async () => {
  const executablePath = findOrInstallChromium();
  browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}, 300_000);
afterAll(() => browser?.close());

/** The page of a fresh `purkinje run` with the monitor open at `tab`. */
async function open(tab: string, viewport = { width: 1280, height: 720 }) {
  const command = start("run", "--port", "0", "--rate", "200");
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
  await page.keyboard.press("m");
  await page.click(`#tab-${tab}`);
  return { page, url, complaints };
}

const eventually = (check: () => Promise<void>): Promise<void> =>
  expect
    .poll(async () => check().then(() => "", String), { timeout: PATIENCE, interval: 200 })
    .toBe("");

/** What is saved when `button` is pressed. */
async function saved(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const waiting = page.waitForEvent("download", { timeout: PATIENCE });
  await page.click(button);
  const download = await waiting;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Lines and columns of the charts that are in sight, as the page saves them. */
async function savedTable(page: Page): Promise<{ header: string[]; rows: string[][] }> {
  const { bytes } = await saved(page, "#save-csv");
  const [header = [], ...rows] = bytes
    .toString()
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
  return { header, rows };
}

const column = ({ header, rows }: { header: string[]; rows: string[][] }, name: string) =>
  rows.map((row) => Number(row[header.indexOf(name)]));

/** The settings that the server tells whoever comes now. */
async function settingsOf(url: string): Promise<any> {
  const { WebSocket } = await import("ws");
  const { SUBPROTOCOL } = await import("../../bridge/protocol/version.ts");
  const socket = new WebSocket(url.replace("http", "ws"), SUBPROTOCOL);
  const hello = await new Promise<any>((resolve) => {
    socket.once("message", (data) => resolve(JSON.parse(String(data))));
  });
  socket.close();
  return hello.settings;
}

describe("the monitor", { timeout: 3 * PATIENCE }, () => {
  test("opens with a key, fills its charts, and saves what they show", async () => {
    const { page, complaints } = await open("signals");
    await eventually(async () => {
      const table = await savedTable(page);
      const times = column(table, "time");
      expect(times.length).toBeGreaterThan(150);
      expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0))).toBe(true);
      expect(Math.max(...column(table, "trackingErrorMm"))).toBeGreaterThan(0);
    });
    const { name, bytes } = await saved(page, "#save-png");
    expect(name).toBe("purkinje-signals.png");
    expect([...bytes.subarray(1, 4)]).toEqual([..."PNG"].map((c) => c.charCodeAt(0)));
    expect(bytes.length).toBeGreaterThan(10_000);
    await page.keyboard.press("m");
    expect(await page.locator("#monitor").isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  test("stands still while it is paused, and zooms where it is told", async () => {
    const { page } = await open("signals");
    await eventually(async () => {
      expect((await savedTable(page)).rows.length).toBeGreaterThan(150);
    });
    await page.click("#pause");
    const before = column(await savedTable(page), "time");
    await page.waitForTimeout(1500);
    expect(column(await savedTable(page), "time")).toEqual(before);
    const box = await page.locator("#pane-signals .u-over").first().boundingBox();
    if (box === null) throw new Error("the first chart is on the screen");
    await page.mouse.move(box.x + 0.7 * box.width, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.95 * box.width, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    const zoomed = column(await savedTable(page), "time");
    const span = (times: number[]): number => (times.at(-1) ?? 0) - (times[0] ?? 0);
    expect(span(zoomed)).toBeLessThan(30 * 0.27);
    await page.click("#pause");
    await eventually(async () => {
      expect(column(await savedTable(page), "time").at(-1)).toBeGreaterThan(before.at(-1) ?? 0);
    });
  });

  test("raises an alarm above a limit that it remembers", async () => {
    const { page } = await open("health");
    const limit = page.locator('[data-alarm="tracking"]');
    await limit.fill("0.01");
    await limit.blur();
    await page.waitForSelector('#alarm-list [data-raised="true"] [data-alarm="tracking"]', {
      timeout: PATIENCE,
    });
    expect(await page.locator("#vital-alarms").isVisible()).toBe(true);
    expect(await page.locator("#alarm-log").textContent()).toContain("Tracking error above");
    await page.reload();
    expect(await page.locator('[data-alarm="tracking"]').inputValue()).toBe("0.01");
  });

  test("turns the lesion dial of the loop, and says what is wrong", async () => {
    const { page, url } = await open("world");
    await page.locator("#lesion-purkinje").fill("1");
    await eventually(async () => {
      expect((await settingsOf(url)).lesion.purkinje).toBe(1);
    });
    expect(await page.locator('output[for="lesion-purkinje"]').textContent()).toMatch(/100.%/);
    await page.click("#world-rest");
    await eventually(async () => {
      expect((await settingsOf(url)).lesion.purkinje).toBe(0);
    });
  });

  test("changes the rate of the loop while it runs, and shows what it comes to", async () => {
    const { page, url } = await open("signals");
    await page.locator("#loop-rate").fill("500");
    await eventually(async () => {
      expect((await settingsOf(url)).rateHz).toBe(500);
      const achieved = Number.parseInt((await page.locator("#rate").textContent()) ?? "", 10);
      expect(achieved).toBeGreaterThan(250);
    });
    expect(await page.locator('output[for="loop-rate"]').textContent()).toBe("500");
  });

  test("lets the cortex learn, says how far it has come, and offers the way back", async () => {
    const { page, url } = await open("world");
    const vital = page.locator("#vital-cortex");
    expect(await vital.isVisible()).toBe(false);
    await page.click("#online-cortex");
    await eventually(async () => {
      expect((await settingsOf(url)).onlineCortex).toBe(true);
      expect(await vital.textContent()).toMatch(/Cortex learns, \d+.%/);
    });
    await page.click("#online-cortex");
    await eventually(async () => {
      expect((await settingsOf(url)).onlineCortex).toBe(false);
      // Windows with a late decision teach nothing, so that a busy machine may have learnt nothing yet.
      if (await page.locator("#restore-cortex").isEnabled()) await page.click("#restore-cortex");
      expect(await vital.isVisible()).toBe(false);
      expect(await page.locator("#restore-cortex").isDisabled()).toBe(true);
    });
  });

  test("shows the force of a field as an arrow, named in the legend", async () => {
    const { page } = await open("world");
    await page.locator("#world-curl").fill("20");
    await page.waitForSelector('[data-forces="on"]', { timeout: PATIENCE, state: "attached" });
    expect(await page.locator("#legend .force.world").isVisible()).toBe(true);
    await page.click("#tab-signals");
    await eventually(async () => {
      const forces = column(await savedTable(page), "forceX").map(Math.abs);
      expect(Math.max(...forces)).toBeGreaterThan(0.5);
    });
  });

  test("judges the arm's health, and where its time goes", async () => {
    const { page } = await open("health");
    await eventually(async () => {
      expect(await page.locator("#vital-ataxia b").textContent()).toMatch(/^\d/);
      expect(await page.locator("#causes li").count()).toBe(6);
      expect(await page.locator("#in-charge").textContent()).toMatch(/brain|fallback/);
      const reaches = page.locator("#reaches tbody tr");
      expect(await reaches.count()).toBeGreaterThan(1);
      expect(await reaches.first().textContent()).toMatch(/^\d+:\d\d[+−]?\d/);
    });
    await page.click("#tab-latency");
    await eventually(async () => {
      expect(await page.locator("#waterfall").getAttribute("aria-label")).toMatch(
        /Nerves 1\d\d ms/,
      );
    });
  });

  test("shows the units of the brain at work", async () => {
    const { page } = await open("neurons");
    await eventually(async () => {
      expect(await page.locator(".raster").count()).toBeGreaterThanOrEqual(3);
      const table = await savedTable(page);
      expect(table.rows.length).toBeGreaterThan(50);
      const active = table.header.filter((name) => new Set(column(table, name)).size > 3);
      expect(active.length).toBeGreaterThan(20);
    });
  });

  test("starts a protocol, and follows its learning curve", async () => {
    const { page } = await open("protocols");
    await page.locator("[data-protocol]").first().click();
    await page.click('[data-speed="1000"]');
    await page.click("#protocol-start");
    await eventually(async () => {
      expect((await savedTable(page)).rows.length).toBeGreaterThan(3);
    });
    expect(await page.locator("#learning-curve canvas").count()).toBe(1);
    if ((await page.locator("#protocol-start").textContent()) === "Stop") {
      await page.click("#protocol-start");
    }
    await eventually(async () => {
      expect(await page.locator("#protocol-start").textContent()).toBe("Start");
    });
  });

  test.each([
    { width: 1920, height: 1080 },
    { width: 1280, height: 720 },
    { width: 390, height: 844 },
  ])("leaves the scene in sight, and covers nothing at $width × $height", async (viewport) => {
    const { page, complaints } = await open("signals", viewport);
    const box = async (selector: string) => {
      const found = await page.locator(selector).boundingBox();
      if (found === null) throw new Error(`${selector} is on the screen`);
      return found;
    };
    const [scene, monitor, vitals, views] = [
      await box("#scene"),
      await box("#monitor"),
      await box("#vitals"),
      await box("#views"),
    ];
    expect(scene.y + scene.height).toBeLessThanOrEqual(monitor.y + 1);
    expect(scene.height).toBeGreaterThan(0.4 * viewport.height);
    expect(monitor.y + monitor.height).toBeLessThanOrEqual(viewport.height + 1);
    const isApart = vitals.y >= views.y + views.height || vitals.x + vitals.width <= views.x;
    expect(isApart).toBe(true);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    expect(complaints).toEqual([]);
  });
});
