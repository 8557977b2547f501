/**
 * Scenes to be captioned: one to three groups of like objects on a plain background.
 *
 * The picture is a grid of 3 × 3 cells with at most one object each. Every group has a line of its own,
 * a column or a row, and all lines of a scene run the same way: so any two groups are clearly left and
 * right of each other, or above and below. No two groups share both shape and colour, so that "the red
 * circles" is always clear.
 *
 * Scene captions are our own stand-in for MS-COCO, which nobody can be asked to download: a task with
 * the same form (image first, then words), not the task of the papers.
 */

export const SHAPES = ["circle", "square", "triangle", "star", "cross", "ring"] as const;
export const COLOURS = ["red", "green", "blue", "yellow", "purple", "turquoise", "white"] as const;
export const SIZES = ["small", "large"] as const;
export const BACKGROUNDS = ["black", "grey", "brown"] as const;
/** Cells of a side. */
export const GRID = 3;

export type Shape = (typeof SHAPES)[number];
export type Colour = (typeof COLOURS)[number];
export type Size = (typeof SIZES)[number];
export type Background = (typeof BACKGROUNDS)[number];

interface Cell {
  /** 0 … 2, from the left. */
  readonly column: number;
  /** 0 … 2, from the top. */
  readonly row: number;
}

/** One to three like objects in one line. */
export interface Group {
  readonly shape: Shape;
  readonly colour: Colour;
  readonly size: Size;
  readonly cells: readonly Cell[];
  /** Which column or row, from the left or the top. */
  readonly line: number;
}

export interface Scene {
  readonly background: Background;
  /** Whether groups stand in columns, side by side, or in rows. */
  readonly lines: "columns" | "rows";
  /** From the left to the right, or from the top to the bottom. */
  readonly groups: readonly Group[];
}

type Uniform = { uniform(): number };

/** One of `options`, all alike. */
export function pick<T>(random: Uniform, options: readonly T[]): T {
  return options[Math.floor(options.length * random.uniform())];
}

/** How often a scene has one, two and three groups. */
const GROUP_CHANCES = [0.15, 0.55, 0.3];

export function drawScene(random: Uniform): Scene {
  const lines = pick(random, ["columns", "rows"] as const);
  const count = drawCount(random);
  const places = drawSome(random, count);
  const groups: Group[] = [];
  while (groups.length < count) {
    const line = places[groups.length];
    const group = drawGroup(random, lines, line);
    const isClear = groups.every(
      ({ shape, colour }) => shape !== group.shape || colour !== group.colour,
    );
    if (isClear) groups.push(group);
  }
  return { background: pick(random, BACKGROUNDS), lines, groups };
}

function drawGroup(random: Uniform, lines: Scene["lines"], line: number): Group {
  const along = drawSome(random, 1 + Math.floor(GRID * random.uniform()));
  return {
    shape: pick(random, SHAPES),
    colour: pick(random, COLOURS),
    size: pick(random, SIZES),
    line,
    cells: along.map((place) =>
      lines === "columns" ? { column: line, row: place } : { column: place, row: line },
    ),
  };
}

function drawCount(random: Uniform): number {
  let rest = random.uniform();
  let count = 1;
  for (const chance of GROUP_CHANCES.slice(0, -1)) {
    if (rest < chance) return count;
    rest -= chance;
    count++;
  }
  return count;
}

/** `count` different numbers of 0 … 2, in order. */
function drawSome(random: Uniform, count: number): number[] {
  const all = Array.from({ length: GRID }, (_, i) => i);
  while (all.length > count) all.splice(Math.floor(all.length * random.uniform()), 1);
  return all;
}
