/**
 * How a report looks. Colours are pairs for light and dark, and print is light; letters are those
 * that the reader's system has.
 */
import { LEVELS } from "./charts/heat.ts";
import { tones } from "./palette.ts";

const colours = Object.entries(tones)
  .map(([name, [light, dark]]) => `--${name}: light-dark(${light}, ${dark});`)
  .join(" ");

/** From blue through nothing to vermillion, in even steps (charts/heat.ts). */
const heat = Array.from({ length: 2 * LEVELS + 1 }, (_, i) => {
  const part = Math.round((100 * Math.abs(i - LEVELS)) / LEVELS);
  return `--heat-${i}: color-mix(in oklab, var(--heat-${i < LEVELS ? "cold" : "warm"}) ${part}%, var(--heat-none));`;
}).join(" ");

export const style = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #15181c);
  --raised: light-dark(#f6f7f8, #1d2126);
  --soft: light-dark(#5a626b, #a3abb5);
  --faint: light-dark(#aab1b9, #5b636d);
  --rule: light-dark(#e6e9ec, #2a2f36);
  --target: light-dark(#d5d9de, #434a53);
  --link: light-dark(#005a8c, #6cb8ea);
  --on-strong: light-dark(#ffffff, #15181c);
  --heat-none: light-dark(#f4f5f6, #23272d);
  --heat-cold: light-dark(#00558a, #55b0ea);
  --heat-warm: light-dark(#b84a00, #ff8a3c);
  ${colours}
  ${heat}
  --serif: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", "Book Antiqua", Georgia, serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 48rem; padding: 3.5rem 1.5rem 4rem;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 var(--serif);
  text-rendering: optimizeLegibility; overflow-wrap: break-word;
}
h1, h2 { line-height: 1.2; text-wrap: balance; font-weight: 650; }
h1 { font-size: 2.1rem; margin: 0.4rem 0 0.5rem; letter-spacing: -0.012em; }
h2 { font-size: 1.45rem; margin: 3.2rem 0 0.8rem; letter-spacing: -0.006em; }
p { margin: 0 0 0.9rem; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 0.06em; }
code { font: 0.86em var(--mono); background: var(--raised); border-radius: 3px; padding: 0.1em 0.3em; }
.subtitle { font-size: 1.2rem; color: var(--soft); margin-bottom: 1.1rem; text-wrap: pretty; }
.facts, nav, .settings, .legend, figure, .table, footer, .no-data, button { font-family: var(--sans); }
.facts { display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; align-items: center; font-size: 0.84rem; color: var(--soft); margin: 0; }
.pill { display: inline-block; border-radius: 999px; padding: 0.08em 0.65em 0.1em; font-size: 0.9em; font-weight: 600; white-space: nowrap;
  color: color-mix(in oklab, var(--tone) 62%, var(--ink)); background: color-mix(in oklab, var(--tone) 14%, var(--paper));
  border: 1px solid color-mix(in oklab, var(--tone) 45%, var(--paper)); }
.v0, .complete { --tone: var(--green); } .v1 { --tone: var(--orange); } .partial { --tone: var(--orange); }
.v2 { --tone: var(--vermillion); } .v3, .v4 { --tone: var(--grey); } .v4 { border-style: dashed; }
.abstract { margin: 1.8rem 0 0; padding: 1.1rem 1.3rem 0.3rem; background: var(--raised); border-left: 3px solid var(--blue); border-radius: 0 4px 4px 0; }
nav { margin: 1.6rem 0 0; font-size: 0.9rem; }
nav ol { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; }
nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
.settings { margin-top: 1.4rem; font-size: 0.86rem; }
.settings summary { cursor: pointer; color: var(--soft); }
.settings dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.2rem; margin: 0.7rem 0 0; }
.settings dt { color: var(--soft); } .settings dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
figure { margin: 2.2rem 0 2.4rem; }
figure svg { display: block; overflow: visible; }
figure .plot { max-width: 100%; height: auto; margin: 0 auto; }
.plot text { white-space: pre; }
.narrow { display: none; }
figcaption { font-size: 0.88rem; line-height: 1.5; color: var(--ink); margin-top: 0.9rem; }
figcaption p { margin: 0 0 0.3rem; } figcaption .note { color: var(--soft); }
.legend { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; margin: 0.5rem 0 0; font-size: 0.8rem; color: var(--soft); }
.lines .entry:not(.missing) { display: none; }
.entry { display: inline-flex; align-items: center; gap: 0.4rem; }
.key { flex: none; fill: none; }
.heat-legend { align-items: center; gap: 0.15rem 0.55rem; font-variant-numeric: tabular-nums; }
.ramp { width: 9rem; height: 0.6rem; border-radius: 2px; }
.ramp.diverging { background: linear-gradient(to right in oklab, var(--heat-cold), var(--heat-none), var(--heat-warm)); }
.ramp.sequential { background: linear-gradient(to right in oklab, var(--heat-none), var(--heat-warm)); }
.ramp.missing { width: 0.9rem; margin-left: 1rem; background: var(--target); }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 100%), 1fr)); gap: 0.9rem; }
.panel { border: 1px solid var(--rule); border-radius: 4px; padding: 0.5rem 0.4rem 0.3rem; display: flex; flex-direction: column; justify-content: space-between; }
.panel p { margin: 0 0.2rem; font-size: 0.8rem; font-weight: 600; line-height: 1.35; }
.no-data { color: var(--soft); font-size: 0.9rem; font-style: italic; text-align: center; }
figure > .no-data { border: 1px dashed var(--faint); border-radius: 4px; padding: 3.5rem 1rem; margin: 0; }
.panel .no-data { font-weight: 400; padding: 3rem 0; }
.table { margin: 2rem 0 2.2rem; font-size: 0.88rem; }
.table .caption { margin: 0 0 0.5rem; line-height: 1.5; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; border-block: 1.5px solid var(--ink); font-variant-numeric: tabular-nums; }
th, td { padding: 0.38rem 0.7rem; text-align: left; vertical-align: baseline; }
th:first-child, td:first-child { padding-left: 0.15rem; } th:last-child, td:last-child { padding-right: 0.15rem; }
thead th { border-bottom: 1px solid var(--ink); font-weight: 600; vertical-align: bottom; line-height: 1.3; }
tbody th { font-weight: 400; }
.long { min-width: 10rem; }
tbody tr + tr > * { border-top: 1px solid var(--rule); }
.right { text-align: right; } tbody .right { white-space: nowrap; }
.sem { color: var(--soft); }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: 0.8rem; color: var(--soft); display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
footer p { margin: 0; flex: 1; min-width: 14rem; }
button { font-size: inherit; color: var(--ink); background: none; border: 1px solid var(--faint); border-radius: 4px; padding: 0.25rem 0.7rem; cursor: pointer; }
button:hover { background: var(--raised); }
@media screen and (min-width: 56rem) {
  .broad { width: min(100vw - 5rem, 76rem); position: relative; left: 50%; translate: -50%; }
}
@media screen and (max-width: 44rem) {
  body { padding: 1.6rem 1rem 3rem; font-size: 1rem; }
  h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.4rem; } .subtitle { font-size: 1.05rem; }
  .wide { display: none; } .narrow { display: block; }
  .lines .entry:not(.missing) { display: inline-flex; }
  .settings dl { grid-template-columns: 1fr; gap: 0; } .settings dd { margin-bottom: 0.5rem; }
}
@media print {
  :root, :root[data-theme] { color-scheme: light; font-size: 10.5pt; }
  body { max-width: none; padding: 0; font-size: 1rem; }
  figure, .table, .abstract { break-inside: avoid; } h2 { break-after: avoid; }
  figure .plot { max-width: min(100%, 16cm); } nav, button { display: none; }
  .abstract { background: none; } * { print-color-adjust: exact; }
}
`;
