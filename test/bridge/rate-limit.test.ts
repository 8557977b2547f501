import { expect, test } from "vitest";
import { RateLimit } from "../../bridge/server/rate-limit.ts";

function bucket(perSecond: number, burst: number) {
  let now = 0;
  const limit = new RateLimit(perSecond, burst, () => now);
  return {
    wait: (ms: number) => {
      now += ms;
    },
    judge: (times: number) => Array.from({ length: times }, () => limit.judge()),
  };
}

test("a burst passes, and what comes after it drops with one complaint", () => {
  const { judge } = bucket(10, 3);
  expect(judge(5)).toEqual(["pass", "pass", "pass", "complain", "drop"]);
});

test("tokens come back at the allowed rate, and never more than a burst", () => {
  const { judge, wait } = bucket(10, 3);
  judge(3);
  wait(100);
  expect(judge(2)).toEqual(["pass", "complain"]);
  wait(60_000);
  expect(judge(4).filter((verdict) => verdict === "pass")).toHaveLength(3);
});

test("it complains once a second", () => {
  const { judge, wait } = bucket(1, 1);
  const complaints = () => judge(5).filter((verdict) => verdict === "complain").length;
  expect(complaints()).toBe(1);
  wait(500);
  expect(complaints()).toBe(0);
  wait(500);
  expect(complaints()).toBe(1);
});

test("ten times the rate in excess within a second ends the connection", () => {
  const { judge, wait } = bucket(2, 2);
  judge(2);
  expect(judge(20)).not.toContain("close");
  expect(judge(1)).toEqual(["close"]);
  wait(1000);
  expect(judge(5)).not.toContain("close");
});
