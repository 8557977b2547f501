/**
 * The circle that the shipped brain was trained to work in: 30 cm across, 42 cm in front of the
 * shoulder, where the Li–Todorov arm reaches every point with both joints well inside their range.
 */
export const WORKSPACE = { centre: [0, 0.42], radius: 0.15 } as const;

/** The point of the circle nearest to (x, y). */
export function clipToWorkspace(x: number, y: number): [number, number] {
  const [cx, cy] = WORKSPACE.centre;
  const distance = Math.hypot(x - cx, y - cy);
  const part = distance > WORKSPACE.radius ? WORKSPACE.radius / distance : 1;
  return [cx + part * (x - cx), cy + part * (y - cy)];
}

/** A point of the circle, evenly drawn. */
export function anywhere(
  uniform: () => number,
  radius: number = WORKSPACE.radius,
): [number, number] {
  const r = radius * Math.sqrt(uniform());
  const angle = 2 * Math.PI * uniform();
  return [WORKSPACE.centre[0] + r * Math.cos(angle), WORKSPACE.centre[1] + r * Math.sin(angle)];
}
