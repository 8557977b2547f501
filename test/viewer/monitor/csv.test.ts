import { expect, it } from "vitest";
import { toCsv } from "../../../viewer/monitor/csv.ts";

it("writes a header and a line each record", () => {
  expect(
    toCsv(
      ["time", "error"],
      [
        [0.01, 1.5],
        [0.02, -2],
      ],
    ),
  ).toBe("time,error\r\n0.01,1.5\r\n0.02,-2\r\n");
});

it("leaves empty what is no number", () => {
  expect(toCsv(["a", "b", "c"], [[Number.NaN, null, Number.POSITIVE_INFINITY]])).toBe(
    "a,b,c\r\n,,\r\n",
  );
});

it("writes single precision without its tail", () => {
  expect(toCsv(["a"], [[Math.fround(0.1)]])).toBe("a\r\n0.1\r\n");
});

it("quotes what would break a line", () => {
  expect(toCsv(["a"], [['say "so", then\nstop']])).toBe('a\r\n"say ""so"", then\nstop"\r\n');
});
