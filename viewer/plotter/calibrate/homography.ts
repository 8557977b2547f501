/**
 * From places in a picture of a sheet to places on the sheet.
 *
 *   (x, y) ~ H (u, v, 1)          H [3 × 3], row-major
 *
 * A photo of a plane is a homography of it: eight numbers, which four points fix. Each set of four points is the picture of a
 * basis (Heckbert 1989, Fundamentals of texture mapping, 2.2.3):
 *
 *   B = [λ₁p₁ λ₂p₂ λ₃p₃]     with λ so that p₄ = λ₁p₁ + λ₂p₂ + λ₃p₃          H = B_to adj(B_from)
 *
 * A scan has no perspective and one scale: a similarity, four numbers, which two points fix. In the picture v points down and
 * on the sheet y away from the machine, so it turns the plane over: with w = x + iy and z = u + iv,
 *
 *   w = a z̄ + b
 */

export type Place = readonly [number, number];
export type Homography = readonly number[];

/** Undefined where three of the four are in a line, or the order is another in the picture than on the sheet. */
export function homographyOf(
  picture: readonly Place[],
  sheet: readonly Place[],
): Homography | undefined {
  for (let left = 0; left < 4; left++) {
    const three = (places: readonly Place[]): Place[] => places.filter((_, i) => i !== left);
    // Also for a mirror image, which no camera takes: with v down, what goes left about goes right about.
    if (!(turn(three(picture)) * turn(three(sheet)) < 0)) return undefined;
  }
  const from = basisOf(picture);
  const to = basisOf(sheet);
  return from && to && scaled(product(to, adjugate(from)));
}

/** Undefined where two points are in one place. */
export function similarityOf(
  [p1, p2]: readonly Place[],
  [s1, s2]: readonly Place[],
): Homography | undefined {
  if (!(p1 && p2 && s1 && s2)) return undefined;
  const [u, v] = [p2[0] - p1[0], p2[1] - p1[1]];
  const [x, y] = [s2[0] - s1[0], s2[1] - s1[1]];
  const square = u * u + v * v;
  if (square === 0 || (x === 0 && y === 0)) return undefined;
  // a = (x + iy) / (u − iv)
  const re = (x * u - y * v) / square;
  const im = (x * v + y * u) / square;
  return [
    ...[re, im, s1[0] - re * p1[0] - im * p1[1]],
    ...[im, -re, s1[1] - im * p1[0] + re * p1[1]],
    ...[0, 0, 1],
  ];
}

/** Where (u, v) goes. */
export function apply(H: Homography, u: number, v: number): [number, number] {
  const row = (i: number): number => at(H, 3 * i) * u + at(H, 3 * i + 1) * v + at(H, 3 * i + 2);
  const w = row(2);
  return [row(0) / w, row(1) / w];
}

/** The way back. */
export const inverse = (H: Homography): Homography => scaled(adjugate(H));

/** Twice the area of a triangle; negative where it goes right about. */
const turn = ([a, b, c]: readonly Place[]): number =>
  a && b && c ? (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) : Number.NaN;

function basisOf([p1, p2, p3, p4]: readonly Place[]): Homography | undefined {
  if (!(p1 && p2 && p3 && p4)) return undefined;
  const columns = [p1[0], p2[0], p3[0], p1[1], p2[1], p3[1], 1, 1, 1];
  const way = adjugate(columns);
  const lambda = [0, 3, 6].map((k) => at(way, k) * p4[0] + at(way, k + 1) * p4[1] + at(way, k + 2));
  return columns.map((value, k) => value * at(lambda, k % 3));
}

function product(A: Homography, B: Homography): Homography {
  return A.map((_, k) => {
    const [row, column] = [3 * Math.floor(k / 3), k % 3];
    return (
      at(A, row) * at(B, column) +
      at(A, row + 1) * at(B, column + 3) +
      at(A, row + 2) * at(B, column + 6)
    );
  });
}

function adjugate(A: Homography): Homography {
  const minor = (i: number, j: number, k: number, l: number): number =>
    at(A, i) * at(A, l) - at(A, j) * at(A, k);
  return [
    ...[minor(4, 5, 7, 8), -minor(1, 2, 7, 8), minor(1, 2, 4, 5)],
    ...[-minor(3, 5, 6, 8), minor(0, 2, 6, 8), -minor(0, 2, 3, 5)],
    ...[minor(3, 4, 6, 7), -minor(0, 1, 6, 7), minor(0, 1, 3, 4)],
  ];
}

/** A homography is the same whatever it is multiplied with. */
function scaled(A: Homography): Homography {
  const largest = Math.max(...A.map(Math.abs));
  return A.map((value) => value / largest);
}

const at = (A: readonly number[], k: number): number => A[k] ?? Number.NaN;
