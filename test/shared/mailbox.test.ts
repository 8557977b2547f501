import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { mailboxBuffer, mailboxReader, postTo } from "../../bridge/shared/mailbox.ts";

describe("a mailbox", () => {
  test.prop([fc.array(fc.double(), { maxLength: 8 })], { seed: 13, numRuns: 50 })(
    "gives what was put into it, once",
    (words) => {
      const buffer = mailboxBuffer(8);
      const reader = mailboxReader(buffer);
      postTo(buffer, words);
      expect(reader.read()).toBe(true);
      expect([...reader.words.subarray(0, reader.length)]).toEqual(words);
      expect(reader.read()).toBe(false);
    },
  );

  test("has nothing before the first word", () => {
    expect(mailboxReader(mailboxBuffer(3)).read()).toBe(false);
  });

  test("keeps only the latest of several", () => {
    const buffer = mailboxBuffer(3);
    const reader = mailboxReader(buffer);
    postTo(buffer, [1, 2, 3]);
    postTo(buffer, [4]);
    expect(reader.read()).toBe(true);
    expect([...reader.words.subarray(0, reader.length)]).toEqual([4]);
  });

  test("gives the same word to each of its readers", () => {
    const buffer = mailboxBuffer(3);
    const readers = [mailboxReader(buffer), mailboxReader(buffer)];
    postTo(buffer, [7]);
    expect(readers.map((reader) => reader.read())).toEqual([true, true]);
  });

  test("gives nothing while the writer is at work, and the whole word afterwards", () => {
    const buffer = mailboxBuffer(3);
    const reader = mailboxReader(buffer);
    const state = new Int32Array(buffer, 0, 2);
    postTo(buffer, [1, 2]);
    Atomics.add(state, 0, 1); // as a writer does that was stopped half way
    expect(reader.read()).toBe(false);
    Atomics.add(state, 0, 1);
    expect(reader.read()).toBe(true);
  });

  test("holds as much as it says, and says so to who wants more", () => {
    const buffer = mailboxBuffer(2);
    expect(() => postTo(buffer, [1, 2, 3])).toThrow("the mailbox holds 2 numbers, got 3");
    postTo(buffer, [1, 2]);
    expect(mailboxReader(buffer).read()).toBe(true);
  });

  test("is usable after a word that was too long", () => {
    const buffer = mailboxBuffer(2);
    const reader = mailboxReader(buffer);
    expect(() => postTo(buffer, [1, 2, 3])).toThrow();
    postTo(buffer, [5]);
    expect(reader.read()).toBe(true);
    expect(reader.words[0]).toBe(5);
  });

  test("goes on when its counter has gone round", () => {
    const buffer = mailboxBuffer(1);
    const reader = mailboxReader(buffer);
    new Int32Array(buffer, 0, 1)[0] = 2 ** 31 - 2;
    for (const word of [1, 2, 3]) {
      postTo(buffer, [word]);
      expect(reader.read()).toBe(true);
      expect(reader.words[0]).toBe(word);
    }
  });
});
