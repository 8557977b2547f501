/** Colours of the scene. The hues are Okabe and Ito's (2008), lightened for a dark ground. */
import { Color } from "three";

export const palette = {
  ground: new Color("#0a0e19"),
  table: new Color("#111a2c"),
  grid: new Color("#8fa8d8"),
  body: new Color("#d3dae7"),
  inlay: new Color("#aeb9cd"),
  bodyDark: new Color("#39455e"),
  base: new Color("#242e44"),
  ink: new Color("#f3ead7"),
  motion: new Color("#c6d4f2"),
  path: new Color("#8795b3"),
  target: new Color("#ffffff"),
  senses: new Color("#56b4e9"),
  cerebellum: new Color("#f0a83c"),
  lesion: new Color("#f26b43"),
  world: new Color("#e58fc0"),
} as const;

/** Order in which the flat things on the plane are painted, from below. */
export const layer = {
  table: -1,
  grid: 1,
  path: 2,
  ink: 3,
  motion: 4,
  shadow: 5,
  senses: 6,
  cerebellum: 7,
  target: 8,
  force: 9,
} as const;
