/**
 * Scenes as small pictures: 30 × 30 pixels, red, green and blue from 0 to 1, [row × column × 3].
 *
 * Objects stand in the middle of cells of 10 × 10 pixels, a little off and a little larger or smaller,
 * so that no two pictures of one scene are alike. Edges are smoothed by 4 × 4 looks a pixel.
 */
import type { Background, Colour, Scene, Shape, Size } from "./scene.ts";

export const PICTURE_SIDE = 30;
export const CELL_SIDE = 10;

const LOOKS = 4;
/** Half the extent of an object [pixels]. */
const RADII: Readonly<Record<Size, number>> = { small: 2.8, large: 4.4 };
/** Largest shift from the middle of the cell [pixels], and largest change of the radius. */
const SHIFT = 0.4;
const SWELL = 0.05;
/** Standard deviation of the noise on each pixel. */
const GRAIN = 0.015;

type Rgb = readonly [number, number, number];

const PAINT: Readonly<Record<Colour, Rgb>> = {
  red: [0.87, 0.13, 0.13],
  green: [0.18, 0.7, 0.22],
  blue: [0.16, 0.34, 0.95],
  yellow: [0.98, 0.86, 0.15],
  purple: [0.66, 0.25, 0.85],
  turquoise: [0.25, 0.88, 0.85],
  white: [0.97, 0.97, 0.97],
};

const GROUND: Readonly<Record<Background, Rgb>> = {
  black: [0.03, 0.03, 0.04],
  grey: [0.45, 0.45, 0.46],
  brown: [0.33, 0.21, 0.11],
};

/** Paints the scene. */
export function renderScene(
  { background, groups }: Scene,
  random: { uniform(): number; normal(): number },
): Float32Array {
  const picture = new Float32Array(PICTURE_SIDE * PICTURE_SIDE * 3);
  for (let k = 0; k < picture.length; k += 3) picture.set(GROUND[background], k);
  for (const { shape, colour, size, cells } of groups) {
    for (const cell of cells) {
      const around = (spread: number): number => spread * (2 * random.uniform() - 1);
      paint(picture, shape, PAINT[colour], {
        x: CELL_SIDE * (cell.column + 0.5) + around(SHIFT),
        y: CELL_SIDE * (cell.row + 0.5) + around(SHIFT),
        radius: RADII[size] * (1 + around(SWELL)),
      });
    }
  }
  for (let k = 0; k < picture.length; k++) {
    picture[k] = Math.min(1, Math.max(0, picture[k] + GRAIN * random.normal()));
  }
  return picture;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

function paint(picture: Float32Array, shape: Shape, rgb: Rgb, { x, y, radius }: Place): void {
  const reach = Math.ceil(radius) + 1;
  const [left, right] = span(x, reach);
  const [top, bottom] = span(y, reach);
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      let inside = 0;
      for (let i = 0; i < LOOKS * LOOKS; i++) {
        const u = (column + ((i % LOOKS) + 0.5) / LOOKS - x) / radius;
        const v = (row + (Math.floor(i / LOOKS) + 0.5) / LOOKS - y) / radius;
        if (covers(shape, u, v)) inside++;
      }
      const cover = inside / (LOOKS * LOOKS);
      const k = 3 * (row * PICTURE_SIDE + column);
      for (let c = 0; c < 3; c++) picture[k + c] += cover * (rgb[c] - picture[k + c]);
    }
  }
}

const span = (centre: number, reach: number): [number, number] => [
  Math.max(0, Math.floor(centre - reach)),
  Math.min(PICTURE_SIDE, Math.ceil(centre + reach)),
];

/** Corners of a star, outer and inner by turns: radius of the inner ones. */
const STAR_INNER = 0.4;
const STAR_POINTS = 5;

/** Whether the shape of radius 1 covers (u, v); v points downwards. */
function covers(shape: Shape, u: number, v: number): boolean {
  switch (shape) {
    case "circle":
      return u * u + v * v < 1;
    case "ring": {
      const squared = u * u + v * v;
      return squared < 1 && squared > 0.3;
    }
    case "square":
      return Math.max(Math.abs(u), Math.abs(v)) < 0.88;
    case "triangle":
      // From the tip at (0, −1) to the base at v = 0.85.
      return v < 0.85 && Math.abs(u) < (1.05 * (v + 1)) / 1.85;
    case "cross":
      return Math.max(Math.abs(u), Math.abs(v)) < 1 && Math.min(Math.abs(u), Math.abs(v)) < 0.3;
    case "star":
      return inStar(u, v);
    default:
      return unreachable(shape);
  }
}

/** Within one of the ten triangles of a five-pointed star, its first point upwards. */
function inStar(u: number, v: number): boolean {
  const sector = Math.PI / STAR_POINTS;
  const turned = Math.atan2(u, -v) + 2 * Math.PI;
  const angle = turned % (2 * sector);
  const fromPoint = Math.min(angle, 2 * sector - angle);
  // The edge from the point (1, 0) to the inner corner (r cos α, r sin α), in polar form.
  const [x, y] = [STAR_INNER * Math.cos(sector), STAR_INNER * Math.sin(sector)];
  const edge = y / (y * Math.cos(fromPoint) + (1 - x) * Math.sin(fromPoint));
  return Math.hypot(u, v) < 1.08 * edge;
}

function unreachable(value: never): never {
  throw new Error(`no such shape: ${value}`);
}
