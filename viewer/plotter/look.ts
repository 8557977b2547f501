/** Colours of the plotter's scene, for a dark and for a light room. Paper is paper in both. */
import { Color } from "three";

export interface Look {
  readonly ground: Color;
  readonly reach: Color;
  readonly paper: Color;
  readonly ink: Color;
  /** The plan, as long as it is not ink. */
  readonly plan: Color;
  readonly travel: Color;
  readonly wish: Color;
  /** Of expected ink, by its distance from the wish. */
  readonly distances: readonly Color[];
}

const common = {
  ink: new Color("#16264f"),
  plan: new Color("#a9b8d8"),
  travel: new Color("#e0a35a"),
  wish: new Color("#e0562f"),
  distances: ["#1f9d6b", "#c99a00", "#e06a1b", "#d11a4a"].map((colour) => new Color(colour)),
};

const dark: Look = {
  ...common,
  ground: new Color("#0a0e19"),
  reach: new Color("#121b2e"),
  paper: new Color("#efece4"),
};

const light: Look = {
  ...common,
  ground: new Color("#e6ebf3"),
  reach: new Color("#d6dfec"),
  paper: new Color("#ffffff"),
};

export const look = (): Look =>
  matchMedia("(prefers-color-scheme: light)").matches ? light : dark;

/** For a flat canvas. */
export const css = (colour: Color): string => `#${colour.getHexString()}`;

/** Order in which the flat things are painted, from below; those of the arm are in scene/palette.ts. */
export const order = {
  reach: -4,
  shadow: -3,
  paper: -2,
  travel: 1,
  plan: 2,
  expected: 3,
  ink: 4,
  wish: 8,
} as const;
