/** Where the time goes between something that happens to the arm and its picture on the screen. */
import { formatMicros } from "../hud/badge.ts";
import { colours, FONT } from "./colours.ts";
import { fitCanvas } from "./fit-canvas.ts";

export interface Step {
  readonly name: string;
  readonly ms: number;
  readonly colour: string;
}

const NAMES = 108;
const VALUES = 62;
const ROW_MAX = 24;

/** Draws one bar for each step, each beginning where the one before ends. */
export function drawWaterfall(canvas: HTMLCanvasElement, steps: readonly Step[]): void {
  const sheet = fitCanvas(canvas);
  if (sheet === undefined || steps.length === 0) return;
  const { context, width, height } = sheet;
  const total = steps.reduce((sum, { ms }) => sum + known(ms), 0);
  const row = Math.min(ROW_MAX, height / (steps.length + 1));
  const scale = (width - NAMES - VALUES) / Math.max(1e-6, total);
  context.textBaseline = "middle";
  let x = NAMES;
  steps.forEach(({ name, ms, colour }, i) => {
    const y = i * row;
    const wide = Math.max(2, known(ms) * scale);
    context.fillStyle = colours.grid;
    context.fillRect(NAMES, y + row / 2 - 0.5, width - NAMES - VALUES, 1);
    context.fillStyle = colour;
    context.beginPath();
    context.roundRect(x, y + 0.18 * row, wide, 0.64 * row, 2);
    context.fill();
    write(context, name, 0, y + row / 2, colours.muted, "left");
    write(context, formatMicros(1000 * ms), width, y + row / 2, colours.text, "right");
    x += known(ms) * scale;
  });
  const y = steps.length * row + row / 2;
  write(context, "Altogether", 0, y, colours.text, "left", 600);
  write(context, formatMicros(1000 * total), width, y, colours.text, "right", 600);
}

/** In words, for those who cannot see it. */
export const describeWaterfall = (steps: readonly Step[]): string =>
  steps.map(({ name, ms }) => `${name} ${formatMicros(1000 * ms)}`).join(", ");

const known = (ms: number): number => (Number.isFinite(ms) ? Math.max(0, ms) : 0);

function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  align: CanvasTextAlign,
  weight = 450,
): void {
  context.font = `${weight} 11.5px ${FONT}`;
  context.fillStyle = colour;
  context.textAlign = align;
  context.fillText(text, x, y);
}
