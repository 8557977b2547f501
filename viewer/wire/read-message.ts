/** Reads what the server says in text. A newer server may say more than this page knows. */
import { ServerMessage } from "../../bridge/protocol/server-message.ts";

const operations = new Set<unknown>(ServerMessage.options.map((option) => option.shape.op.value));

/** The message in `text`; undefined if this page has no use for it; a sentence if it cannot read it. */
export function readMessage(text: string): ServerMessage | string | undefined {
  const said = parseJson(text);
  if (typeof said !== "object" || said === null || !("op" in said)) {
    return "What the server said is no message of the protocol.";
  }
  if (!operations.has(said.op)) return undefined;
  const parsed = ServerMessage.safeParse(said);
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path.join(".") ?? "";
  return `This page cannot read "${field}" of the server’s ${String(said.op)}; reloading may help.`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
