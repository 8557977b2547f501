import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { readJournal } from "../../cli/plotter/journal.ts";
import { purkinje, start } from "../support/command.ts";
import { inTerminal } from "../support/terminal.ts";

/** A machine with potentiometers, in a folder of its own, and a drawing of three lines of 1 cm. */
function desk() {
  const folder = mkdtempSync(join(tmpdir(), "purkinje-"));
  const machine = join(folder, "desk.json");
  const plan = { format: "purkinje machine", version: 1, linkage: "brachiograph" };
  writeFileSync(machine, JSON.stringify({ ...plan, potentiometers: ["A0", "A1"] }));
  const drawing = join(folder, "lines.json");
  writeFileSync(
    drawing,
    JSON.stringify(
      [0, 3, 6].map((y) => [
        [0, y],
        [10, y],
      ]),
    ),
  );
  const args = ["draw", drawing, "--actual-size", "--machine", machine, "--plant", "twin"];
  return { folder, drawing, args, journal: join(folder, "desk.journal") };
}

describe("drawing by the clock", () => {
  test("takes orders from the keyboard, and cancels with the pen up", async () => {
    const { args, journal } = desk();
    const command = inTerminal(args);
    onTestFinished(() => command.kill());
    await command.says(/keys: space pause/);
    await command.says(/stroke 1\/3/);
    command.press(" ");
    await command.says(/paused/);
    command.press("+]\x1b[A");
    await command.says(/speed × 1.25 \| pen \+5 %/);
    expect(readJournal(journal)?.at.done).toBeGreaterThan(0);
    command.press("c");
    expect(await command.finished).toContain("the job was cancelled");
    expect(existsSync(journal)).toBe(false);
  });

  test("killed, goes on at the stroke that was under way when it is asked to", async () => {
    const { args, journal, drawing, folder } = desk();
    const killed = start(...args);
    while ((existsSync(journal) ? (readJournal(journal)?.at.done ?? 0) : 0) < 1) await sleep(50);
    killed.child.kill("SIGKILL");
    await killed.finished;

    const again = await purkinje(...args);
    expect(again.stderr).toMatch(/was not finished \([12] of 3 strokes are drawn\): --resume/);
    const faster = await purkinje(...args, "--speed", "40", "--resume", "--yes");
    expect(faster.stderr).toContain("would be drawn with other settings");
    const before = readFileSync(drawing);
    writeFileSync(drawing, "[[[0,0],[9,9]]]");
    expect((await purkinje(...args, "--resume", "--yes")).stderr).toContain("has changed since");
    writeFileSync(drawing, before);
    const machine = join(folder, "desk.json");
    const unasked = await purkinje("draw", "--resume", "--machine", machine);
    expect(unasked.stderr).toContain("--resume --yes goes on without asking");

    const { code, stderr } = await purkinje("draw", "--resume", "--yes", "--machine", machine);
    expect(stderr).toMatch(/stroke [12]\/3/);
    expect(code).toBe(0);
    expect(existsSync(journal)).toBe(false);
    const nothing = await purkinje("draw", "--resume", "--machine", machine);
    expect(nothing.stderr).toContain("Nothing to go on with");
  });

  test("draws one file after another, and waits for pens and paper", async () => {
    const { args, drawing } = desk();
    const waits = await purkinje(...args, drawing);
    expect(waits.stderr).toContain("--no-wait");
    expect(waits.code).toBe(2);

    const line = [
      [
        [0, 0],
        [8, 0],
      ],
    ];
    const layers = [
      { name: "red", strokes: line },
      { name: "blue", strokes: line },
    ];
    writeFileSync(drawing, JSON.stringify({ layers }));
    const command = inTerminal([...args, drawing]);
    onTestFinished(() => command.kill());
    await command.says(/put in the pen for blue, then press the space bar[\s\S]*paused/);
    command.press(" ");
    await command.says(/put in the paper for lines.json/);
    command.press(" ");
    await command.says(/pen for blue[\s\S]*pen for blue[\s\S]*paused/);
    command.press(" ");
    expect(await command.finished).not.toContain("stopped");
  });
});
