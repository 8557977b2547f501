/**
 * Fonts of single lines: letters as a pen writes them, where ordinary fonts have outlines to be filled.
 *
 * They are SVG fonts (SVG 1.1, chapter 20): y up, `units-per-em` to the size of the font.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Element } from "../svg/element.ts";
import { parseXml } from "../svg/parse-xml.ts";

export const fontNames = ["readable", "sans", "script"] as const;
export type FontName = (typeof fontNames)[number];

const FILES: Readonly<Record<FontName, string>> = {
  readable: "EMSReadability.svg",
  sans: "HersheySans1.svg",
  script: "HersheyScript1.svg",
};

interface Glyph {
  /** Path data [font units], y up. */
  readonly path: string;
  /** How far the pen is further on after it [font units]. */
  readonly advance: number;
}

export interface StrokeFont {
  readonly unitsPerEm: number;
  /** The glyph of a character; where the font has none, the one of its letter without the accent. */
  glyph(character: string): Glyph | undefined;
}

const loaded = new Map<FontName, StrokeFont>();

export function loadFont(name: FontName): StrokeFont {
  const known = loaded.get(name);
  if (known) return known;
  const font = parseFont(readFileSync(pathOf(FILES[name]), "utf8"));
  loaded.set(name, font);
  return font;
}

/** The font that comes nearest to what a drawing asks for. */
export const fontFor = (family: string): FontName =>
  /script|cursive|hand/i.test(family) ? "script" : "readable";

/** Beside the sources, or up from the build. */
function pathOf(file: string): string {
  const places = [`./fonts/${file}`, `../../../../bridge/drawing/text/fonts/${file}`].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  return places.find((place) => existsSync(place)) ?? places[0] ?? "";
}

function parseFont(svg: string): StrokeFont {
  const glyphs = new Map<string, Glyph>();
  let unitsPerEm = 1000;
  let usual = 500;
  const number = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : Number(text);
  const waiting: Element[] = [parseXml(svg)];
  for (let element = waiting.shift(); element; element = waiting.shift()) {
    const { name, attributes, children } = element;
    if (name === "font") usual = number(attributes["horiz-adv-x"], usual);
    if (name === "font-face") unitsPerEm = number(attributes["units-per-em"], unitsPerEm);
    if (name === "glyph") {
      const advance = number(attributes["horiz-adv-x"], usual);
      glyphs.set(attributes["unicode"] ?? "", { path: attributes["d"] ?? "", advance });
    }
    waiting.push(...children.filter((child) => typeof child !== "string"));
  }
  return {
    unitsPerEm,
    glyph(character) {
      return glyphs.get(character) ?? glyphs.get(plain(character));
    },
  };
}

/** Typewriter characters for typeset ones. */
const PLAIN: Readonly<Record<string, string>> = {
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
  "\u201e": '"',
  "\u2013": "-",
  "\u2014": "-",
  "\u2212": "-",
  "\u00a0": " ",
  "\t": " ",
};

const plain = (character: string): string =>
  PLAIN[character] ?? character.normalize("NFD").replace(/\p{M}/gu, "");
