import { describe, expect, test } from "vitest";
import { makeMovementScorer, median } from "../../sim/movement-score.ts";

const at = (x: number, y: number) => Float64Array.of(x, y);

describe("a movement's score", () => {
  test("is the root mean square and the largest distance on the way, and that at the end", () => {
    const scorer = makeMovementScorer();
    scorer.begin();
    scorer.follow(at(0, 0), at(3, 4)); // 5 off
    scorer.follow(at(1, 0), at(1, 0)); // 0 off
    expect(scorer.settle(at(2, 2), at(2, 1))).toEqual({
      pathRms: Math.sqrt(25 / 2),
      pathMax: 5,
      endpointError: 1,
      samples: 2,
    });
  });

  test("is given once", () => {
    const scorer = makeMovementScorer();
    scorer.follow(at(0, 0), at(0, 0));
    expect(scorer.settle(at(0, 0), at(0, 0))).toBeDefined();
    expect(scorer.settle(at(0, 0), at(0, 0))).toBeUndefined();
  });

  test("is none where nothing was seen", () => {
    expect(makeMovementScorer().settle(at(0, 0), at(0, 0))).toBeUndefined();
  });

  test("forgets a movement that another one interrupts", () => {
    const scorer = makeMovementScorer();
    scorer.begin();
    scorer.follow(at(0, 0), at(9, 9));
    scorer.begin();
    scorer.follow(at(0, 0), at(0, 1));
    expect(scorer.settle(at(0, 0), at(0, 0))).toMatchObject({ pathRms: 1, samples: 1 });
  });
});

describe("the median", () => {
  test("is the middle value, whatever the order", () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  test("is the mean of the middle two where there are two", () => {
    expect(median([4, 1, 10, 2])).toBe(3);
  });

  test("sorts by size and not by spelling", () => {
    expect(median([10, 9, 100])).toBe(10);
  });

  test("of nothing is no number", () => {
    expect(median([])).toBeNaN();
  });

  test("leaves the values in their order", () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
  });
});
