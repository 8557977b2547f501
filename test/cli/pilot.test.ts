import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { apart } from "../support/command.ts";

test("a main thread that is busy for seconds does not stop the arm", {
  timeout: 120_000,
}, async () => {
  const program = fileURLToPath(new URL("pilot-under-load.mjs", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env: apart() });
  const { fault, blocked } = JSON.parse(stdout);
  expect(fault).toBeUndefined();
  expect(blocked).toBeGreaterThanOrEqual(2);
});
