import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ClientMessage, STROKE_POINTS_MAX } from "../../bridge/protocol/client-message.ts";
import { encodeFrame, FRAME_FIELDS, FRAME_OP } from "../../bridge/protocol/frame.ts";
import { TRAIL_POINTS_MAX } from "../../bridge/protocol/frame-layout.ts";
import { MONITOR_RECORDS_MAX, SIGNALS } from "../../bridge/protocol/monitor-frame.ts";
import { PLOTTER_FRAME_FIELDS, PLOTTER_FRAME_OP } from "../../bridge/protocol/plotter-frame.ts";
import { WAITING_MAX } from "../../bridge/protocol/queue-message.ts";
import { ServerMessage } from "../../bridge/protocol/server-message.ts";
import { FRAME_VERSION, SUBPROTOCOL } from "../../bridge/protocol/version.ts";
import { DEFAULT_LIMITS } from "../../bridge/server/limits.ts";
import { QUEUE_BYTES_MAX } from "../../cli/plotter/queue/queue-store.ts";
import { DRAWING_BYTES_MAX } from "../../cli/plotter/show/drawing-http.ts";
import { PLANNING_MAX } from "../../cli/plotter/show/planner.ts";
import { stillFields } from "./fake-loop.ts";

const page = readFileSync(new URL("../../docs/protocol.md", import.meta.url), "utf8");

/** The part of the page under the heading `title`. */
function section(title: string): string {
  const [, text] = page.split(`\n## ${title}\n`);
  if (text === undefined) throw new Error(`docs/protocol.md has no section "${title}"`);
  return text.split("\n## ")[0];
}

const rowsOf = (title: string) =>
  [...section(title).matchAll(/^\| (\d+) \| (\w+) \| `(\w+)` \|/gm)].map(
    ([, offset, type, name]) => ({ offset: Number(offset), type, name }),
  );
const rows = rowsOf("Frames");

describe("the table of the frame", () => {
  test("has every field in its order and place", () => {
    expect(rows.filter(({ offset }) => offset >= 24)).toEqual([
      ...FRAME_FIELDS.map((name, i) => ({ offset: 24 + 4 * i, type: "f32", name })),
      { offset: 24 + 4 * FRAME_FIELDS.length, type: "f32", name: "trail" },
    ]);
  });

  test("is where the encoder writes", () => {
    const trail = Float32Array.of(101, 102, 103, 104, 105, 106);
    const numbered = Object.fromEntries(FRAME_FIELDS.map((name, i) => [name, 40 + i]));
    const bytes = encodeFrame({ ...stillFields, ...numbered, seq: 7, time: 8.5, tick: 9, trail });
    const view = new DataView(bytes.buffer);
    const read: Record<string, (offset: number) => number> = {
      u8: (offset) => view.getUint8(offset),
      u16: (offset) => view.getUint16(offset, true),
      u32: (offset) => view.getUint32(offset, true),
      f32: (offset) => view.getFloat32(offset, true),
      f64: (offset) => view.getFloat64(offset, true),
    };
    expect(
      Object.fromEntries(rows.map(({ offset, type, name }) => [name, read[type](offset)])),
    ).toEqual({
      op: FRAME_OP,
      version: FRAME_VERSION,
      n: 2,
      seq: 7,
      time: 8.5,
      tick: 9,
      ...numbered,
      trail: 101,
    });
    const end = rows.at(-1)?.offset ?? 0;
    expect(page).toContain(
      `The length is ${end} + 12 n bytes; at most ${end + 12 * TRAIL_POINTS_MAX}`,
    );
    expect(bytes).toHaveLength(end + 12 * 2);
  });
});

test("the table of the plotter's frame has every field in its order and place", () => {
  const end = 24 + 4 * PLOTTER_FRAME_FIELDS.length;
  expect(rowsOf("Frames of a plotter")).toEqual([
    ...PLOTTER_FRAME_FIELDS.map((name, i) => ({ offset: 24 + 4 * i, type: "f32", name })),
    { offset: end, type: "f32", name: "trail" },
  ]);
  expect(section("Frames of a plotter")).toContain(
    `with ${PLOTTER_FRAME_OP} for \`op\` and these fields; the length is ${end} + 12 n bytes`,
  );
});

test("the table of the monitor's signals has every one in its order and place", () => {
  const text = section("Frames of the monitor");
  const listed = [...text.matchAll(/^\| (\d+) \| `(\w+)` \|/gm)].map(([, at, name]) => [at, name]);
  expect(listed).toEqual(SIGNALS.map((name, i) => [String(4 * i), name]));
  expect(text).toContain(`signals a record: ${SIGNALS.length}, or 0`);
  expect(text).toContain(`oldest first; at most ${MONITOR_RECORDS_MAX}`);
});

describe.each([
  ["What the client says", ClientMessage],
  ["What the server says", ServerMessage],
])("%s", (title, schema) => {
  const text = section(title);

  test("every op has its heading, and there is no other", () => {
    const ops = schema.options.map((option) => option.shape.op.value);
    expect([...text.matchAll(/^### `(\w+)`$/gm)].map(([, op]) => op).sort()).toEqual(ops.sort());
  });

  test("every op has an example that is valid and shows what it is under", () => {
    for (const part of text.split("\n### ").slice(1)) {
      const [, example] = /```json\n(.*)\n```/.exec(part) ?? [];
      const message = JSON.parse(example);
      expect(part.startsWith(`\`${message.op}\``)).toBe(true);
      expect(schema.parse(message)).toEqual(message);
    }
  });

  test("every field is named", () => {
    for (const option of schema.options) {
      for (const field of Object.keys(option.shape)) {
        expect(field === "op" || text.includes(field === "arm" ? "`arm." : field)).toBe(true);
      }
    }
  });
});

test("the limits are those of the server", () => {
  const text = section("Limits");
  const { maxClients, maxMessageBytes, messagesPerSecond, messageBurst, heartbeatMs } =
    DEFAULT_LIMITS;
  const { strokesPerSecond, strokeBurst } = DEFAULT_LIMITS;
  for (const limit of [
    `| Clients | ${maxClients} |`,
    `${maxMessageBytes} bytes`,
    `${messagesPerSecond} a second, ${messageBurst} at once`,
    `| Strokes | ${strokesPerSecond} a second, ${strokeBurst} at once |`,
    `2…${STROKE_POINTS_MAX}`,
    `every ${heartbeatMs / 1000} s`,
    `| ${DRAWING_BYTES_MAX / 2 ** 20} MiB, ${PLANNING_MAX} planned at a time |`,
    `| ${WAITING_MAX}; ${QUEUE_BYTES_MAX / 2 ** 20} MiB`,
  ]) {
    expect(text).toContain(limit);
  }
  expect(page).toContain(`\`${SUBPROTOCOL}\`, required`);
});
