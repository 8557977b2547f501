import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareWithResvg } from "./compare-pictures.ts";
import { drawn, svg } from "./svg.ts";

/** Of the dark pixels. Corners and ends of thick lines are a little different. */
const FEW = 0.005;

const bodies: Readonly<Record<string, string>> = {
  "arcs with all flags":
    '<path d="M20 60A30 50 20 0 0 80 70M20 60A40 50 20 0 1 80 70M120 60A40 50 20 1 0 160 70M120 60A40 50 20 1 1 160 70M20 150a5 9 30 1160 20"/>',
  "relative and smooth commands":
    '<path d="m20 20 c10 0 20 20 30 10 s20 -30 30 10 t 30 30 t-20 20 q-30 40 -50 -10 h-20v-10H10V100z m 90 90 l20 -20 zl30 5"/>',
  "basic shapes":
    '<ellipse cx="50" cy="60" rx="40" ry="20"/><rect x="100" y="20" width="80" height="50" rx="20"/><rect x="100" y="100" width="80" height="50" ry="90" rx="5"/><circle cx="50%" cy="80%" r="10%"/><polygon points="10,110 30,110,20 140"/><polyline points="50 110 70 120 60 160"/><line x1="1cm" x2="10%" y1="12pt" y2="1in"/>',
  "nested transforms":
    '<g transform="translate(100,100)rotate(30)scale(1 .5)"><g transform="skewX(20) skewY(-10) translate(-40)"><rect x="-20" y="-20" width="60" height="50" rx="5"/><g transform="matrix(.5 .2 -.3 .8 5 6)rotate(45 10,10)"><circle r="40"/></g></g></g>',
  "used elements, symbols and nested drawings":
    '<defs><g id="a"><path d="M0 0l20 10"/></g><symbol id="s" viewBox="0 0 40 40" overflow="visible"><circle cx="20" cy="20" r="20"/></symbol></defs><use xlink:href="#a" x="10" y="10"/><use href="#a" transform="rotate(40)" x="60"/><use href="#s" x="100" y="20" width="50" height="80"/><svg x="20" y="100" width="80" height="60" viewBox="0 0 40 40" preserveAspectRatio="xMaxYMid" overflow="visible"><rect width="40" height="40" x="1"/></svg>',
  "what is hidden":
    '<style>.h{display:none} .v{visibility:hidden}</style><path class="h" d="M0 0L100 0"/><g class="v"><path d="M0 10L100 10"/><path visibility="visible" d="M0 20L100 20"/></g><path opacity="0" d="M0 30H100"/><g style="opacity:0"><path d="M0 40H100"/></g><clipPath id="c"><path d="M0 60H100"/></clipPath><mask id="m"><path d="M0 65H100"/></mask><marker id="r"><path d="M0 5H9"/></marker><pattern id="p"><path d="M0 5H9"/></pattern><defs><path d="M0 70H100"/></defs><path d="M0 80H100"/>',
  "a switch":
    '<switch><foreignObject requiredExtensions="x"/><circle r="40"/><path d="M0 0L9 9"/></switch>',
};

describe("what we read is what resvg shows", () => {
  test.for(Object.entries(bodies))("%s", ([, body]) => {
    const { missing, invented } = compareWithResvg(svg(drawn(body)));
    expect(missing).toBeLessThan(FEW);
    expect(invented).toBeLessThan(FEW);
  });

  test.for([
    'width="300" height="200" viewBox="0 0 10 10"',
    'width="300" height="200" viewBox="0 0 10 10" preserveAspectRatio="xMaxYMax slice"',
    'width="3cm" height="200pt" viewBox="-1 -2 10 10" preserveAspectRatio="none"',
    'width="30mm" height="2in" viewBox="0 0 10 10" preserveAspectRatio="xMinYMax meet"',
    'viewBox="0 0 20 10"',
    'width="50%" viewBox="0 0 20 10"',
  ])("a circle in <svg %s>", (attributes) => {
    const { missing, invented } = compareWithResvg(
      svg(drawn('<circle cx="5" cy="5" r="4"/>'), attributes),
    );
    expect(missing).toBeLessThan(FEW);
    expect(invented).toBeLessThan(FEW);
  });

  const folder = new URL("../fixtures/drawings/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".svg"));
  test.for(files)("%s", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    // Letters are written by different hands.
    const { missing, invented } = compareWithResvg(text.replace(/<text[\s>].*?<\/text>/gs, ""));
    expect(missing).toBeLessThan(FEW);
    expect(invented).toBeLessThan(FEW);
  });
});
