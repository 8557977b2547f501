/**
 * What of the plotter goes over plain HTTP: drawings, which are too large for messages, and what a page that comes
 * late has missed.
 *
 *   POST /drawing?name=cat.svg    the bytes of a file; answered when it is planned and waits
 *   GET  /plan?id=3               lines of the plan (line-bundle.ts)
 *   GET  /expected?id=3           ink that is expected of it: f32 × (x, y, distance from the wish), NaN between lines
 *   GET  /ink                     all ink on the sheet: f32 × (x, y, pen), little-endian
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerText } from "../../../bridge/server/answer.ts";
import type { QueueDesk } from "../queue/queue-desk.ts";
import type { InkSheet } from "./ink-sheet.ts";
import type { Planner } from "./planner.ts";

/** Of a drawing over the wire. */
export const DRAWING_BYTES_MAX = 8 * 1024 * 1024;
const NAME_CHARS_MAX = 80;

export function drawingHttp(planner: Planner, queue: QueueDesk, ink: InkSheet) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (request.method === "POST" && pathname === "/drawing") {
      void take(request, response, searchParams.get("name") ?? "the drawing");
      return true;
    }
    if (request.method !== "GET") return false;
    if (pathname === "/plan") {
      const { plan } = queue;
      if (plan && searchParams.get("id") === String(plan.id)) answerBytes(response, plan.lines);
      else answerText(response, 404, "This is not the plan that is proposed now.");
      return true;
    }
    if (pathname === "/expected") {
      const { plan } = queue;
      if (plan?.expected && searchParams.get("id") === String(plan.id)) {
        answerBytes(response, new Uint8Array(plan.expected.points.buffer));
      } else
        answerText(response, 404, "Nothing is expected of this plan, or another is proposed now.");
      return true;
    }
    if (pathname === "/ink") {
      answerBytes(response, new Uint8Array(ink.since(0, ink.count).buffer));
      return true;
    }
    return false;
  };

  async function take(request: IncomingMessage, response: ServerResponse, given: string) {
    const name = printable(given).slice(0, NAME_CHARS_MAX);
    const bytes = await receive(request);
    if (bytes === "gone") return;
    if (bytes === "too large") {
      response.setHeader("Connection", "close");
      const most = DRAWING_BYTES_MAX / 2 ** 20;
      answerText(response, 413, `Expected a drawing of at most ${most} MiB, found more.`);
      return;
    }
    if (planner.isBusy) {
      answerText(response, 503, "Many drawings are being planned; try again when they are done.");
      return;
    }
    const added = await queue.add(name, bytes);
    if (typeof added === "string") {
      answerText(response, 422, added);
      return;
    }
    response.writeHead(200, { "Content-Type": "application/json", "Cache-Control": "no-store" });
    response.end(JSON.stringify(added));
  }
}

/** The body, unless it is too large, or its sender leaves. */
async function receive(request: IncomingMessage): Promise<Uint8Array | "too large" | "gone"> {
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of request) {
      size += piece.length;
      if (size > DRAWING_BYTES_MAX) return "too large";
      pieces.push(piece);
    }
  } catch {
    return "gone";
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function answerBytes(response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200, {
    "Content-Type": "application/octet-stream",
    "Cache-Control": "no-store",
  });
  response.end(bytes);
}

const printable = (text: string): string => text.replaceAll(/\p{C}/gu, "");
