import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JournalHeader } from "../../cli/plotter/journal.ts";
import { beginning, differenceFrom, openJournal, readJournal } from "../../cli/plotter/journal.ts";

const header: JournalHeader = {
  format: "purkinje journal",
  version: 1,
  began: "2026-01-01T00:00:00.000Z",
  wish: {
    files: ["/cat.svg"],
    font: "readable",
    rotate: 0,
    margin: 0.005,
    actualSize: false,
    speed: 0.03,
    layers: "auto",
    fills: true,
    tolerance: 1e-4,
    steering: "cerebellum",
    repeats: 1,
    plant: "twin",
    seed: 1,
  },
  jobs: [{ name: "/cat.svg", strokes: 9, source: "a", plan: "b" }],
};
const path = (): string => join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.journal");
const quiet = (): void => {};

describe("a journal", () => {
  test("remembers how far the work was", async () => {
    const file = path();
    const journal = await openJournal(file, header, beginning, quiet);
    for (let done = 1; done <= 4; done++) journal.mark({ job: 0, pass: 0, done });
    await journal.close();
    expect(readJournal(file)).toEqual({ header, at: { job: 0, pass: 0, done: 4 } });
  });

  test("is gone when the work is finished", async () => {
    const file = path();
    const journal = await openJournal(file, header, beginning, quiet);
    journal.mark({ job: 0, pass: 0, done: 9 });
    await journal.finish();
    expect(existsSync(file)).toBe(false);
    expect(readJournal(file)).toBeUndefined();
  });

  test("torn anywhere says no more than what was written", async () => {
    const file = path();
    const journal = await openJournal(file, header, beginning, quiet);
    for (let done = 1; done <= 3; done++) journal.mark({ job: 0, pass: 0, done });
    await journal.close();
    const whole = readFileSync(file);
    const first = whole.indexOf("\n") + 1;
    for (let length = first; length <= whole.length; length++) {
      writeFileSync(file, whole.subarray(0, length));
      const lines =
        whole
          .subarray(first, length + 1)
          .toString()
          .split("\n").length - 2;
      expect(readJournal(file)?.at.done).toBe(Math.max(0, lines));
    }
  });

  test("with a torn end is gone on with on a line of its own", async () => {
    const file = path();
    await (await openJournal(file, header, { job: 0, pass: 0, done: 2 }, quiet)).close();
    appendFileSync(file, '{"job":0,"pa');
    const at = readJournal(file)?.at ?? beginning;
    const journal = await openJournal(file, header, at, quiet);
    journal.mark({ job: 0, pass: 0, done: 3 });
    await journal.close();
    expect(readJournal(file)?.at.done).toBe(3);
  });

  test("believes nothing after garbage", async () => {
    const file = path();
    await (await openJournal(file, header, { job: 0, pass: 0, done: 2 }, quiet)).close();
    appendFileSync(file, `\0\0\0\n${JSON.stringify({ job: 0, pass: 0, done: 8 })}\n`);
    expect(readJournal(file)?.at.done).toBe(2);
  });

  test.each(["", "{}\n", "\0\0\0", '{"format":"purkinje journal","version":2}\n'])(
    "that is none is refused with a sentence: %j",
    (text) => {
      const file = path();
      writeFileSync(file, text);
      expect(() => readJournal(file)).toThrow("Delete it to begin anew");
    },
  );

  test("says what has changed since", () => {
    const [job] = header.jobs;
    expect(differenceFrom(header, header.jobs)).toBeUndefined();
    expect(differenceFrom(header, [{ ...job, source: "c" }])).toContain("has changed");
    expect(differenceFrom(header, [{ ...job, plan: "c" }])).toContain("other settings");
    expect(differenceFrom(header, [{ ...job, name: "/dog.svg" }])).toContain("not about /dog.svg");
  });
});
