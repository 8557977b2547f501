/**
 * A figure: its chart, who is who in it, and the caption below.
 */
import { drawDots, hasDots, shapes } from "./charts/dots.ts";
import { drawHeat, heatLegend } from "./charts/heat.ts";
import { drawLines, hasLine } from "./charts/lines.ts";
import { drawTrajectories } from "./charts/trajectories.ts";
import type { Chart, Figure } from "./document.ts";
import { html, type Markup } from "./markup.ts";
import { type Looks, lookOf } from "./palette.ts";
import { prose } from "./prose.ts";

export function renderFigure(
  { caption, chart, note }: Figure,
  number: number,
  looks: Looks,
): Markup {
  const drawing = drawChart(chart, looks);
  return html`<figure class="${chart.kind}" id="figure-${number}">
${
  drawing
    ? html`<div role="img" aria-labelledby="caption-${number}">${drawing}</div>${legend(chart, looks)}`
    : html`<p class="no-data">no data yet</p>`
}
<figcaption id="caption-${number}"><p><b>Figure ${number}.</b> ${prose(caption)}</p>${
    note === undefined ? undefined : html`<p class="note">${prose(note)}</p>`
  }</figcaption>
</figure>
`;
}

function drawChart(chart: Chart, looks: Looks): Markup | undefined {
  switch (chart.kind) {
    case "lines":
      return drawLines(chart, looks);
    case "dots":
      return drawDots(chart, looks);
    case "trajectories":
      return drawTrajectories(chart, looks);
    case "heat":
      return drawHeat(chart);
  }
}

function legend(chart: Chart, looks: Looks): Markup | undefined {
  switch (chart.kind) {
    case "lines":
      return html`<p class="legend">${chart.series.map((series) =>
        entry(series.name, stroke(lookOf(looks, series.name)), hasLine(chart, series)),
      )}</p>`;
    case "dots":
      return html`<p class="legend">${[
        ...chart.series.map((series) =>
          entry(series.name, shape(looks, series.name), hasDots(chart, series)),
        ),
        ...(chart.reference ? [entry(chart.reference.label, reference, true)] : []),
      ]}</p>`;
    case "trajectories":
      return html`<p class="legend">${[
        entry("asked for", stroke({ colour: "var(--target)", width: 5 }), true),
        entry("drawn", stroke({ colour: "currentColor" }), true),
      ]}</p>`;
    case "heat":
      return heatLegend(chart);
  }
}

const entry = (name: string, key: Markup, hasData: boolean): Markup =>
  html`<span class="${hasData ? "entry" : "entry missing"}">${key}${name}${
    hasData ? undefined : html` <i>(no data yet)</i>`
  }</span>`;

interface Stroke {
  readonly colour: string;
  readonly dash?: string;
  readonly width?: number;
}

const stroke = ({ colour, dash = "none", width = 2 }: Stroke): Markup =>
  html`<svg class="key" viewBox="0 0 18 10" width="18" height="10" aria-hidden="true"><path d="M0,5H18" stroke="${colour}" stroke-width="${width}" stroke-dasharray="${dash}"/></svg>`;

const reference = stroke({ colour: "currentColor", dash: "4 3", width: 1 });

/** The shapes as Plot draws them, about 10 px across. */
const outlines: Readonly<Record<(typeof shapes)[number], string>> = {
  circle: "M9,.5a4.5,4.5 0 1 1 0,9a4.5,4.5 0 1 1 0,-9Z",
  square: "M5,1H13V9H5Z",
  triangle: "M9,0L14,8.7H4Z",
  diamond: "M9,-.5L12.5,5L9,10.5L5.5,5Z",
};

function shape(looks: Looks, name: string): Markup {
  const { colour, turn } = lookOf(looks, name);
  return html`<svg class="key" viewBox="0 -1 18 12" width="18" height="12" aria-hidden="true"><path d="${outlines[shapes[turn % shapes.length] ?? "circle"]}" fill="${colour}"/></svg>`;
}
