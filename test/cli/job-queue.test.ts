import { appendFileSync, existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { WAITING_MAX } from "../../bridge/protocol/queue-message.ts";
import type { JournalHeader, Mark } from "../../cli/plotter/journal.ts";
import { beginning, openJournal } from "../../cli/plotter/journal.ts";
import { JobQueue } from "../../cli/plotter/queue/job-queue.ts";
import { openQueueStore } from "../../cli/plotter/queue/queue-store.ts";
import { takeStock, whyNotHere } from "../../cli/plotter/queue/unfinished-drawing.ts";

const quiet = (): void => {};
const named = (name: string) => ({ name, file: `1-${name}`, placed: false });
const names = (queue: JobQueue) => queue.all.map(({ name, state }) => `${name} ${state}`);

/** A queue in which a, b, c wait, with the numbers 1, 2, 3. */
function abc(): JobQueue {
  const queue = new JobQueue();
  for (const name of ["a", "b", "c"]) queue.add(named(name));
  return queue;
}

describe("the queue", () => {
  test("is moved about, and what is over or drawn stays where it is", () => {
    const queue = abc();
    expect(queue.move(3, 0)).toBe(undefined);
    expect(names(queue)).toEqual(["c waits", "a waits", "b waits"]);
    queue.turn(3, "drawing");
    queue.move(2, 0);
    expect(names(queue)).toEqual(["c drawing", "b waits", "a waits"]);
    expect(queue.move(3, 1)).toContain("c does not");
    expect(queue.remove(3)).toContain("cancel it");
    queue.turn(3, "done");
    expect(queue.remove(3)).toBe(undefined);
    expect(queue.remove(9)).toContain("found none");
  });

  test("puts back what was not begun as the first, and repeats what is over as the last", () => {
    const queue = abc();
    queue.turn(1, "drawing");
    queue.putBack(1);
    expect(names(queue)).toEqual(["a waits", "b waits", "c waits"]);
    queue.turn(1, "done");
    expect(queue.repeat(1)).toBe(undefined);
    expect(names(queue)).toEqual(["a done", "b waits", "c waits", "a waits"]);
    expect(queue.repeat(2)).toContain("that is over");
    queue.adopt("d", "then");
    queue.turn(queue.under?.id ?? 0, "done");
    expect(queue.repeat(5)).toContain("is not kept here");
  });

  const order = fc.tuple(
    fc.constantFrom("add", "move", "remove", "repeat", "begin", "done", "back"),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 0, max: WAITING_MAX - 1 }),
  );
  property.prop([fc.array(order, { maxLength: 80 })], { seed: 1, numRuns: 200 })(
    "keeps its order and its bounds, whatever is asked",
    (orders) => {
      const queue = new JobQueue();
      for (const [what, id, to] of orders) {
        const [next] = queue.waiting;
        if (what === "add" && !queue.isFull) queue.add(named("x"));
        if (what === "move") queue.move(id, to);
        if (what === "remove") queue.remove(id);
        if (what === "repeat") queue.repeat(id);
        if (what === "begin" && next && !queue.under) queue.turn(next.id, "drawing");
        if (what === "done" && queue.under) queue.turn(queue.under.id, "done");
        if (what === "back" && queue.under) queue.putBack(queue.under.id);
        const kinds = queue.all.map(({ state }) => ["done", "drawing", "waits"].indexOf(state));
        expect(kinds).toEqual([...kinds].sort());
        expect(kinds.filter((kind) => kind === 1).length).toBeLessThan(2);
        expect(queue.waiting.length).toBeLessThanOrEqual(WAITING_MAX);
        expect(new Set(queue.all.map((drawing) => drawing.id)).size).toBe(queue.all.length);
      }
      expect(queue.all.length - queue.waiting.length).toBeLessThan(10);
    },
  );
});

describe("on disk", () => {
  const folder = () => mkdtempSync(join(tmpdir(), "purkinje-"));

  test("a queue comes back as it was, and files that nobody wants go", () => {
    const machine = { beside: join(folder(), "desk") };
    const store = openQueueStore(machine, quiet);
    const queue = new JobQueue();
    for (const name of ["a.svg", "../../etc/passwd", "b/c\0.json", "…"]) {
      const put = store.put(name, Buffer.from(name));
      if (typeof put === "string") throw new Error(put);
      queue.add({ name, ...put, placed: false });
    }
    store.save(queue, true);
    const again = openQueueStore(machine, quiet);
    expect(again.kept).toEqual({ byItself: true, jobs: queue.all });
    const kept = new JobQueue(again.kept.jobs);
    expect(readdirSync(`${machine.beside}.queue`)).toHaveLength(5);
    for (const { id } of kept.all) kept.remove(id);
    again.save(kept, true);
    expect(readdirSync(`${machine.beside}.queue`)).toEqual(["queue.json"]);
    expect(kept.add(named("later")).id).toBe(5);
  });

  test("a list that is none is put aside, with a sentence", () => {
    const machine = { beside: join(folder(), "desk") };
    const store = openQueueStore(machine, quiet);
    store.save(abc(), false);
    const list = `${machine.beside}.queue/queue.json`;
    appendFileSync(list, "torn");
    const said: string[] = [];
    expect(openQueueStore(machine, (text) => said.push(text)).kept.jobs).toEqual([]);
    expect(said.join()).toContain("put aside");
    expect(existsSync(`${list}.old`)).toBe(true);
    writeFileSync(
      list,
      '{"format":"purkinje queue","version":1,"byItself":false,"jobs":[{"id":1,"name":"x","file":"../x","placed":false,"state":"waits"}]}',
    );
    expect(openQueueStore(machine, quiet).kept.jobs).toEqual([]);
  });
});

describe("what a program before this one has left", () => {
  const wish = {
    files: ["/q/1-a"],
    font: "readable",
    rotate: 0,
    margin: 0.005,
    actualSize: false,
    speed: 0.03,
    layers: "auto",
    fills: true,
    tolerance: 1e-4,
    steering: "plain",
    repeats: 1,
    plant: "twin",
    seed: 1,
  } satisfies JournalHeader["wish"];
  const header = (changes: Partial<JournalHeader["wish"]> = {}): JournalHeader => ({
    format: "purkinje journal",
    version: 1,
    began: "then",
    wish: { ...wish, ...changes },
    jobs: [{ name: "/q/1-a", strokes: 9, source: "s", plan: "p" }],
  });
  const pathOf = (file: string) => `/q/${file}`;

  async function left(at: Mark | undefined) {
    const path = join(mkdtempSync(join(tmpdir(), "purkinje-")), "desk.journal");
    if (at) await (await openJournal(path, header(), at, quiet)).close();
    return path;
  }

  test.each([
    ["a crash before the first stroke", undefined, undefined, "a waits", undefined],
    ["a crash after the journal was opened", undefined, beginning, "a unfinished", 0],
    ["a crash in the fifth stroke", "then", { ...beginning, done: 4 }, "a unfinished", 4],
    ["a crash behind the last stroke", "then", { ...beginning, done: 9 }, "a done", undefined],
    ["the end, by `purkinje draw`", "then", undefined, "a done", undefined],
    ["another, begun by `purkinje draw`", "before", { ...beginning, done: 2 }, "a done", 2],
  ])("%s", async (_, began, at, state, done) => {
    const queue = new JobQueue();
    queue.add(named("a"));
    queue.turn(1, "drawing", { ...(began !== undefined && { began }) });
    const path = await left(at);
    const unfinished = takeStock(queue, path, pathOf);
    expect(names(queue)).toEqual([state]);
    expect(unfinished?.at.done).toBe(done);
    expect(unfinished?.id).toBe(state === "a unfinished" ? 1 : undefined);
    expect(existsSync(path)).toBe(done !== undefined);
  });

  test.each([
    [{ repeats: 2 }, "`purkinje draw --resume --machine desk`"],
    [{ files: ["-"] }, "by a pipe"],
    [{ plant: "plotter" as const }, "--plant plotter"],
    [{ steering: "static" as const }, "--steering static"],
    [{ seed: 7 }, "--seed 7"],
  ])("what cannot be gone on with here is told where it can: %o", (changes, text) => {
    const unfinished = { header: header(changes), at: beginning };
    expect(whyNotHere(unfinished, wish, "desk")).toContain(text);
    expect(whyNotHere({ header: header(), at: beginning }, wish, "desk")).toBe(undefined);
  });
});
