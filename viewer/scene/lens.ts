/**
 * The camera as numbers: where it looks from, and how the plane and the screen map onto each other.
 *
 * The plane is z = 0, z towards the viewer. The camera looks at `focus` from `distance`, turned by
 * R = Rz(azimuth) Rx(tilt): tilt 0 is the view from straight above. Lengths in m, angles in rad,
 * screen in CSS pixels from the top left corner.
 */
export interface Lens {
  focusX: number;
  focusY: number;
  azimuth: number;
  tilt: number;
  distance: number;
}

export interface Screen {
  readonly width: number;
  readonly height: number;
}

/** Mutable, so that the render loop need not allocate. */
export interface Spot {
  x: number;
  y: number;
}

/** Vertical field of view [rad]: a long lens, for depth without much distortion. */
export const FIELD_OF_VIEW = 0.42;
const SLOPE = Math.tan(FIELD_OF_VIEW / 2);

/** out ← the pixel at which the point (x, y, z) is seen. */
export function toScreen(
  out: Spot,
  [x, y, z]: readonly [number, number, number],
  lens: Lens,
  screen: Screen,
): Spot {
  const dx = x - lens.focusX;
  const dy = y - lens.focusY;
  const cosA = Math.cos(lens.azimuth);
  const sinA = Math.sin(lens.azimuth);
  const cosT = Math.cos(lens.tilt);
  const sinT = Math.sin(lens.tilt);
  const right = cosA * dx + sinA * dy;
  const ahead = cosA * dy - sinA * dx;
  const up = cosT * ahead + sinT * z;
  const depth = lens.distance - (cosT * z - sinT * ahead);
  const scale = screen.height / (2 * SLOPE * depth);
  out.x = screen.width / 2 + scale * right;
  out.y = screen.height / 2 - scale * up;
  return out;
}

/** out ← the point of the plane z = 0 that is seen at the pixel (x, y). */
export function toPlane(out: Spot, x: number, y: number, lens: Lens, screen: Screen): Spot {
  const u = ((x - screen.width / 2) * 2 * SLOPE) / screen.height;
  const v = ((screen.height / 2 - y) * 2 * SLOPE) / screen.height;
  const cosT = Math.cos(lens.tilt);
  const sinT = Math.sin(lens.tilt);
  // v (d + sinT a) = cosT a, solved for a
  const ahead = (v * lens.distance) / Math.max(1e-3, cosT - v * sinT);
  const right = u * (lens.distance + sinT * ahead);
  const cosA = Math.cos(lens.azimuth);
  const sinA = Math.sin(lens.azimuth);
  out.x = lens.focusX + cosA * right - sinA * ahead;
  out.y = lens.focusY + sinA * right + cosA * ahead;
  return out;
}

/** A rectangle of the plane and the bare margin around its picture [CSS pixels]. */
export interface Subject {
  readonly left: number;
  readonly right: number;
  readonly near: number;
  readonly far: number;
}
export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Moves `lens` so that the whole of `subject` is seen, centred, inside the margins. */
export function frameSubject(
  lens: Lens,
  { left, right, near, far }: Subject,
  margins: Margins,
  screen: Screen,
): void {
  lens.focusX = (left + right) / 2;
  lens.focusY = (near + far) / 2;
  const width = Math.max(40, screen.width - margins.left - margins.right);
  const height = Math.max(40, screen.height - margins.top - margins.bottom);
  const corner: Spot = { x: 0, y: 0 };
  // Each round corrects scale and centre by what is seen; perspective is mild, so a few suffice.
  for (let round = 0; round < 8; round++) {
    let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
    for (const x of [left, right]) {
      for (const y of [near, far]) {
        toScreen(corner, [x, y, 0], lens, screen);
        x0 = Math.min(x0, corner.x);
        x1 = Math.max(x1, corner.x);
        y0 = Math.min(y0, corner.y);
        y1 = Math.max(y1, corner.y);
      }
    }
    const grow = Math.max((x1 - x0) / width, (y1 - y0) / height);
    const pixelsToMetres = (2 * SLOPE * lens.distance) / screen.height;
    const cosA = Math.cos(lens.azimuth);
    const sinA = Math.sin(lens.azimuth);
    const shiftRight = ((x0 + x1) / 2 - (margins.left + width / 2)) * pixelsToMetres;
    const shiftAhead =
      ((margins.top + height / 2 - (y0 + y1) / 2) * pixelsToMetres) / Math.cos(lens.tilt);
    lens.focusX += cosA * shiftRight - sinA * shiftAhead;
    lens.focusY += sinA * shiftRight + cosA * shiftAhead;
    lens.distance *= grow;
  }
}
