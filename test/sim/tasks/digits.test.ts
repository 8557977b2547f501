import { describe, expect, test } from "vitest";
import { makeRandom } from "../../../sim/random.ts";
import { digitDiscrimination } from "../../../sim/tasks/sequence/digit-discrimination.ts";
import { DIGIT_TEMPLATES, digitDrawing } from "../../../sim/tasks/sequence/digit-drawing.ts";
import { digitLineDrawing, digitLineEnd } from "../../../sim/tasks/sequence/digit-line-drawing.ts";
import { type DigitImages, splitDigits } from "../../../sim/tasks/sequence/digit-rows.ts";
import { resampled } from "../../../sim/tasks/sequence/polyline.ts";
import type { SequenceBatch, SequenceTask } from "../../../sim/tasks/sequence/sequence-task.ts";

/** Images that can be told apart: pixel k of image i is (i + k) mod 256; its digit is i mod 10. */
const images = (count: number): DigitImages => ({
  pixels: Uint8Array.from({ length: count * 784 }, (_, k) => Math.floor(k / 784) + (k % 784)),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
});
const firstPixels = ({ inputs, batch }: SequenceBatch) =>
  Array.from({ length: batch }, (_, sample) => Math.round(255 * inputs[28 * sample]));
const trajectory = ({ targets, batch, steps }: SequenceBatch, sample: number) => {
  if (targets.kind !== "values") return expect.unreachable("targets are classes");
  const { values } = targets;
  return Array.from({ length: steps }, (_, t) => {
    const at = 2 * (t * batch + sample);
    return [values[at], values[at + 1]] as const;
  });
};
const tasks: readonly [string, (images: DigitImages) => SequenceTask][] = [
  ["line drawing", digitLineDrawing],
  ["digit drawing", digitDrawing],
  ["discrimination", digitDiscrimination],
];

describe.each(tasks)("%s from digits", (_, make) => {
  test("shows a row of the image at each step, from 0 to 1", () => {
    const [{ inputs, batch }] = make(images(250)).epoch(makeRandom(1));
    for (let sample = 0; sample < batch; sample++) {
      const image = Math.round(255 * inputs[28 * sample]);
      for (let t = 0; t < 28; t++) {
        const row = inputs.subarray(28 * (t * batch + sample), 28 * (t * batch + sample + 1));
        const expected = Array.from({ length: 28 }, (_, x) => ((image + 28 * t + x) % 256) / 255);
        expect(row).toBeNear(expected, { atol: 1e-7 });
      }
    }
  });

  test("trains on four fifths in batches of 50, every image once an epoch", () => {
    const task = make(images(250));
    const batches = [...task.epoch(makeRandom(2))];
    expect(batches.map(({ batch }) => batch)).toEqual([50, 50, 50, 50]);
    expect(task.batchesPerEpoch).toBe(4);
    const seen = new Set(batches.flatMap(firstPixels));
    expect(seen.size).toBe(200);
    for (const kept of firstPixels(task.validation)) expect(seen).not.toContain(kept);
    expect(task.validation.batch).toBe(50);
  });

  test("draws the same epoch from the same seed, and others from another", () => {
    const first = (seed: number) => firstPixels([...make(images(250)).epoch(makeRandom(seed))][0]);
    expect(first(3)).toEqual(first(3));
    expect(first(3)).not.toEqual(first(4));
  });
});

describe("the split", () => {
  test("keeps the same images for the same seed, others for another, and none twice", () => {
    const { training, validation } = splitDigits(1000);
    expect(splitDigits(1000)).toEqual({ training, validation });
    expect(splitDigits(1000, { splitSeed: 1 }).validation).not.toEqual(validation);
    expect(new Set([...training, ...validation]).size).toBe(1000);
    expect(validation).toHaveLength(200);
  });

  test("makes way for images that are held out, and can be bounded", () => {
    const heldOut = images(30);
    const task = digitDiscrimination(images(100), { heldOut, validationLimit: 20 });
    expect(task.batchesPerEpoch).toBe(2);
    expect(firstPixels(task.validation)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });
});

describe("images that cannot be", () => {
  test.each([
    ["pixels that do not fit the labels", { pixels: new Uint8Array(5), labels: new Uint8Array(1) }],
    ["a label that is no digit", { pixels: new Uint8Array(784), labels: Uint8Array.of(10) }],
    ["fewer than a batch", images(60)],
  ])("%s are refused", (_, wrong) => {
    expect(() => digitDrawing(wrong)).toThrow(RangeError);
  });
});

describe("the line of a digit", () => {
  test("goes from the origin to its place on the circle in 28 steps", () => {
    const { validation } = digitLineDrawing(images(250));
    const digits = firstPixels(validation).map((image) => image % 10);
    for (const [sample, digit] of digits.entries()) {
      const [x, y] = digitLineEnd(digit);
      const line = trajectory(validation, sample);
      expect(line).toHaveLength(28);
      for (const [t, p] of line.entries()) {
        expect(p).toBeNear([(t * x) / 27, (t * y) / 27], { atol: 1e-5 });
      }
    }
    expect(digitLineEnd(0)).toBeNear([0, 10], { atol: 1e-12 });
    expect(digitLineEnd(5)).toBeNear([0, -10], { atol: 1e-12 });
  });
});

describe("a drawn digit", () => {
  const counts = [9, 4, 7, 9, 8, 11, 8, 5, 9, 11];

  test.each([...DIGIT_TEMPLATES.entries()])(
    "%i has 28 points and hits every corner in order",
    (digit, template) => {
      expect(template).toHaveLength(counts[digit]);
      const line = resampled(template, 28);
      expect(line).toHaveLength(56);
      let t = 0;
      for (const [x, y] of template) {
        while (t < 28 && !(line[2 * t] === x && line[2 * t + 1] === y)) t++;
        expect(t).toBeLessThan(28);
      }
      expect(t).toBe(27);
    },
  );

  test.each([
    // 8 segments, q = 3, r = 4: three of 4 steps, five of 3.
    [0, [0, 4, 8, 12, 15, 18, 21, 24, 27]],
    // 3 segments, q = 9, r = 1: all of 9 steps.
    [1, [0, 9, 18, 27]],
    // 7 segments, q = 4, r = 0: six of 4 steps, the last of 3.
    [4, [0, 4, 8, 12, 16, 20, 24, 27]],
    // 10 segments, q = 2, r = 8: seven of 3 steps, three of 2.
    [5, [0, 3, 6, 9, 12, 15, 18, 21, 23, 25, 27]],
  ])("%i reaches its corners at the steps of the paper's scheme", (digit, steps) => {
    const line = resampled(DIGIT_TEMPLATES[digit], 28);
    const corners = steps.flatMap((t) => [line[2 * t], line[2 * t + 1]]);
    expect(corners).toEqual(DIGIT_TEMPLATES[digit].flat());
  });

  test("is what its image asks for", () => {
    const { validation } = digitDrawing(images(250));
    for (const [sample, image] of firstPixels(validation).entries()) {
      const expected = resampled(DIGIT_TEMPLATES[image % 10], 28);
      expect(trajectory(validation, sample).flat()).toBeNear(expected, { atol: 1e-7 });
    }
  });

  test("cannot have fewer points than corners", () => {
    expect(() => resampled(DIGIT_TEMPLATES[5], 10)).toThrow(RangeError);
  });
});

describe("discrimination", () => {
  test("has an answer at the last step, and at no other", () => {
    const { validation } = digitDiscrimination(images(250));
    const { targets, batch } = validation;
    if (targets.kind !== "classes") return expect.unreachable("targets are values");
    expect(targets.classes).toBe(10);
    expect(targets.labels.subarray(0, 27 * batch).every((label) => label === -1)).toBe(true);
    expect([...targets.labels.subarray(27 * batch)]).toEqual(
      firstPixels(validation).map((image) => image % 10),
    );
  });
});
