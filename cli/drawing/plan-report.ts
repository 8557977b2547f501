/**
 * A plan in figures, for people and for programs.
 */
import type { Plan } from "../../bridge/drawing/plan-drawing.ts";

export function planReport({ job, layers, scale, warnings }: Plan): Record<string, unknown> {
  return {
    strokes: job.strokes.length,
    points: job.strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0),
    inkMm: round(1000 * job.ink, 1),
    travelMm: round(1000 * job.air, 1),
    estimateSeconds: round(job.seconds, 2),
    setpoints: Math.round(job.seconds / job.settings.period) + 1,
    scale: round(scale, 4),
    layers: layers.map(({ name, colour, strokes, ink }) => ({
      name,
      colour: colour ?? null,
      strokes,
      inkMm: round(1000 * ink, 1),
    })),
    warnings,
  };
}

export function describePlan({ job, layers, warnings }: Plan): string {
  const named =
    layers.length > 1
      ? `\n${layers.map(({ name, strokes }) => `  ${name}: ${count(strokes)}`).join("\n")}`
      : "";
  return [
    ...warnings.map((warning) => `note: ${warning}\n`),
    `${count(job.strokes.length)}, ${centimetres(job.ink)} of ink, ${centimetres(job.air)} in the air, ${duration(job.seconds)}${named}\n`,
  ].join("");
}

const count = (strokes: number): string => `${strokes} ${strokes === 1 ? "stroke" : "strokes"}`;

const centimetres = (metres: number): string => `${(100 * metres).toFixed(0)} cm`;

export const duration = (seconds: number): string =>
  seconds < 90
    ? `${seconds.toFixed(0)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
