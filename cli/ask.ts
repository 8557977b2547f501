/**
 * Questions to whoever sits at the terminal, on stderr: stdout is for results.
 */
import { createInterface } from "node:readline/promises";
import { UserError } from "./user-error.ts";

export const someoneIsThere = (): boolean => process.stdin.isTTY === true;

/** The answer, trimmed. Throws a UserError with what to do instead where there is nobody to ask, or who says nothing. */
export async function ask(question: string, instead: string): Promise<string> {
  if (!someoneIsThere()) throw new UserError(instead, 2);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const gone = new AbortController();
  terminal.once("close", () => gone.abort());
  terminal.once("SIGINT", () => terminal.close());
  try {
    return (await terminal.question(question, { signal: gone.signal })).trim();
  } catch (cause) {
    if (gone.signal.aborted) throw new UserError("Nothing was answered, so nothing was done.");
    throw cause;
  } finally {
    terminal.close();
  }
}

/** Whether the answer is yes. */
export const agreed = async (question: string, instead: string): Promise<boolean> =>
  /^y(es)?$/i.test(await ask(`${question} [y/N] `, instead));
