import { describe, expect, test } from "vitest";
import { drawn, read, strokesOf, svg } from "./svg.ts";

const line = (attributes: string): string => `<path d="M0 0h5" ${attributes}/>`;
const coloursOf = (body: string): (string | undefined)[] =>
  read(body, "colour").layers.map((layer) => layer.colour);

describe("the pen", () => {
  test("is of the colour of the line, or else of the filling", () => {
    expect(coloursOf(line('stroke="red" fill="blue"'))).toEqual(["#ff0000"]);
    expect(coloursOf(line('fill="blue"'))).toEqual(["#0000ff"]);
    expect(coloursOf(line(""))).toEqual(["#000000"]);
  });

  test("follows currentColor", () => {
    expect(coloursOf(`<g color="#0f0">${line('stroke="currentColor"')}</g>`)).toEqual(["#00ff00"]);
  });

  test("is of the colour with which a gradient begins, or black", () => {
    const gradient = `<linearGradient id="A"><stop stop-color="#123456"/><stop stop-color="red"/></linearGradient>`;
    const linked = '<linearGradient id="B" xlink:href="#A"/><linearGradient id="c" href="#c"/>';
    const stroke = (id: string): string => line(`fill="none" stroke="url(#${id})"`);
    expect(coloursOf(gradient + linked + stroke("A") + stroke("B"))).toEqual(["#123456"]);
    expect(coloursOf(linked + stroke("c") + stroke("nothing"))).toEqual(["#000000"]);
  });

  test.for([
    'fill="none"',
    'stroke="none" fill="none"',
    'stroke="red" stroke-width="0" fill="none"',
    'stroke="red" stroke-opacity="0" fill="transparent"',
    'stroke="rgba(0,0,0,0)" fill="none"',
    'style="display:none"',
    'stroke="red" visibility="hidden"',
    'stroke="red" opacity="0"',
  ])("draws nothing of %s", (attributes) => {
    expect(read(line(attributes)).layers).toEqual([]);
  });

  test("leaves out what is only filled, if that is wanted, and says so", () => {
    const drawing = read(line('fill="blue"') + line('stroke="red"'), "one", false);
    expect(strokesOf(drawing)).toHaveLength(1);
    expect(drawing.warnings).toEqual(["shapes without a line were left out"]);
  });
});

describe("style rules", () => {
  const withRules = (css: string, attributes: string): (string | undefined)[] =>
    coloursOf(`<style>${css}</style>${line(`fill="none" ${attributes}`)}`);

  test("are stronger than attributes, and weaker than the style attribute", () => {
    expect(withRules(".a{stroke:red}", 'class="a" stroke="blue"')).toEqual(["#ff0000"]);
    expect(withRules(".a{stroke:red}", 'class="a" style="stroke:blue"')).toEqual(["#0000ff"]);
  });

  test("count by how much they say about the element, then by their order", () => {
    const css = "#x{stroke:#000003}.a.b{stroke:#000002}.a{stroke:#000001}path{stroke:#000009}";
    expect(withRules(css, 'id="x" class="b a"')).toEqual(["#000003"]);
    expect(withRules(css, 'class="b  a"')).toEqual(["#000002"]);
    expect(withRules(".a{stroke:red}.b{stroke:blue}", 'class="b a"')).toEqual(["#0000ff"]);
    expect(withRules("rect,path{stroke:red}", "")).toEqual(["#ff0000"]);
    expect(withRules("*{stroke:red}", "")).toEqual(["#ff0000"]);
    expect(withRules("circle.a{stroke:red}", 'class="a" stroke="blue"')).toEqual(["#0000ff"]);
  });

  test("win over everything where they insist", () => {
    const css = ".a{stroke:red!important}";
    expect(withRules(css, 'class="a" style="stroke:blue"')).toEqual(["#ff0000"]);
    expect(withRules(css, 'class="a" style="stroke:blue !important"')).toEqual(["#0000ff"]);
  });

  test("can move an element", () => {
    const body = `<style>.a{transform:translate(3px, 4px)}</style>${line('class="a"')}`;
    expect(strokesOf(read(body))).toEqual([[3, 4, 8, 4].map((v) => expect.closeTo(v, 9))]);
  });

  test("of other kinds are left out, with a warning", () => {
    const css = "g path{stroke:red} path:hover{stroke:red} @media print{path{stroke:red}}";
    const { warnings } = read(`<style>${css}</style>${line('stroke="blue"')}`);
    expect(warnings).toEqual([
      'the style rule "g path" was ignored',
      'the style rule "path:hover" was ignored',
      "style rules in @media were ignored",
    ]);
  });

  test("may be broken without breaking the drawing", () => {
    const drawing = read(`<style>}}{{ @;</style>${line('stroke="red" style="stroke:{{"')}`);
    expect(strokesOf(drawing)).toHaveLength(1);
    expect(drawing.warnings.length).toBeGreaterThan(0);
  });
});

test("what a pen cannot do is said once, with how often", () => {
  const two = '<image href="a.png"/><image href="b.png"/>';
  const { warnings } = read(
    drawn(`${two}<path d="M0 0h5" clip-path="url(#c)" stroke-dasharray="3 4"/>`),
  );
  expect(warnings).toEqual([
    "<image> was ignored (2 times)",
    "clip-path was ignored",
    "dashes were drawn as whole lines",
  ]);
});

test("layers are the groups that the program calls so, or else the colours", () => {
  const layer = (label: string, body: string): string =>
    `<g xmlns:inkscape="x" inkscape:groupmode="layer" inkscape:label="${label}">${body}</g>`;
  const red = line('stroke="red"');
  const names = (body: string, by: "auto" | "group" | "colour" | "one"): string[] =>
    read(body, by).layers.map(({ name }) => name);
  const layered = layer("first", red) + layer("second", red + line('stroke="blue"'));
  expect(names(layered, "auto")).toEqual(["first", "second"]);
  expect(names(layered, "colour")).toEqual(["#ff0000", "#0000ff"]);
  expect(names(layered, "one")).toEqual(["all"]);
  expect(names(`<g id="a">${red}</g><g>${red}</g>${red}`, "group")).toEqual([
    "a",
    "group 1",
    "no group",
  ]);
  expect(names(red + line('stroke="#F00"'), "auto")).toEqual(["#ff0000"]);
});

test("a hidden layer stays hidden", () => {
  const hidden = `<g xmlns:inkscape="x" inkscape:groupmode="layer" style="display:none">${line('stroke="red"')}</g>`;
  expect(read(svg(hidden)).layers).toEqual([]);
});
