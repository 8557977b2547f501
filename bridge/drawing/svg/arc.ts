/**
 * The arc command of a path, from its end points to its centre (SVG 2, appendix B.2.4).
 *
 * In coordinates in which the ellipse is the unit circle and the chord has half-length h, the centre is
 * √(1 − h²) from the middle of the chord, on the side that the two flags choose. Radii that are too
 * small for the chord are enlarged until h = 1.
 */
import type { Tracer } from "../outline.ts";

interface EndpointArc {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly rx: number;
  readonly ry: number;
  /** Of the ellipse's x-axis [degrees]. */
  readonly tilt: number;
  readonly large: number;
  readonly sweep: number;
}

export function traceArc(
  tracer: Tracer,
  { from, to, tilt, large, sweep, ...radii }: EndpointArc,
): void {
  const [x0, y0] = from;
  const [x1, y1] = to;
  let rx = Math.abs(radii.rx);
  let ry = Math.abs(radii.ry);
  if (x0 === x1 && y0 === y1) return;
  if (rx === 0 || ry === 0) {
    tracer.lineTo(x1, y1);
    return;
  }
  const cos = Math.cos((tilt * Math.PI) / 180);
  const sin = Math.sin((tilt * Math.PI) / 180);
  // Half the chord, on the unit circle.
  const dx = (x1 - x0) / 2;
  const dy = (y1 - y0) / 2;
  let hx = (cos * dx + sin * dy) / rx;
  let hy = (-sin * dx + cos * dy) / ry;
  const h = Math.hypot(hx, hy);
  if (h > 1) {
    rx *= h;
    ry *= h;
    hx /= h;
    hy /= h;
  }
  const side = Boolean(large) === Boolean(sweep) ? 1 : -1;
  const away = side * Math.sqrt(Math.max(0, 1 / Math.min(1, h) ** 2 - 1));
  // From the middle of the chord to the centre, at a right angle to it.
  const [mx, my] = [away * hy, -away * hx];

  const t0 = Math.atan2(-hy - my, -hx - mx);
  let turn = Math.atan2(hy - my, hx - mx) - t0;
  if (sweep && turn < 0) turn += 2 * Math.PI;
  if (!sweep && turn > 0) turn -= 2 * Math.PI;

  const u = [rx * cos, rx * sin] as const;
  const v = [-ry * sin, ry * cos] as const;
  const centre = [
    (x0 + x1) / 2 + mx * u[0] + my * v[0],
    (y0 + y1) / 2 + mx * u[1] + my * v[1],
  ] as const;
  tracer.arcTo(centre, u, v, [t0, t0 + turn], to);
}
