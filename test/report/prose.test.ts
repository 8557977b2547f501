import { fc, test as property } from "@fast-check/vitest";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { decimal, powerOfTen, probability, short } from "../../cli/report/number-text.ts";
import { prose } from "../../cli/report/prose.ts";

test.each([
  ["plain", "plain"],
  ["a **bold** word", "a <strong>bold</strong> word"],
  ["`a < b`", "<code>a &lt; b</code>"],
  [
    "[here](https://x.test/?a=1&b)",
    '<a href="https://x.test/?a=1&amp;b" rel="noreferrer">here</a>',
  ],
  ["[there](#sweeps)", '<a href="#sweeps" rel="noreferrer">there</a>'],
  ["[no](javascript:alert)", "[no](javascript:alert)"],
  ["[no](//x.test)", "[no](//x.test)"],
  ["2 ** 3 ** 4", "2 <strong> 3 </strong> 4"],
  ["**open", "**open"],
  ["0.6 ± 0.1 (p < 0.001)", "0.6\u00a0±\u00a00.1 (p\u00a0&lt;\u00a00.001)"],
])("%s", (source, expected) => {
  expect(prose(source).toString()).toBe(expected);
});

property.prop([fc.string()], { seed: 1 })("no text becomes an element of its own", (text) => {
  const { document } = parseHTML(`<html><body><p>${prose(text)}</p></body></html>`);
  for (const element of document.querySelectorAll("p *")) {
    expect(["STRONG", "CODE", "A"]).toContain(element.tagName);
  }
});

test("numbers read well", () => {
  expect([decimal(-1.25, 1), decimal(-0.001, 2), decimal(null, 2)]).toEqual(["−1.3", "0.00", "–"]);
  expect([0.0004, 0.003, 0.0345, 0.41, 1, null].map(probability)).toEqual([
    "< 0.001",
    "0.003",
    "0.035",
    "0.41",
    "1.00",
    "–",
  ]);
  expect([0, 0.12345, -1234, 5e-5, -2.5e9].map(short)).toEqual([
    "0",
    "0.123",
    "−1230",
    "5 × 10⁻⁵",
    "−2.5 × 10⁹",
  ]);
  expect([-5, -2, 0, 3, 12].map(powerOfTen)).toEqual(["10⁻⁵", "0.01", "1", "1000", "10¹²"]);
});
