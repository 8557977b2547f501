import { describe, expect, test } from "vitest";
import { readText } from "../../bridge/drawing/read-text.ts";
import { loadFont } from "../../bridge/drawing/text/stroke-font.ts";
import { measure } from "../../bridge/drawing/text/write-line.ts";
import { read, strokesOf } from "./svg.ts";

/** How far the strokes reach to each side [px]. */
function extent(strokes: readonly number[][]): {
  left: number;
  right: number;
  top: number;
  bottom: number;
} {
  const xs = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 0));
  const ys = strokes.flatMap((stroke) => stroke.filter((_, i) => i % 2 === 1));
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  };
}

const written = (body: string) => extent(strokesOf(read(body)));
const width = (text: string): number => measure(text, loadFont("readable")).width;

describe("<text>", () => {
  test("stands on its base line, as high as its size says", () => {
    const { left, top, bottom } = written('<text x="20" y="100" font-size="50">H</text>');
    // The middle of a line whose lower edge would be on it.
    expect(Math.abs(bottom - 100)).toBeLessThan(0.03 * 50);
    expect(top).toBeGreaterThan(100 - 50);
    expect(top).toBeLessThan(100 - 25);
    expect(left).toBeGreaterThan(20);
    expect(left).toBeLessThan(30);
  });

  test("is anchored at its end or its middle", () => {
    const at = (anchor: string) =>
      written(`<text x="100" y="50" font-size="20" text-anchor="${anchor}">HH\n</text>`);
    const [start, middle, end] = [at("start"), at("middle"), at("end")];
    const whole = 20 * width("HH");
    expect(start.left - middle.left).toBeCloseTo(whole / 2, 6);
    expect(start.left - end.left).toBeCloseTo(whole, 6);
  });

  test("goes on in a <tspan>, where that does not begin elsewhere", () => {
    const whole = written('<text x="10" y="50">HIH</text>');
    const parts = written('<text x="10" y="50">H<tspan>I</tspan>H</text>');
    expect(parts.right).toBeCloseTo(whole.right, 6);
    const apart = written('<text x="10" y="50">H<tspan x="80" dy="20">H</tspan></text>');
    expect(apart.right).toBeGreaterThan(80);
    expect(apart.bottom).toBeCloseTo(70, 0);
  });

  test("takes white space together, unless it is told to keep it", () => {
    const one = written('<text x="0" y="9">H  \n   H</text>');
    expect(one.right).toBeCloseTo(written('<text x="0" y="9">H H</text>').right, 6);
    const kept = written('<text x="0" y="9" xml:space="preserve">H   H</text>');
    expect(kept.right).toBeGreaterThan(one.right);
  });

  test("puts letters that have places where they belong", () => {
    const strokes = strokesOf(read('<text x="10 50 90" y="20">III</text>'));
    expect(strokes.map((stroke) => Math.floor((stroke[0] ?? 0) / 40))).toEqual([0, 1, 2]);
  });

  test("hides what is hidden, and says what it cannot do", () => {
    const body =
      '<text y="9"><tspan display="none">H</tspan>I<textPath href="#a">H</textPath></text>';
    const drawing = read(body);
    expect(strokesOf(drawing)).toHaveLength(1);
    expect(drawing.warnings).toEqual(["<textPath> in a text was ignored"]);
  });
});

describe("plain text", () => {
  const rows = (text: string) => strokesOf(readText(text, "readable"));

  test("has a row for each line", () => {
    const one = extent(rows("H"));
    const two = extent(rows("H\r\nH"));
    expect(two.left).toBeCloseTo(one.left, 6);
    expect(two.bottom - one.bottom).toBeGreaterThan(one.bottom - one.top);
  });

  test("writes letters with accents, and what comes near to those that the font has not got", () => {
    expect(readText("Äéß ő „x“ –", "readable").warnings).toEqual([]);
    expect(rows("ő")).toEqual(rows("o"));
  });

  test("says which letters are missing", () => {
    expect(readText("a漢a", "readable").warnings).toEqual(['the font has no "漢"']);
  });

  test("of nothing is nothing", () => {
    expect(readText(" \n ", "sans").layers).toEqual([]);
  });
});
