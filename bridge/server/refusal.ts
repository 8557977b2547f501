import type { z } from "zod";
import { ClientMessage } from "../protocol/client-message.ts";

type Issue = z.ZodError["issues"][number];

/** No more of a client's words than this comes back in a sentence. */
const ECHO_CHARS_MAX = 60;

/** The message in `text`, or one sentence that says what is wrong with it. */
export function readMessage(text: string): ClientMessage | string {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return `Expected a JSON object, found text that is not JSON: ${quote(text)}.`;
  }
  const parsed = ClientMessage.safeParse(input);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  return first === undefined ? "Expected a message of the protocol." : sentence(first, input);
}

/** `text` in quotation marks, cut short and free of control characters. */
export function quote(text: string): string {
  const cut = text.length > ECHO_CHARS_MAX;
  return JSON.stringify(cut ? `${text.slice(0, ECHO_CHARS_MAX)}…` : text);
}

function sentence(issue: Issue, input: unknown): string {
  if (issue.path.length === 0 && issue.code === "invalid_type") {
    return `Expected a JSON object with an "op", found ${named(input)}.`;
  }
  const op = valueAt(input, ["op"]);
  const found = valueAt(input, issue.path);
  const field = `"${dotted(issue.path)}"${issue.path[0] === "op" ? "" : ` of ${String(op)}`}`;
  switch (issue.code) {
    case "invalid_union":
      return `Expected "op" to be ${oneOf(operations)}, found ${named(found)}.`;
    case "invalid_value":
      return `Expected ${field} to be ${oneOf(issue.values.map(String))}, found ${named(found)}.`;
    case "invalid_type":
      return `Expected ${field} to be ${kindOf(issue.expected)}, found ${named(found)}.`;
    case "too_small":
      return `Expected ${field} to ${bound(issue.origin)} at least ${issue.minimum}, found ${sized(found)}.`;
    case "too_big":
      return `Expected ${field} to ${bound(issue.origin)} at most ${issue.maximum}, found ${sized(found)}.`;
    case "not_multiple_of":
      return `Expected ${field} to be a multiple of ${issue.divisor}, found ${named(found)}.`;
    case "unrecognized_keys":
      return `Expected only the fields that belong to ${String(op)}, found ${quote(issue.keys[0] ?? "")} too.`;
    default:
      return `Expected ${field} as the protocol has it, found ${named(found)}.`;
  }
}

const operations = ClientMessage.options.map((option) => option.shape.op.value);

const oneOf = (names: readonly string[]): string =>
  `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;

const bound = (origin: string): string => (origin === "array" ? "have a length of" : "be");

function kindOf(expected: string): string {
  if (expected === "int") return "a whole number";
  if (expected === "tuple") return "a pair of numbers";
  return /^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function dotted(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

/** Never looks into an object: one nested deep enough would exhaust the stack of a printer. */
function named(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `an array of length ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

const sized = (value: unknown): string =>
  Array.isArray(value) ? String(value.length) : named(value);
