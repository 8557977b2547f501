import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { ReportDocument, Table } from "../../cli/report/document.ts";
import { renderReport } from "../../cli/report/page.ts";
import { writeReport } from "../../cli/report/write-report.ts";
import { CHROMIUM_FLAGS, findOrInstallChromium } from "../support/chromium.ts";
import { hostileCharts, partialCharts, reportOf } from "./partial.ts";
import { sample } from "./sample.ts";

let browser: Browser;
beforeAll(async () => {
  const executablePath = findOrInstallChromium();
  browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
}, 300_000);
afterAll(() => browser?.close());

interface Reader {
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
  readonly javaScriptEnabled?: boolean;
}

/** The report in a browser, with all that it asks for and all that the browser complains of. */
async function read(report: ReportDocument, { width = 1100, ...reader }: Reader = {}) {
  const folder = mkdtempSync(join(tmpdir(), "report-"));
  const page = await browser.newPage({ viewport: { width, height: 900 }, ...reader });
  onTestFinished(async () => {
    await page.close();
    rmSync(folder, { recursive: true });
  });
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => complaints.push(dialog.message()));
  const path = join(folder, "report.html");
  writeReport(path, report);
  await page.goto(pathToFileURL(path).href);
  return { page, requests, complaints };
}

const worst = reportOf([...hostileCharts, ...Object.values(partialCharts)]);

describe.each([
  ["a usual report", sample],
  ["the worst report", worst],
])("%s", (_, report) => {
  test("asks for nothing but itself, and nobody complains", async () => {
    const { requests, complaints } = await read(report);
    expect(requests).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test("has drawings that are well-formed XML", async () => {
    const drawings = renderReport(report).match(/<svg.*?<\/svg>/gs) ?? [];
    expect(drawings.length).toBeGreaterThan(10);
    const { page } = await read(report);
    const faults = await page.evaluate(
      (sources) =>
        sources.flatMap((source) => {
          const parsed = new DOMParser().parseFromString(source, "image/svg+xml");
          return parsed.querySelector("parsererror")?.textContent ?? [];
        }),
      drawings,
    );
    expect(faults).toEqual([]);
  });

  test.each([1100, 400])("fits a window of %i px", async (width) => {
    const { page } = await read(report, { width });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    );
    const shown = width > 700 ? ".wide" : ".narrow";
    const hidden = width > 700 ? ".narrow" : ".wide";
    expect(await page.locator(`figure ${shown}`).first().isVisible()).toBe(true);
    expect(await page.locator(`figure ${hidden}`).first().isVisible()).toBe(false);
  });
});

const figures = { kind: "spread", mean: -0.00486, sem: 0.00012, decimals: 5 } as const;
const tableOf = (columns: number): Table => ({
  caption: "As a study compares learners.",
  columns: Array.from({ length: columns }, (_, i) => ({
    label: i === 0 ? "learner" : "roughness beyond the target's",
    align: i === 0 ? "left" : "right",
  })),
  rows: [
    [
      "ccRNN, best variant",
      ...Array.from({ length: columns - 1 }, (_, i) => (i < 5 ? figures : "8 of 10")),
    ],
  ],
});

test.each([1000, 1200, 1400, 1600])(
  "at %i px, no table is cut off that has room",
  async (width) => {
    const [section] = sample.sections;
    const tables = [...section.tables, ...[4, 5, 6, 7, 8].map(tableOf)];
    const { page } = await read({ ...sample, sections: [{ ...section, tables }] }, { width });
    const boxes = await page
      .locator(".scroll")
      .evaluateAll((all) =>
        all.map(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth })),
      );
    expect(boxes.length).toBe(tables.length);
    // Margins of 40 px are left in any case.
    for (const { scrollWidth, clientWidth } of boxes) {
      if (scrollWidth <= width - 80) expect(scrollWidth).toBe(clientWidth);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  },
);

test("needs no script to be read", async () => {
  const { page } = await read(sample, { javaScriptEnabled: false });
  expect(await page.locator("figure svg.plot").first().isVisible()).toBe(true);
  expect(await page.getByRole("button").count()).toBe(0);
});

test("is light or dark as the reader has it, and changes on request", async () => {
  const { page } = await read(sample, { colorScheme: "dark" });
  const paper = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(await paper()).toBe("rgb(21, 24, 28)");
  await page.getByRole("button", { name: "Light or dark" }).click();
  expect(await paper()).toBe("rgb(255, 255, 255)");
});

test("hands out its data", async () => {
  const { page, complaints } = await read(sample);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save the data" }).click(),
  ]);
  expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toMatchObject({
    title: sample.title,
  });
  expect(complaints).toEqual([]);
});
