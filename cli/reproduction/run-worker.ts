import type { LineDrawingResult, LineDrawingRun } from "./line-drawing-run.ts";
import { runLineDrawing } from "./line-drawing-run.ts";

/** What a thread of the pool does: tinypool calls a module's default export. */
// biome-ignore lint/style/noDefaultExport: tinypool's convention
export default (run: LineDrawingRun): LineDrawingResult => runLineDrawing(run);
