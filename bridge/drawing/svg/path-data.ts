/**
 * The `d` of a path, read by svg-path-commander, one stretch from M to M at a time so that long paths
 * take no more memory than short ones.
 *
 * A path with a mistake is drawn up to the mistake, as SVG asks for (SVG 2, section 9.5.4).
 */
import SVGPathCommander from "svg-path-commander";
import type { Count } from "../bounds.ts";
import { SUBPATH_CHARACTERS_MAX } from "../bounds.ts";
import { DrawingError } from "../drawing-error.ts";
import type { Tracer } from "../outline.ts";
import { traceArc } from "./arc.ts";

type Segments = ReturnType<typeof SVGPathCommander.normalizePath>;

/** Traces path data; returns false where a part had to be left out. */
export function tracePath(data: string, tracer: Tracer, segments: Count): boolean {
  // An absolute M depends on nothing that came before it.
  for (const stretch of data.split(/(?=M)/)) {
    if (stretch.length > SUBPATH_CHARACTERS_MAX) {
      throw new DrawingError(
        `a path goes on for ${stretch.length} characters without an M; at most ${SUBPATH_CHARACTERS_MAX} can be read at once`,
      );
    }
    const { read, whole } = readAsFarAsPossible(stretch);
    segments.add(read.length);
    trace(read, tracer);
    if (!whole || tracer.broken) return false;
  }
  return true;
}

/** How often a mistake is cut away before a path is given up. */
const CUTS = 8;

function readAsFarAsPossible(text: string): { read: Segments; whole: boolean } {
  let rest = text.trim();
  for (let cut = 0; cut < CUTS && rest !== ""; cut++) {
    try {
      return { read: SVGPathCommander.normalizePath(rest), whole: cut === 0 };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      const at = Number(error.message.match(/at index (\d+)/)?.[1] ?? 0);
      // Up to the mistake; and where what is left ends too early, less its last number or letter.
      rest = rest.slice(0, Math.min(at, rest.length)).trimEnd();
      if (cut > 0) rest = rest.replace(/(?:[-+]?[\d.]+(?:e[-+]?\d*)?|[a-z])[\s,]*$/i, "");
    }
  }
  return { read: noSegments, whole: text.trim() === "" };
}

const noSegments = SVGPathCommander.normalizePath("");

function trace(read: Segments, tracer: Tracer): void {
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  for (const segment of read) {
    switch (segment[0]) {
      case "M":
        [, x, y] = segment;
        [startX, startY] = [x, y];
        tracer.moveTo(x, y);
        break;
      case "L":
        [, x, y] = segment;
        tracer.lineTo(x, y);
        break;
      case "C":
        tracer.cubicTo(segment[1], segment[2], segment[3], segment[4], segment[5], segment[6]);
        [x, y] = [segment[5], segment[6]];
        break;
      case "Q": {
        // The same curve as a cubic: its handles are two thirds of the way to the control point.
        const [, cx, cy, endX, endY] = segment;
        const toward = (from: number, control: number): number => from + (2 * (control - from)) / 3;
        tracer.cubicTo(
          toward(x, cx),
          toward(y, cy),
          toward(endX, cx),
          toward(endY, cy),
          endX,
          endY,
        );
        [x, y] = [endX, endY];
        break;
      }
      case "A": {
        const [, rx, ry, tilt, large, sweep, endX, endY] = segment;
        traceArc(tracer, { from: [x, y], to: [endX, endY], rx, ry, tilt, large, sweep });
        [x, y] = [endX, endY];
        break;
      }
      case "Z":
        tracer.close();
        [x, y] = [startX, startY];
        break;
    }
  }
}
