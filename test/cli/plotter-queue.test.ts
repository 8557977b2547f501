import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import { WAITING_MAX } from "../../bridge/protocol/queue-message.ts";
import { readJournal } from "../../cli/plotter/journal.ts";
import { purkinje, start } from "../support/command.ts";
import { isLimp, joinPlotter, openPlotterClient, patience } from "../support/plotter-client.ts";

const openPlotter = (...args: string[]) => openPlotterClient("--steering", "plain", ...args);

/** A machine in a folder of its own, which several programs use one after another. */
function desk() {
  const folder = mkdtempSync(join(tmpdir(), "purkinje-"));
  const machine = join(folder, "desk.json");
  const plan = { format: "purkinje machine", version: 1, linkage: "brachiograph" };
  writeFileSync(machine, JSON.stringify({ ...plan, potentiometers: ["A0", "A1"] }));
  return { machine, journal: join(folder, "desk.journal"), queue: join(folder, "desk.queue") };
}

const line = (y: number) => [
  [0, y],
  [60, y],
];
const short = JSON.stringify([line(0)]);
const combs = JSON.stringify([0, 12, 24, 36].map(line));

test("drawings wait for each other, for paper and for pens, and all who look see the same", {
  timeout: 180_000,
}, async () => {
  const first = await openPlotter("--speed", "60");
  const { newest, say, post, list, state, frame } = first;
  const layers = ["red", "blue"].map((name, i) => ({ name, strokes: [line(20 * i)] }));
  await post(short, "a.json");
  await post(JSON.stringify({ layers }), "b.json");
  await post(short, "c.json");
  await vi.waitFor(() => expect(list()).toEqual(["a.json waits", "b.json waits", "c.json waits"]));
  const other = await joinPlotter(first.url);
  other.say({ op: "moveJob", job: 3, to: 0 });
  await vi.waitFor(() => expect(list()?.[0]).toBe("c.json waits"), patience);
  expect(other.list()).toEqual(list());
  other.say({ op: "removeJob", job: 3 });
  await vi.waitFor(() => expect(newest("plan")?.plan?.name).toBe("a.json"), patience);

  say({ op: "draw", plan: newest("plan")?.plan?.id });
  await vi.waitFor(() => expect(frame()?.tick).toBeGreaterThan(5), patience);
  say({ op: "removeJob", job: 1 });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("cancel it"), patience);
  await vi.waitFor(
    () => expect(newest("job")?.waitsFor).toEqual({ what: "paper", name: "b.json" }),
    patience,
  );
  expect(list()).toEqual(["a.json done", "b.json drawing"]);
  expect(isLimp(frame())).toBe(false);
  const points = frame()?.tick;
  await sleep(1500); // longer than any watchdog
  expect(frame()?.tick).toBe(points);
  expect(state()).toBe("paused");
  say({ op: "resume" });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("it is changed"), patience);
  say({ op: "changed", what: "pen" });
  await vi.waitFor(() => expect(newest("refused")?.why).toContain("another pen"), patience);

  say({ op: "changed", what: "paper" });
  await vi.waitFor(() => expect(newest("job")?.inkSheet).toBe(2), patience);
  await vi.waitFor(
    () => expect(newest("job")?.waitsFor).toEqual({ what: "pen", name: "blue" }),
    patience,
  );
  say({ op: "changed", what: "pen" });
  await vi.waitFor(() => expect(list()).toEqual(["a.json done", "b.json done"]), patience);
  await vi.waitFor(() => expect(state()).toBe("limp"), patience);

  say({ op: "repeatJob", job: 1 });
  say({ op: "repeatJob", job: 1 });
  say({ op: "byItself", on: true });
  await vi.waitFor(() => expect(newest("queue")?.jobs).toHaveLength(4), patience);
  await vi.waitFor(() => expect(newest("plan")?.plan?.name).toBe("a.json"), patience);
  say({ op: "draw", plan: newest("plan")?.plan?.id });
  const all = ["b.json done", "a.json done", "a.json done", "a.json done"];
  await vi.waitFor(
    () => expect(newest("job")?.why ?? list()?.sort()).toEqual(all.sort()),
    patience,
  );
  expect(newest("job")?.inkSheet).toBe(2);
  expect((await first.command.interrupt()).code).toBe(0);
});

test("killed, it goes on at the stroke that was under way, and the ink is the whole drawing", {
  timeout: 240_000,
}, async () => {
  const { machine, journal, queue } = desk();
  const { command, newest, say, post, ink } = await openPlotter("--machine", machine);
  await post(combs, "comb.json");
  await post(short, "next.json");
  await vi.waitFor(() => expect(newest("plan")?.plan?.name).toBe("comb.json"), patience);
  say({ op: "draw", plan: newest("plan")?.plan?.id });
  const done = () => (existsSync(journal) ? (readJournal(journal)?.at.done ?? 0) : 0);
  await vi.waitFor(() => expect(done()).toBeGreaterThan(1), patience);
  const before = await ink();
  command.child.kill("SIGKILL");
  await command.finished;

  const again = await openPlotter("--machine", machine);
  await vi.waitFor(() => expect(again.newest("queue")?.unfinished?.why).toBe(null), patience);
  const { unfinished } = again.newest("queue") ?? {};
  expect(unfinished).toMatchObject({ name: "comb.json", strokes: 4, done: done() });
  expect(again.list()).toEqual(["comb.json unfinished", "next.json waits"]);
  const restored = await again.ink();
  // As wished for: the twin's servos have errors of their own.
  expect(rows(restored)).toHaveLength(done());
  for (const [i, y] of rows(restored).entries()) {
    expect(Math.abs(y - (rows(before)[i] ?? 0))).toBeLessThan(3);
  }
  await sleep(1000);
  expect(isLimp(again.frame())).toBe(true); // nothing by itself
  again.say({ op: "draw", plan: 1 });
  await vi.waitFor(() => expect(again.newest("refused")?.why).toContain("not finished"), patience);
  again.say({ op: "goOn", began: unfinished?.began });
  await vi.waitFor(() => expect(again.newest("refused")?.why).toContain("inPlace"), patience);

  const drawn = restored.length;
  again.say({ op: "goOn", began: unfinished?.began, inPlace: true });
  await vi.waitFor(() => expect(again.newest("job")?.waitsFor?.name).toBe("next.json"), patience);
  const whole = await again.ink();
  // The twin has drawn what was left, and nothing twice.
  expect(rows(whole)).toHaveLength(4);
  expect(rows(whole.slice(drawn))).toEqual(rows(whole).slice(unfinished?.done));
  expect(existsSync(journal)).toBe(false);
  again.say({ op: "stop" });
  await vi.waitFor(() => expect(again.state()).toBe("limp"), patience);
  expect(again.list()).toEqual(["comb.json done", "next.json waits"]);
  again.say({ op: "removeJob", job: 1 });
  again.say({ op: "removeJob", job: 2 });
  await vi.waitFor(() => expect(readdirSync(queue)).toEqual(["queue.json"]), patience);
});

test("what a page began, `draw` can finish, and the other way round", {
  timeout: 240_000,
}, async () => {
  const { machine, journal } = desk();
  const page = await openPlotter("--machine", machine);
  await page.post(combs, "comb.json");
  await vi.waitFor(() => expect(page.newest("plan")?.plan?.id).toBe(1), patience);
  page.say({ op: "draw", plan: 1 });
  const done = () => (existsSync(journal) ? (readJournal(journal)?.at.done ?? 0) : 0);
  await vi.waitFor(() => expect(done()).toBeGreaterThan(0), patience);
  page.say({ op: "stop" });
  await vi.waitFor(() => expect(page.list()).toEqual(["comb.json unfinished"]), patience);
  await page.command.interrupt();

  const drawn = await purkinje("draw", "--resume", "--yes", "--machine", machine);
  expect(drawn.stderr).toMatch(/stroke [2-4]\/4/);
  expect(drawn.stderr).not.toContain("stopped");
  expect(drawn.code).toBe(0);
  const again = await openPlotter("--machine", machine);
  await vi.waitFor(() => expect(again.list()).toEqual(["comb.json done"]), patience);
  expect(again.newest("queue")?.jobs[0]?.why).toContain("`purkinje draw`");
  await again.command.interrupt();

  const file = join(mkdtempSync(join(tmpdir(), "purkinje-")), "two.json");
  writeFileSync(file, JSON.stringify([0, 5, 10].map(line)));
  const begun = ["draw", file, "--machine", machine, "--plant", "twin", "--steering", "plain"];
  const terminal = start(...begun);
  await vi.waitFor(() => expect(done()).toBeGreaterThan(0), patience);
  terminal.child.kill("SIGKILL");
  await terminal.finished;
  const last = await openPlotter("--machine", machine);
  await vi.waitFor(() => expect(last.newest("queue")?.unfinished?.why).toBe(null), patience);
  const { began } = last.newest("queue")?.unfinished ?? {};
  last.say({ op: "goOn", began, inPlace: true });
  await vi.waitFor(
    () => expect(last.list()).toEqual(["comb.json done", "two.json done"]),
    patience,
  );
  expect(rows(await last.ink())).toHaveLength(3);
  expect(existsSync(journal)).toBe(false);
});

test("hostile orders and too many drawings are answered with a sentence", {
  timeout: 120_000,
}, async () => {
  const { say, newest, post, list } = await openPlotter();
  const refused = (text: string) =>
    vi.waitFor(() => expect(newest("refused")?.why).toContain(text), patience);
  say({ op: "moveJob", job: 7, to: 0 });
  await refused("found none of that number");
  say({ op: "moveJob", job: 1, to: 1e9 });
  await refused('"to" of moveJob');
  say({ op: "removeJob", job: -1 });
  await refused('"job" of removeJob');
  say({ op: "repeatJob", job: 1 });
  await refused("that is over");
  say({ op: "goOn", began: "yesterday", inPlace: true });
  await refused("found another or none");
  say({ op: "giveUp", began: "x".repeat(99) });
  await refused('"began" of giveUp');
  say({ op: "changed", what: "everything" });
  await refused("paper or pen");

  await Promise.all([1, 2, 3, 4].map((i) => post(short, `../../${i}\u202e.json`)));
  await vi.waitFor(() => expect(list()).toHaveLength(4), patience);
  expect(list()).toContain("../../1.json waits"); // only a name: its file is called otherwise
  for (let i = 4; i < WAITING_MAX; i++) expect((await post(short, `${i}.json`)).status).toBe(200);
  const last = await post(short, "last.json");
  expect(last.status).toBe(422);
  expect(await last.text()).toContain(`at most ${WAITING_MAX} drawings that wait`);
  say({
    op: "stroke",
    points: [
      [-0.06, 0.08],
      [-0.06, 0.09],
    ],
  });
  await refused("drawings that wait");
});

/** The y [mm] of each horizontal line of ink, in the order of drawing. */
function rows(ink: readonly (readonly [number, number, number])[]): number[] {
  const found: number[] = [];
  let down: number[] = [];
  for (const [, y, pen] of [...ink, [0, 0, 0]]) {
    if (pen === 1) down.push(y);
    else if (down.length > 1) {
      found.push(Math.round((1000 * down.reduce((sum, at) => sum + at, 0)) / down.length));
      down = [];
    } else down = [];
  }
  return found;
}
