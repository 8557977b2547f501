/**
 * Which series has which colour. The colours are those of Okabe and Ito (2008), "Color universal
 * design", safe for all common kinds of colour vision; their yellow, which is too faint for lines on
 * white, is left out, and brown and grey, which differ from the others in lightness, come last.
 *
 * No two series of a chart have one colour while there is another left. A series that has been given a
 * colour keeps it in the whole document, and the others do so where they can.
 */
import type { Chart, Colour, ReportDocument } from "./document.ts";

/** On paper and in the dark. In the dark, what was too dim is lighter, with its hue kept. */
export const tones: Readonly<Record<Colour, readonly [light: string, dark: string]>> = {
  blue: ["#0072b2", "#4aa8e0"],
  vermillion: ["#d55e00", "#f07f2e"],
  green: ["#009e73", "#1fc295"],
  purple: ["#b8578f", "#dd93bf"],
  orange: ["#d69200", "#f0b53c"],
  sky: ["#3d9fd6", "#8fd0f5"],
  brown: ["#7a4a21", "#b98a5e"],
  grey: ["#7f8790", "#9aa3ad"],
  ink: ["#22262b", "#e4e6e9"],
};

/** The order in which series without a colour of their own get one. */
const turns: readonly Colour[] = [
  "blue",
  "vermillion",
  "green",
  "purple",
  "orange",
  "sky",
  "brown",
  "grey",
];

/** Along the lines of the first series of a colour in a chart, the second, and so on, as in SVG. */
const dashes = ["none", "6 3", "2 3", "9 3 2 3"] as const;

/** How a series looks in a chart; no other there has the same colour and shape, or colour and dashes. */
export interface Look {
  /** As CSS. */
  readonly colour: string;
  readonly dash: string;
  /** Stands for a shape. */
  readonly turn: number;
}

export type Looks = ReadonlyMap<string, Look>;

/** The looks of the series of each chart in the document. */
export function assignLooks({ sections, colours = {} }: ReportDocument): (chart: Chart) => Looks {
  const given = new Map(
    Object.entries(colours).filter(([, colour]) => Object.hasOwn(tones, colour)),
  );
  const kept = new Map<string, Colour>();
  const charts = sections.flatMap(({ figures }) => figures.map(({ chart }) => chart));
  const all = new Map(
    charts.map((chart) => {
      const chosen = chooseColours([...new Set(seriesNames(chart))], given, kept);
      for (const [name, colour] of chosen) if (!kept.has(name)) kept.set(name, colour);
      return [chart, looksOf(chosen)];
    }),
  );
  return (chart) => all.get(chart) ?? new Map();
}

/** First come the given colours, then those that were kept from charts before, then what is left. */
function chooseColours(
  names: readonly string[],
  given: ReadonlyMap<string, Colour>,
  kept: ReadonlyMap<string, Colour>,
): ReadonlyMap<string, Colour> {
  const chosen = new Map<string, Colour>();
  const uses = (colour: Colour): number =>
    [...chosen.values()].filter((other) => other === colour).length;
  for (const name of names) {
    const colour = given.get(name);
    if (colour) chosen.set(name, colour);
  }
  for (const name of names) {
    const colour = kept.get(name);
    if (colour && !chosen.has(name) && uses(colour) === 0) chosen.set(name, colour);
  }
  // Rather a colour that means nothing else elsewhere.
  const meant = [...given.values(), ...kept.values()];
  const ranked = turns.toSorted((a, b) => Number(meant.includes(a)) - Number(meant.includes(b)));
  for (const name of names) {
    if (chosen.has(name)) continue;
    const [colour = "ink"] = ranked.toSorted((a, b) => uses(a) - uses(b));
    chosen.set(name, colour);
  }
  return new Map(names.map((name) => [name, chosen.get(name) ?? "ink"]));
}

/** Series of one colour differ in their dashes and shapes. */
function looksOf(chosen: ReadonlyMap<string, Colour>): Looks {
  const order = Object.keys(tones);
  const times = new Map<Colour, number>();
  return new Map(
    [...chosen].map(([name, colour]) => {
      const time = times.get(colour) ?? 0;
      times.set(colour, time + 1);
      const dash = dashes[time % dashes.length] ?? "none";
      return [name, { colour: `var(--${colour})`, dash, turn: order.indexOf(colour) + time }];
    }),
  );
}

function seriesNames(chart: Chart): string[] {
  switch (chart.kind) {
    case "lines":
    case "dots":
      return chart.series.map(({ name }) => name);
    case "trajectories":
      return chart.panels.map(({ name }) => name);
    case "heat":
      return [];
  }
}

/** Every series of a chart is in its looks; ink is for one that is not. */
export function lookOf(looks: Looks, name: string): Look {
  return looks.get(name) ?? { colour: "var(--ink)", dash: "none", turn: 0 };
}
