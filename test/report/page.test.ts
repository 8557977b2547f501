import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ReportDocument } from "../../cli/report/document.ts";
import { renderReport } from "../../cli/report/page.ts";
import { writeReport } from "../../cli/report/write-report.ts";
import { UserError } from "../../cli/user-error.ts";
import { emptyCharts, hostile, hostileCharts, partialCharts, reportOf } from "./partial.ts";
import { sample } from "./sample.ts";

const parsed = (report: ReportDocument): Document => parseHTML(renderReport(report)).document;
const texts = (page: ParentNode, selector: string): string[] =>
  [...page.querySelectorAll(selector)].map((element) => element.textContent?.trim() ?? "");

/** What a reader may see, and what a drawing is made of; the kept data and the script are neither. */
function shown(report: ReportDocument): string {
  const page = parsed(report);
  for (const element of page.querySelectorAll("script, style")) element.remove();
  return page.documentElement.outerHTML;
}

describe("a report", () => {
  const page = parsed(sample);

  test("has its title, its sections and a way to them", () => {
    expect(texts(page, "h1")).toEqual([sample.title]);
    expect(texts(page, "h2")).toEqual(sample.sections.map(({ heading }) => heading));
    const links = [...page.querySelectorAll("nav a")].map((link) => link.getAttribute("href"));
    expect(links).toEqual(sample.sections.map(({ id }) => `#${id}`));
    for (const { id } of sample.sections) expect(page.getElementById(id)?.tagName).toBe("SECTION");
  });

  test("numbers figures and tables through the document", () => {
    expect(texts(page, "figcaption b")).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `Figure ${n}.`));
    expect(texts(page, ".caption b")).toEqual(["Table 1."]);
  });

  test("says how far the experiment is", () => {
    expect(texts(page, ".facts .pill")).toEqual(["partial: 37 of 120 runs"]);
    const complete = parsed({ ...sample, runs: { done: 120, planned: 120 } });
    expect(texts(complete, ".facts .pill")).toEqual(["complete: 120 runs"]);
    const planned = parsed({ ...sample, runs: { done: 0, planned: 120 } });
    expect(texts(planned, ".facts .pill")).toEqual(["no runs yet"]);
  });

  test("says in words what became of a claim", () => {
    expect(texts(page, "td .pill")).toEqual([
      "holds",
      "partly",
      "fails",
      "not testable",
      "not run",
    ]);
  });

  test("gives room to a table of many texts, and only to one", () => {
    const [table] = sample.sections.flatMap(({ tables }) => tables);
    const long = "a text that takes several lines in a narrow column";
    const of = (rows: typeof table.rows) =>
      parsed({ ...sample, sections: [{ ...sample.sections[0], tables: [{ ...table, rows }] }] });
    expect(of(table.rows).querySelector(".broad")).toBeNull();
    expect(of([[long, "", long, "", ""]]).querySelector(".broad")).not.toBeNull();
  });

  test("gives a series the same colour everywhere", () => {
    const keyOf = (figure: number, name: string): string | null | undefined =>
      [...page.querySelectorAll(`#figure-${figure} .entry`)]
        .find((entry) => entry.textContent === name)
        ?.querySelector("path")
        ?.getAttribute(figure === 1 ? "stroke" : "fill");
    expect(keyOf(1, "ccRNN, best variant")).toBe("var(--green)");
    expect(keyOf(3, "ccRNN, best variant")).toBe("var(--green)");
  });

  test("keeps its data, and can be drawn again from it", () => {
    const data: ReportDocument = JSON.parse(page.getElementById("data")?.textContent ?? "");
    expect(data).toEqual(JSON.parse(JSON.stringify(sample)));
    expect(renderReport(data)).toBe(renderReport(sample));
  });

  test("loads nothing", () => {
    const source = renderReport(sample);
    expect(source).not.toMatch(/\bsrc\s*=|\burl\(|@import|<link|<iframe|<img|xlink/i);
    for (const link of page.querySelectorAll("[href]")) expect(link.tagName).toBe("A");
    const policy = page.querySelector("meta[http-equiv]")?.getAttribute("content");
    expect(policy).toMatch(/^default-src 'none'; /);
  });
});

describe("text from outside", () => {
  const report = reportOf(hostileCharts);
  const page = parsed(report);

  test("never becomes markup", () => {
    expect(page.querySelectorAll("script")).toHaveLength(2);
    expect(page.querySelectorAll("svg script, [onload], [onclick], [onerror]")).toHaveLength(0);
  });

  test("is shown as it stands", () => {
    expect(texts(page, "h1")).toEqual([hostile]);
    expect(texts(page, ".panel p")).toEqual([hostile]);
    expect(page.querySelector("#figure-2 .legend")?.textContent).toContain(hostile);
  });

  test("does not end the data it is kept in", () => {
    expect(JSON.parse(page.getElementById("data")?.textContent ?? "")).toMatchObject({
      title: hostile,
    });
  });

  test("cannot smuggle a style in as a colour", () => {
    const colours = JSON.parse(`{${JSON.stringify(hostile)}: "red);x:url(http://x.test"}`);
    expect(shown({ ...report, colours })).not.toContain("red)");
  });
});

describe("what is not there yet", () => {
  const nonsense = /NaN|undefined|Infinity|\bnull\b|⚠/;

  test.each(Object.entries(emptyCharts))("%s: no data yet", (_, chart) => {
    const report = reportOf([chart]);
    expect(texts(parsed(report), "figure > .no-data")).toEqual(["no data yet"]);
    expect(shown(report)).not.toMatch(nonsense);
  });

  test.each(Object.entries(partialCharts))("%s: what there is", (_, chart) => {
    const report = reportOf([chart]);
    const page = parsed(report);
    expect(texts(page, "figure > .no-data")).toEqual([]);
    expect(page.querySelectorAll("figure svg.plot").length).toBeGreaterThan(0);
    expect(shown(report)).not.toMatch(nonsense);
  });

  test("series without data are named in the legend", () => {
    const page = parsed(reportOf([partialCharts["a line with gaps beside one of nothing"]]));
    expect(texts(page, ".entry.missing")).toEqual(["b (no data yet)"]);
  });

  test("an empty document is a page", () => {
    const page = parsed({ ...sample, sections: [], summary: [], settings: [] });
    expect(texts(page, "main .no-data")).toEqual(["no data yet"]);
  });
});

describe("writing a report", () => {
  test("leaves one whole file", () => {
    const folder = mkdtempSync(join(tmpdir(), "report-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeReport(join(folder, "report.html"), sample);
    expect(readdirSync(folder)).toEqual(["report.html"]);
    expect(readFileSync(join(folder, "report.html"), "utf8")).toBe(renderReport(sample));
  });

  test("says where it cannot", () => {
    expect(() => writeReport("/nowhere/report.html", sample)).toThrow(UserError);
  });
});
