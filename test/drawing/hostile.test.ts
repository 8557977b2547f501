import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { DrawingError } from "../../bridge/drawing/drawing-error.ts";
import { readDrawing } from "../../bridge/drawing/read-drawing.ts";
import { drawn, read, strokesOf, svg } from "./svg.ts";

const options = { layers: "one", fills: true, font: "readable" } as const;
const readBytes = (text: string | Uint8Array, name = "drawing.svg") =>
  readDrawing(Buffer.from(text), name, options);

const doctype = (entities: string, body: string): string =>
  `<?xml version="1.0"?><!DOCTYPE svg [${entities}]>${svg(body)}`;

describe("refused, with a reason", () => {
  const tenTimes = (name: string): string => `&${name};`.repeat(10);
  const chain = [..."bcdefghij"].map((name, i) => {
    return `<!ENTITY ${name} "${tenTimes([..."abcdefghi"][i] ?? "")}">`;
  });
  const uses = Array.from({ length: 40 }, (_, i) => {
    return `<g id="l${i + 1}">${`<use href="#l${i}"/>`.repeat(10)}</g>`;
  });
  const steep = "<path d='M0 0C1e9 0 0 1e9 1e9 1e9'/>".repeat(200);

  test.for<[string, string, RegExp]>([
    [
      "a billion laughs",
      doctype(`<!ENTITY a "ha">${chain.join("")}`, "<text>&j;</text>"),
      /entity b/,
    ],
    [
      "a large entity used often",
      doctype(`<!ENTITY a "${"x".repeat(20_000)}">`, `<text>${"&a;".repeat(1000)}</text>`),
      /from entities/,
    ],
    [
      "a file as an entity",
      doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', "<text>&a;</text>"),
      /entity a refers to a file/,
    ],
    [
      "uses of uses of uses",
      svg(`<defs><g id="l0"><path d="M0 0h1"/></g>${uses.join("")}</defs><use href="#l40"/>`),
      /500,000 elements to draw/,
    ],
    ["deep nesting", svg("<g>".repeat(5000) + "</g>".repeat(5000)), /nested more than 256/],
    ["a file that ends too early", '<svg xmlns="x"><g>', /line:column 1:\d+/],
    ["tags that do not match", svg("<g><a></g>"), /line:column/],
    ["curves with too many points", svg(drawn(steep)), /more than 1,500,000 points/],
    ["an HTML page", "<html><body/></html>", /none of them/],
    ["an empty file", "", /empty/],
  ])("%s", ([, text, why]) => {
    const all = (): unknown => strokesOf(readBytes(text), 1e-7);
    expect(all).toThrow(DrawingError);
    expect(all).toThrow(why);
  });

  test("more bytes than any drawing has, compressed or not", () => {
    const large = Buffer.alloc(70 * 2 ** 20, " ");
    expect(() => readBytes(large)).toThrow(/larger than 64 MiB/);
    expect(() => readBytes(gzipSync(large))).toThrow(/larger than 64 MiB/);
  });

  test("a damaged compressed file", () => {
    expect(() => readBytes(gzipSync(svg("")).subarray(0, 30))).toThrow(/damaged/);
  });

  test("polylines with too many points, before they are parsed", () => {
    expect(() => readBytes(`[[${"[1,2],".repeat(2e6)}`)).toThrow(/points and strokes/);
  });

  test("polylines that are none", () => {
    expect(() => readBytes("[[[0, 0], [1]]]")).toThrow(/list of lines/);
    expect(() => readBytes("[[[0, 0], [1, null]]]")).toThrow(/list of lines/);
    expect(() => readBytes("[[")).toThrow(/not JSON/);
  });
});

describe("drawn as far as it makes sense", () => {
  const good = '<path d="M1 1h10"/>';

  test.for([
    '<path d="M NaN 5 L 3 3"/>',
    '<path d="L 3 3"/>',
    '<path d="M1e999 0L5 5"/>',
    '<circle r="1e999"/>',
    '<circle r="5 5"/>',
    '<rect width="NaN" height="5"/>',
    '<polygon points="1 x"/>',
    '<g transform="scale(1e308) scale(1e308)"><path d="M1 1L2 2"/></g>',
    '<g transform="turn(5)"><path d="M1 1L2 2"/></g>',
    '<use href="#nothing"/>',
    '<use href="other.svg#a"/>',
  ])("%s is left out, with a warning", (bad) => {
    const drawing = read(drawn(good + bad));
    expect(strokesOf(drawing)).toEqual([
      expect.arrayContaining([1, 1, 11, 1].map((v) => expect.closeTo(v, 9))),
    ]);
    expect(drawing.warnings.length).toBeGreaterThan(0);
  });

  test("a path, up to its mistake", () => {
    const [stroke] = strokesOf(read(drawn('<path d="M0 0L10 0 10 10 20x L5 5"/>')));
    expect(stroke).toHaveLength(6);
  });

  test("elements that use themselves, once", () => {
    const body = `<g id="a">${good}<use href="#b"/></g><g id="b"><use href="#a"/></g>`;
    const drawing = read(drawn(body));
    expect(strokesOf(drawing).length).toBeLessThanOrEqual(4);
    expect(drawing.warnings[0]).toContain("refers to itself");
  });

  test("entities that are plain text, as Illustrator writes them", () => {
    const text = doctype(
      '<!ENTITY st0 "stroke:red;fill:none">',
      '<path style="&st0;" d="M0 0h5"/>',
    );
    expect(strokesOf(readBytes(text))).toHaveLength(1);
  });

  test("names from HTML, without a doctype", () => {
    expect(strokesOf(readBytes(svg(`<text y="9">a&nbsp;b</text>`))).length).toBeGreaterThan(1);
  });

  test("a file with SVG's own prefix, and one in another encoding", () => {
    const prefixed =
      '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:path stroke="red" d="M0 0h5"/></s:svg>';
    expect(strokesOf(readBytes(prefixed))).toHaveLength(1);
    const utf16 = Buffer.from(`\ufeff${svg(drawn(good))}`, "utf16le");
    expect(strokesOf(readBytes(utf16))).toHaveLength(1);
    expect(strokesOf(readBytes(gzipSync(svg(drawn(good)))))).toHaveLength(1);
  });
});
