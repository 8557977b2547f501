import { describe, expect, test } from "vitest";
import { makeRandom } from "../../../sim/random.ts";
import {
  describeOften,
  describeScene,
} from "../../../sim/tasks/sequence/captions/describe-scene.ts";
import {
  FEATURE_WIDTH,
  pictureEncoder,
} from "../../../sim/tasks/sequence/captions/picture-features.ts";
import { PICTURE_SIDE, renderScene } from "../../../sim/tasks/sequence/captions/render-scene.ts";
import {
  COLOURS,
  drawScene,
  type Group,
  type Scene,
  SHAPES,
} from "../../../sim/tasks/sequence/captions/scene.ts";
import { faultIn } from "./read-caption.ts";

const COUNT = 4000;
const random = makeRandom(1);
const scenes = Array.from({ length: COUNT }, () => drawScene(random));
/** Whether a share of `among` draws is within four standard deviations of its chance. */
const isLikely = (found: number, chance: number, among: number) =>
  Math.abs(found - chance * among) < 4 * Math.sqrt(among * chance * (1 - chance));

describe("scenes", () => {
  test("have one, two or three groups as often as they should", () => {
    const having = (count: number) => scenes.filter(({ groups }) => groups.length === count).length;
    expect(isLikely(having(1), 0.15, COUNT)).toBe(true);
    expect(isLikely(having(2), 0.55, COUNT)).toBe(true);
    expect(isLikely(having(3), 0.3, COUNT)).toBe(true);
  });

  test("have shapes, colours and numbers evenly", () => {
    // The first group of a scene: later ones avoid its shape and colour together.
    const first = scenes.map(({ groups }) => groups[0]);
    for (const shape of SHAPES) {
      const found = first.filter((group) => group.shape === shape).length;
      expect(isLikely(found, 1 / SHAPES.length, COUNT)).toBe(true);
    }
    for (const colour of COLOURS) {
      const found = first.filter((group) => group.colour === colour).length;
      expect(isLikely(found, 1 / COLOURS.length, COUNT)).toBe(true);
    }
    for (const count of [1, 2, 3]) {
      const found = first.filter(({ cells }) => cells.length === count).length;
      expect(isLikely(found, 1 / 3, COUNT)).toBe(true);
    }
  });

  test("have one object a cell, one line a group, and no two groups alike", () => {
    for (const { lines, groups } of scenes) {
      const cells = groups.flatMap((group) => group.cells);
      expect(new Set(cells.map(({ column, row }) => 3 * row + column)).size).toBe(cells.length);
      for (const { line, cells: own } of groups) {
        for (const { column, row } of own) expect(lines === "columns" ? column : row).toBe(line);
      }
      expect(new Set(groups.map(({ line }) => line)).size).toBe(groups.length);
      expect(new Set(groups.map(({ shape, colour }) => shape + colour)).size).toBe(groups.length);
      expect(groups.map(({ line }) => line)).toEqual(groups.map(({ line }) => line).toSorted());
    }
  });

  test("are the same for the same seed", () => {
    const again = makeRandom(1);
    expect(Array.from({ length: 50 }, () => drawScene(again))).toEqual(scenes.slice(0, 50));
  });
});

describe("captions", () => {
  const captions = scenes.map((scene) => ({ scene, words: describeScene(scene, random) }));

  test("are true of their scenes, and grammatical", () => {
    for (const { scene, words } of captions) {
      const caption = words.join(" ");
      expect(faultIn(caption, scene), caption).toBeUndefined();
    }
  });

  test("have every length from 5 to 20 words", () => {
    const lengths = new Set(captions.map(({ words }) => words.length));
    expect([...lengths].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 16 }, (_, i) => i + 5),
    );
  });

  test("differ where several are asked for", () => {
    for (const scene of scenes.slice(0, 200)) {
      const several = describeOften(scene, 5, random).map((words) => words.join(" "));
      expect(new Set(several).size).toBe(5);
    }
  });

  test("that are not true are found out by the reader", () => {
    const group = (shape: Group["shape"], line: number, count: number): Group => ({
      shape,
      colour: "red",
      size: "small",
      line,
      cells: Array.from({ length: count }, (_, row) => ({ column: line, row })),
    });
    const scene: Scene = {
      background: "black",
      lines: "columns",
      groups: [group("circle", 0, 2), group("star", 2, 1)],
    };
    const trueOnes = [
      "two red discs left of a tiny red star",
      "two red circles and a red star the circles are on the left and the star at the right",
      "three objects on a dark ground two red circles to the left of one red star",
      "on a black background is a red star right of two red circles",
    ];
    for (const caption of trueOnes) expect(faultIn(caption, scene), caption).toBeUndefined();
    const wrongOnes = [
      "two red discs right of a tiny red star",
      "two blue circles and a red star",
      "three red circles and a red star",
      "two large red circles and a red star",
      "two red circles are above a red star",
      "two red circles and a red star the star is on the left and the circles at the right",
      "four objects two red circles and a red star",
      "two red circles on a grey ground",
      "two red circles is left of a red star",
      "two red circle and a red star",
      "at the top are two red circles",
      "two red circles and a red apple",
    ];
    for (const caption of wrongOnes) expect(faultIn(caption, scene), caption).toBeTypeOf("string");
  });
});

describe("pictures", () => {
  test("show each object in its cell in its colour, and the background elsewhere", () => {
    const scene: Scene = {
      background: "black",
      lines: "rows",
      groups: [
        { shape: "square", colour: "red", size: "large", line: 0, cells: [{ column: 2, row: 0 }] },
        { shape: "circle", colour: "blue", size: "small", line: 2, cells: [{ column: 0, row: 2 }] },
      ],
    };
    const picture = renderScene(scene, makeRandom(2));
    expect(picture).toHaveLength(PICTURE_SIDE * PICTURE_SIDE * 3);
    const at = (row: number, column: number) => {
      const k = 3 * (PICTURE_SIDE * row + column);
      return picture.subarray(k, k + 3);
    };
    expect(at(5, 25)).toBeNear([0.87, 0.13, 0.13], { atol: 0.08 });
    expect(at(25, 5)).toBeNear([0.16, 0.34, 0.95], { atol: 0.08 });
    for (const place of [at(5, 5), at(15, 15), at(25, 25), at(21, 1)]) {
      expect(place).toBeNear([0.03, 0.03, 0.04], { atol: 0.08 });
    }
  });

  test("stay between 0 and 1, and differ from one another", () => {
    const [one, other] = [renderScene(scenes[0], random), renderScene(scenes[0], random)];
    for (const value of one) expect(value >= 0 && value <= 1).toBe(true);
    expect(one).not.toEqual(other);
  });

  test("show more of large objects than of small ones, for every shape", () => {
    for (const shape of SHAPES) {
      const lit = (size: Group["size"]) => {
        const group = {
          shape,
          colour: "white",
          size,
          line: 0,
          cells: [{ column: 0, row: 0 }],
        } as const;
        const picture = renderScene(
          { background: "black", lines: "rows", groups: [group] },
          makeRandom(3),
        );
        return picture.filter((value) => value > 0.5).length;
      };
      expect(lit("large")).toBeGreaterThan(1.5 * lit("small"));
      expect(lit("small")).toBeGreaterThan(15);
    }
  });
});

describe("features", () => {
  test("are the same for the same picture, and of mean 0 and deviation 1 over scenes", () => {
    const encoder = pictureEncoder();
    const sum = new Float64Array(FEATURE_WIDTH);
    const squares = new Float64Array(FEATURE_WIDTH);
    const out = new Float32Array(FEATURE_WIDTH);
    const some = scenes.slice(0, 1000);
    for (const scene of some) {
      encoder.encode(out, renderScene(scene, random));
      for (let k = 0; k < FEATURE_WIDTH; k++) {
        sum[k] += out[k] / some.length;
        squares[k] += out[k] ** 2 / some.length;
      }
    }
    const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
    expect(Math.abs(mean(sum))).toBeLessThan(0.03);
    expect(mean(squares)).toBeGreaterThan(0.9);
    expect(mean(squares)).toBeLessThan(1.1);

    const picture = renderScene(scenes[0], random);
    const again = new Float32Array(FEATURE_WIDTH);
    encoder.encode(out, picture);
    encoder.encode(again, picture);
    expect(again).toEqual(out);
  });
});
