/**
 * How long each stage takes: a histogram each, below each other over one logarithmic axis of time.
 * Heights are square roots of counts: the one tick in a thousand that was slow shows as well.
 */
import type { StageHistogram } from "../../bridge/protocol/monitor-message.ts";
import { formatMicros } from "../hud/badge.ts";
import { colours, FONT } from "./colours.ts";
import { fitCanvas } from "./fit-canvas.ts";

const NAMES = 64;
/** Three columns of numbers, and room between them and the last label of the axis. */
const VALUE = 56;
const VALUES = 3 * VALUE + 24;
const AXIS = 18;
/** The axis, in powers of ten of a microsecond. */
const LEAST = 0;
const MOST = 5;

export const STAGE_NAMES: Readonly<Record<StageHistogram["stage"], string>> = {
  late: "Late",
  tick: "Tick",
  sense: "Sense",
  predict: "Predict",
  decide: "Decide",
  act: "Act",
  learn: "Learn",
};

const STAGE_COLOURS: Readonly<Record<StageHistogram["stage"], string>> = {
  late: colours.lesion,
  tick: colours.hand,
  sense: colours.senses,
  predict: colours.cerebellum,
  decide: colours.elbow,
  act: colours.wire,
  learn: colours.olive,
};

/** Share of the axis at which `micros` lies, 0…1. */
export function axisShare(micros: number): number {
  const power = Math.log10(Math.max(1, micros));
  return Math.min(1, Math.max(0, (power - LEAST) / (MOST - LEAST)));
}

export function drawRidges(canvas: HTMLCanvasElement, stages: readonly StageHistogram[]): void {
  const sheet = fitCanvas(canvas);
  if (sheet === undefined) return;
  const { context, width, height } = sheet;
  const write = writer(context);
  if (stages.length === 0) {
    write("No stage has been measured yet.", 0, 12, colours.faint, "left");
    return;
  }
  const wide = width - NAMES - VALUES;
  const x = (micros: number): number => NAMES + wide * axisShare(micros);
  const row = (height - AXIS) / (stages.length + 0.4);
  for (let power = LEAST; power <= MOST; power++) {
    const at = x(10 ** power);
    context.fillStyle = colours.grid;
    context.fillRect(at, 0, 1, height - AXIS);
    write(formatMicros(10 ** power), at, height - 7, colours.faint, "center");
  }
  ["median", "p99", "worst"].forEach((name, i) => {
    write(name, width - VALUE * (2 - i), height - 7, colours.faint, "right");
  });
  stages.forEach((stage, i) => {
    const base = (i + 1.2) * row;
    ridge(context, stage, x, base, 1.05 * row);
    write(STAGE_NAMES[stage.stage], 0, base - 0.3 * row, colours.muted, "left");
    [stage.p50, stage.p99, stage.max].forEach((micros, k) => {
      const text = formatMicros(micros);
      write(text, width - VALUE * (2 - k), base - 0.3 * row, colours.text, "right");
    });
  });
}

function ridge(
  context: CanvasRenderingContext2D,
  { stage, bins, p50, p99 }: StageHistogram,
  x: (micros: number) => number,
  base: number,
  tall: number,
): void {
  const colour = STAGE_COLOURS[stage];
  const most = Math.sqrt(Math.max(1, ...bins.map(([, count]) => count)));
  context.beginPath();
  context.moveTo(x(bins[0]?.[0] ?? 1), base);
  bins.forEach(([bound, count], i) => {
    const y = base - (0.92 * tall * Math.sqrt(count)) / most;
    context.lineTo(x(bound), y);
    context.lineTo(x(bins[i + 1]?.[0] ?? 1.1 * bound), y);
  });
  const last = bins.at(-1)?.[0] ?? 1;
  context.lineTo(x(1.1 * last), base);
  context.closePath();
  context.fillStyle = colours.panel;
  context.fill();
  context.globalAlpha = 0.28;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
  context.strokeStyle = colour;
  context.lineWidth = 1.2;
  context.stroke();
  context.fillRect(x(p50), base - 0.45 * tall, 1.5, 0.45 * tall);
  context.fillRect(x(p99), base - 0.25 * tall, 1.5, 0.25 * tall);
}

const writer =
  (context: CanvasRenderingContext2D) =>
  (text: string, x: number, y: number, colour: string, align: CanvasTextAlign): void => {
    context.font = `450 11px ${FONT}`;
    context.textBaseline = "middle";
    context.fillStyle = colour;
    context.textAlign = align;
    context.fillText(text, x, y);
  };
