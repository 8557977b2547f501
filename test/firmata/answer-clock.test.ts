import { expect, test } from "vitest";
import { makeAnswerClock } from "../../bridge/firmata/answer-clock.ts";

/** Looks every 10 ms for `seconds`; a question asked at t is answered at `answer(t)`. */
function watch(seconds: number, answer: (asked: number) => number) {
  const open: number[] = [];
  let now = 0;
  let asked = 0;
  const clock = makeAnswerClock(() => {
    asked++;
    open.push(answer(now));
  });
  const steps = Math.round(100 * seconds);
  for (let step = 0; step <= steps; step++) {
    now = step / 100;
    for (const at of open.splice(0)) {
      if (at <= now) clock.answered(now);
      else open.push(at);
    }
    clock.look(now);
  }
  return { asked, behind: clock.behind(now) };
}

test("a board that answers at once is not behind, and is asked ten times a second", () => {
  const { asked, behind } = watch(2, (t) => t + 0.01);
  expect(behind).toBeLessThan(0.03);
  expect(asked).toBeGreaterThan(18);
  expect(asked).toBeLessThan(22);
});

test("a board that answers late is as far behind as its answers", () => {
  expect(watch(4, (t) => t + 0.25).behind).toBeCloseTo(0.25, 1);
});

test("a board that has fallen silent is behind by its silence", () => {
  expect(watch(5, (t) => (t < 2 ? t + 0.01 : Number.POSITIVE_INFINITY)).behind).toBeGreaterThan(
    2.8,
  );
});

test("one that stands still now and then is behind, whenever it was asked", () => {
  // It moves at every third of a second only.
  expect(watch(4, (t) => Math.ceil(3 * t + 1e-9) / 3).behind).toBeGreaterThan(0.2);
});

test("and is forgiven a second after its last pause", () => {
  expect(watch(4, (t) => (t < 2 ? t + 0.4 : t + 0.01)).behind).toBeLessThan(0.03);
});

test("an answer to nobody's question means nothing", () => {
  const clock = makeAnswerClock(() => {});
  clock.answered(5);
  expect(clock.behind(6)).toBe(0);
});
