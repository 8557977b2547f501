/**
 * A report as one page of HTML, which needs nothing but itself: no script to be read, no network.
 */
import { createHash } from "node:crypto";
import type { ReportDocument, Section } from "./document.ts";
import { renderFigure } from "./figure.ts";
import { html, Markup } from "./markup.ts";
import { assignLooks } from "./palette.ts";
import { prose } from "./prose.ts";
import { script } from "./script.ts";
import { style } from "./style.ts";
import { renderTable } from "./table.ts";

export function renderReport(report: ReportDocument): string {
  const { title, subtitle, written, version, summary, settings, sections } = report;
  const looks = assignLooks(report);
  const numbers = { figure: 1, table: 1 };
  return `<!doctype html>\n${html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="purkinje ${version}">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${subtitle === undefined ? undefined : html`<p class="subtitle">${subtitle}</p>`}
<p class="facts">${status(report)}<time datetime="${written}">${readable(written)}</time><span>purkinje ${version}</span></p>
${summary.length > 0 ? html`<div class="abstract">${paragraphs(summary)}</div>` : undefined}
${sections.length > 1 ? contents(sections) : undefined}
${settings.length > 0 ? settingsList(settings) : undefined}
</header>
<main>
${sections.length > 0 ? sections.map((section) => renderSection(section, numbers, looks)) : html`<p class="no-data">no data yet</p>`}
</main>
<footer><p>This page is complete in itself and loads nothing. Bands and bars are standard errors of the mean.</p><button id="theme" type="button" hidden>Light or dark</button><button id="save" type="button" hidden>Save the data (JSON)</button></footer>
<script type="application/json" id="data">${new Markup(asData(report))}</script>
<script>${new Markup(script)}</script>
</body>
</html>
`}`;
}

/** Browsers that keep to this load nothing and run no script but ours, whatever a report may hold. */
const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash(
  "sha256",
)
  .update(script)
  .digest("base64")}'`;

function status({ runs: { done, planned } }: ReportDocument): Markup {
  if (done === 0) return html`<span class="pill v4">no runs yet</span>`;
  return done >= planned
    ? html`<span class="pill complete">complete: ${done} runs</span>`
    : html`<span class="pill partial">partial: ${done} of ${planned} runs</span>`;
}

/** 24 November 2026, 13:05 UTC; what is no date stays as it is. */
function readable(written: string): string {
  const date = new Date(written);
  if (Number.isNaN(date.valueOf())) return written;
  const text = date.toLocaleString("en-GB", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return `${text.replace(" at ", ", ")} UTC`;
}

const paragraphs = (texts: readonly string[]): Markup[] =>
  texts.map((text) => html`<p>${prose(text)}</p>\n`);

const contents = (sections: readonly Section[]): Markup =>
  html`<nav aria-label="Contents"><ol>${sections.map(
    ({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`,
  )}</ol></nav>`;

const settingsList = (settings: ReportDocument["settings"]): Markup =>
  html`<details class="settings"><summary>How this was made</summary><dl>${settings.map(
    ([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`,
  )}</dl></details>`;

/** Figures and tables are numbered through the document, hence the counters. */
function renderSection(
  { id, heading, prose: text, figures, tables }: Section,
  numbers: { figure: number; table: number },
  looks: ReturnType<typeof assignLooks>,
): Markup {
  return html`<section id="${id}">
<h2>${heading}</h2>
${paragraphs(text)}
${figures.map((figure) => renderFigure(figure, numbers.figure++, looks(figure.chart)))}
${tables.map((table) => renderTable(table, numbers.table++))}
</section>
`;
}

/** JSON that cannot end the script element that it stands in. */
const asData = (report: ReportDocument): string =>
  JSON.stringify(report).replaceAll("<", "\\u003c");
