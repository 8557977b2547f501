/**
 * The `d` of a path, read by svg-pathdata, one stretch from M to M at a time so that long paths take no
 * more memory than short ones.
 *
 * A path with a mistake is drawn up to the mistake, as SVG asks for (SVG 2, section 9.5.4).
 */
import type { SVGCommand } from "svg-pathdata";
import { SVGPathData, SVGPathDataParser, SVGPathDataTransformer } from "svg-pathdata";
import type { Count } from "../bounds.ts";
import { SUBPATH_CHARACTERS_MAX } from "../bounds.ts";
import { DrawingError } from "../drawing-error.ts";
import type { Tracer } from "../outline.ts";
import { traceArc } from "./arc.ts";

/** Traces path data; returns false where a part had to be left out. */
export function tracePath(data: string, tracer: Tracer, segments: Count): boolean {
  // An absolute M depends on nothing that came before it.
  for (let from = 0; from < data.length; ) {
    const next = data.indexOf("M", from + 1);
    const stretch = data.slice(from, next < 0 ? data.length : next);
    from += stretch.length;
    if (stretch.length > SUBPATH_CHARACTERS_MAX) {
      throw new DrawingError(
        `a path goes on for ${stretch.length} characters without an M; at most ${SUBPATH_CHARACTERS_MAX} can be read at once`,
      );
    }
    const { commands, whole } = readAsFarAsPossible(stretch);
    segments.add(commands.length);
    trace(commands, tracer);
    if (!whole || tracer.broken) return false;
  }
  return true;
}

function readAsFarAsPossible(text: string): { commands: SVGCommand[]; whole: boolean } {
  const commands: SVGCommand[] = [];
  const parser = new SVGPathDataParser();
  let whole = true;
  try {
    parser.parse(text, commands);
    parser.finish(commands);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    whole = false;
  }
  const [first] = commands;
  if (!first) return { commands, whole };
  if (first.type !== SVGPathData.MOVE_TO) return { commands: [], whole: false };
  // Absolute, and in terms of moves, lines, curves, arcs and closings.
  const onlyHV = SVGPathDataTransformer.NORMALIZE_HVZ(false, true, true, false);
  const path = new SVGPathData(commands).toAbs().transform(onlyHV).normalizeST();
  return { commands: path.commands, whole };
}

function trace(commands: readonly SVGCommand[], tracer: Tracer): void {
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  for (const command of commands) {
    switch (command.type) {
      case SVGPathData.MOVE_TO:
        [startX, startY] = [command.x, command.y];
        tracer.moveTo(command.x, command.y);
        break;
      case SVGPathData.LINE_TO:
        tracer.lineTo(command.x, command.y);
        break;
      case SVGPathData.CURVE_TO: {
        const { x1, y1, x2, y2 } = command;
        tracer.cubicTo(x1, y1, x2, y2, command.x, command.y);
        break;
      }
      case SVGPathData.QUAD_TO: {
        // The same curve as a cubic: its handles are two thirds of the way to the control point.
        const { x1, y1 } = command;
        const toward = (from: number, control: number): number => from + (2 * (control - from)) / 3;
        const [ax, ay] = [toward(x, x1), toward(y, y1)];
        const [bx, by] = [toward(command.x, x1), toward(command.y, y1)];
        tracer.cubicTo(ax, ay, bx, by, command.x, command.y);
        break;
      }
      case SVGPathData.ARC: {
        const { rX: rx, rY: ry, xRot: tilt, lArcFlag: large, sweepFlag: sweep } = command;
        traceArc(tracer, { from: [x, y], to: [command.x, command.y], rx, ry, tilt, large, sweep });
        break;
      }
      case SVGPathData.CLOSE_PATH:
        tracer.close();
        [x, y] = [startX, startY];
        break;
    }
    if ("x" in command && "y" in command) [x, y] = [command.x, command.y];
  }
}
