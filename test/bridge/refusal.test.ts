import { fc, test as property } from "@fast-check/vitest";
import { describe, expect, test } from "vitest";
import { readMessage } from "../../bridge/server/refusal.ts";

describe("a message that follows the protocol is read", () => {
  test.each([
    { op: "ack", seq: 7 },
    { op: "ping", at: 12.5 },
    { op: "target", at: [0.1, 0.4] },
    {
      op: "stroke",
      points: [
        [0, 0.4],
        [0.1, 0.4],
      ],
    },
    { op: "stroke", points: Array.from({ length: 2000 }, () => [0, 0.4]) },
    { op: "settings" },
    { op: "settings", cerebellum: false, olive: true, delayMs: 50, noise: 0, demo: "figures" },
  ])("$op", (message) => {
    expect(readMessage(JSON.stringify(message))).toEqual(message);
  });
});

describe("a message that does not gets one sentence that says why", () => {
  const op =
    "ack, ping, target, stroke, settings, push, restoreCortex, watch, protocol, draw, newPaper, pause, resume, cancel, stop, speed, penHeight, repeatStroke, calibrate, measured, measureTwin, keepCalibration, discardCalibration, restoreCalibration, moveJob, removeJob, repeatJob, byItself, changed, goOn or giveUp";
  test.each([
    ["", 'Expected a JSON object, found text that is not JSON: "".'],
    ["{op}", 'Expected a JSON object, found text that is not JSON: "{op}".'],
    ["null", 'Expected a JSON object with an "op", found null.'],
    ["[1,2]", 'Expected a JSON object with an "op", found an array of length 2.'],
    ["{}", `Expected "op" to be ${op}, found nothing.`],
    ['{"op":"jump"}', `Expected "op" to be ${op}, found "jump".`],
    ['{"op":{}}', `Expected "op" to be ${op}, found an object.`],
    ['{"op":"ack"}', 'Expected "seq" of ack to be a number, found nothing.'],
    ['{"op":"ack","seq":1.5}', 'Expected "seq" of ack to be a whole number, found 1.5.'],
    ['{"op":"ack","seq":-1}', 'Expected "seq" of ack to be at least 0, found -1.'],
    ['{"op":"ping","at":"now"}', 'Expected "at" of ping to be a number, found "now".'],
    ['{"op":"target","at":3}', 'Expected "at" of target to be a pair of numbers, found 3.'],
    [
      '{"op":"target","at":[1]}',
      'Expected "at" of target to have a length of at least 2, found 1.',
    ],
    ['{"op":"target","at":[0,9]}', 'Expected "at[1]" of target to be at most 2, found 9.'],
    [
      '{"op":"target","at":[0,0],"z":1}',
      'Expected only the fields that belong to target, found "z" too.',
    ],
    [
      '{"op":"stroke","points":[[0,0]]}',
      'Expected "points" of stroke to have a length of at least 2, found 1.',
    ],
    [
      '{"op":"stroke","points":[[0,0],[0,null]]}',
      'Expected "points[1][1]" of stroke to be a number, found null.',
    ],
    ['{"op":"settings","noise":6}', 'Expected "noise" of settings to be at most 5, found 6.'],
    [
      '{"op":"settings","rateHz":150}',
      'Expected "rateHz" of settings to be a multiple of 100, found 150.',
    ],
    ['{"op":"settings","olive":1}', 'Expected "olive" of settings to be a boolean, found 1.'],
    [
      '{"op":"settings","demo":"x"}',
      'Expected "demo" of settings to be reaching, figures or still, found "x".',
    ],
  ])("%s", (text, sentence) => {
    expect(readMessage(text)).toBe(sentence);
  });

  test("a stroke of one point too many", () => {
    const points = Array.from({ length: 2001 }, () => [0, 0]);
    expect(readMessage(JSON.stringify({ op: "stroke", points }))).toBe(
      'Expected "points" of stroke to have a length of at most 2000, found 2001.',
    );
  });
});

const nasty = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.json(),
  fc
    .tuple(
      fc.constantFrom("ack", "target", "stroke", "settings"),
      fc.dictionary(fc.string(), fc.jsonValue()),
    )
    .map(([op, rest]) => JSON.stringify({ op, seq: rest, ...rest })),
);

property.prop([nasty])("no text throws, and no answer is long", (text) => {
  const message = readMessage(text);
  if (typeof message === "string") expect(message.length).toBeLessThan(500);
});

test("not more than 80 characters of a message come back", () => {
  for (const text of ["y".repeat(9999), JSON.stringify({ op: "y".repeat(9999) })]) {
    expect(String(readMessage(text)).match(/y/g)?.length).toBeLessThan(80);
  }
});

test("nesting that would exhaust the stack of a printer is survived", () => {
  const deep = `${"[".repeat(60_000)}${"]".repeat(60_000)}`;
  expect(readMessage(`{"op":"ack","seq":${deep}}`)).toBe(
    'Expected "seq" of ack to be a number, found an array of length 1.',
  );
});
