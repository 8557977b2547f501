import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { purkinje } from "../support/command.ts";

test("what is learnt is kept beside the machine's file, can be forgotten, and compared", async () => {
  const machine = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.json");
  const plan = { format: "purkinje machine", version: 1, linkage: "brachiograph" };
  writeFileSync(machine, JSON.stringify({ ...plan, potentiometers: ["A0", "A1"] }));
  const learned = machine.replace(".json", ".learned.json");
  const none = await purkinje("learned", "--machine", machine);
  expect(none.stderr).toContain("Nothing was learnt");

  const draw = ["draw", "--text", "i", "--paper", "20x20@-45,80", "--machine", machine];
  expect((await purkinje(...draw, "--plant", "twin", "--virtual")).code).toBe(0);
  expect(existsSync(learned)).toBe(true);
  await purkinje(...draw, "--plant", "twin", "--virtual", "--seed", "2", "--reset-learned");
  const { stdout } = await purkinje(
    ...["learned", "--machine", machine, "--against", `${learned}.old`, "--json"],
  );
  const rows: { added: number; against: number }[] = JSON.parse(stdout);
  expect(rows).toHaveLength(20);
  expect(rows.some(({ added, against }) => Math.abs(added - against) > 0.1)).toBe(true);
});
