/**
 * Which series has which colour. The colours are those of Okabe and Ito (2008), "Color universal
 * design", safe for all common kinds of colour vision; their yellow, which is too faint for lines on
 * white, is left out, and brown and grey, which differ from the others in lightness, come last.
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

/** The colour of a series as CSS, and its number, by which it also gets a shape. */
export interface Look {
  readonly colour: string;
  readonly turn: number;
}

export type Looks = ReadonlyMap<string, Look>;

/** A look for every series in the document, the same in all its figures. */
export function assignLooks({ sections, colours = {} }: ReportDocument): Looks {
  const names = new Set(
    sections.flatMap(({ figures }) => figures.flatMap(({ chart }) => seriesNames(chart))),
  );
  const given = new Map(
    Object.entries(colours).filter(([, colour]) => Object.hasOwn(tones, colour)),
  );
  const taken = new Set([...names].map((name) => given.get(name)));
  const free = turns.filter((colour) => !taken.has(colour));
  const left = free.length > 0 ? free : turns;
  let next = 0;
  return new Map(
    [...names].map((name, turn) => {
      const colour = given.get(name) ?? left[next++ % left.length] ?? "ink";
      return [name, { colour: `var(--${colour})`, turn }];
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

/** Every series of a chart is in the document's looks; ink is for one that is not. */
export function lookOf(looks: Looks, name: string): Look {
  return looks.get(name) ?? { colour: "var(--ink)", turn: 0 };
}
