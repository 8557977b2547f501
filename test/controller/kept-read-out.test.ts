import { describe, expect, test } from "vitest";
import { growAdaptiveCells } from "../../controller/cerebellum/adaptive-cells.ts";
import { keepingWhatWasGood } from "../../controller/cerebellum/kept-read-out.ts";
import { makeRandom } from "../../sim/random.ts";

const INPUTS = 6;
const grow = () =>
  growAdaptiveCells({
    inputs: INPUTS,
    outputs: 2,
    fast: { rate: 0, memory: Number.POSITIVE_INFINITY },
    slow: { rate: 0.02, memory: Number.POSITIVE_INFINITY },
    period: 0.01,
    errorMax: 2,
    weightMax: 50,
  });
const cells = { kept: () => keepingWhatWasGood(grow(), grow()), plain: grow } as const;

/** Lessons of a linear target, times `sense`, or of errors that have nothing to do with anything. */
function school(make: keyof typeof cells) {
  const random = makeRandom(5);
  const read = cells[make]();
  const truth = Array.from({ length: 2 * INPUTS }, () => 0.3 * random.normal());
  const g = new Float64Array(INPUTS);
  const y = new Float64Array(2);
  const e = new Float64Array(2);
  /** Root mean square of the errors of the last 200. */
  return (lessons: number, sense: number, nonsense = 0): number => {
    let squares = 0;
    for (let k = 0; k < lessons; k++) {
      for (let i = 0; i < INPUTS; i++) g[i] = random.normal();
      read.fire(y, g);
      for (let o = 0; o < 2; o++) {
        let wanted = 0;
        for (let i = 0; i < INPUTS; i++) wanted += sense * truth[INPUTS * o + i] * g[i];
        if (nonsense > 0) wanted = nonsense * (g[0] > 0 ? 1 : -1);
        e[o] = wanted - y[o];
        if (k >= lessons - 200) squares += (e[o] * e[o]) / 400;
      }
      read.learn(g, e);
    }
    return Math.sqrt(squares);
  };
}

describe("a read-out that keeps what was good", () => {
  test("learns as it would without, as long as nobody tells it nonsense, even if the world turns", () => {
    const [kept, plain] = [school("kept"), school("plain")];
    for (const sense of [1, -1, 0.3]) expect(kept(900, sense)).toBe(plain(900, sense));
  });

  test("is as good as before soon after nonsense has ended, where another has to learn anew", () => {
    const [kept, plain] = [school("kept"), school("plain")];
    const before = kept(3000, 1);
    plain(3000, 1);
    kept(3000, 1, 50);
    plain(3000, 1, 50);
    expect(kept(620, 1)).toBeLessThan(1.5 * before + 1e-6);
    expect(plain(620, 1)).toBeGreaterThan(1.5 * before + 1e-6);
  });

  test("has both in its memory, so that whoever brings back one brings back both", () => {
    const [own, its] = [grow(), grow()];
    expect(keepingWhatWasGood(own, its).memory).toEqual([...own.memory, ...its.memory]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("judges nothing by an error of %s", (bad) => {
    const [own, its] = [grow(), grow()];
    const read = keepingWhatWasGood(own, its);
    own.slow[0] = 1;
    for (let k = 0; k < 1000; k++) {
      read.learn(Float64Array.of(1, 0, 0, 0, 0, 0), Float64Array.of(bad, 0));
    }
    expect([own.slow[0], its.slow[0]]).toEqual([1, 0]);
  });
});
