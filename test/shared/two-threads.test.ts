import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { mailboxBuffer, mailboxReader } from "../../bridge/shared/mailbox.ts";
import { FIELDS, telemetryBuffer, telemetryReader } from "../../bridge/shared/telemetry-ring.ts";

/**
 * Writers in plain JavaScript, for a worker of the test runner cannot load TypeScript. They follow the
 * layouts that the headers of the two sources state, and go on until told to stop.
 */
const ringWriter = `
  const { workerData: { buffer, stop, fields, capacity } } = require("node:worker_threads");
  const head = new Int32Array(buffer, 0, 1);
  const ring = new Float64Array(buffer, 8);
  const record = new Float64Array(fields);
  for (let i = 0; Atomics.load(stop, 0) === 0; i++) {
    record.fill(i);
    ring.set(record, (i % capacity) * fields);
    Atomics.store(head, 0, i + 1);
    if (i % 64 === 0) Atomics.wait(stop, 0, 0, 0.05);
  }
`;
const mailWriter = `
  const { workerData: { buffer, stop } } = require("node:worker_threads");
  const state = new Int32Array(buffer, 0, 2);
  const slot = new Float64Array(buffer, 8);
  for (let i = 1; Atomics.load(stop, 0) === 0; i++) {
    Atomics.add(state, 0, 1);
    slot.fill(i);
    Atomics.store(state, 1, 1 + (i % slot.length));
    Atomics.add(state, 0, 1);
    if (i % 64 === 0) Atomics.wait(stop, 0, 0, 0.05);
  }
`;

async function whileWriting(code: string, data: object, look: () => boolean): Promise<void> {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(code, { eval: true, workerData: { ...data, stop } });
  await once(worker, "online");
  const until = performance.now() + 1000;
  while (performance.now() < until && look());
  Atomics.store(stop, 0, 1);
  await once(worker, "exit");
}

test("no telemetry record is ever seen half written", async () => {
  const buffer = telemetryBuffer();
  const reader = telemetryReader(buffer);
  const capacity = (buffer.byteLength - 8) / (8 * FIELDS.length);
  let seen = 0;
  let torn = 0;
  await whileWriting(ringWriter, { buffer, fields: FIELDS.length, capacity }, () => {
    const newest = reader.count() - 1;
    for (const index of [newest, newest - 1000, newest - 2000]) {
      const record = reader.at(index)?.slice();
      // A reader that was put to sleep here for half a turn of the ring may have been overtaken.
      if (record === undefined || reader.at(index) === undefined) continue;
      seen++;
      if (record.some((value) => value !== index)) torn++;
    }
    return true;
  });
  expect(seen).toBeGreaterThan(10);
  expect(torn).toBe(0);
});

test("no letter is ever read half written", async () => {
  const buffer = mailboxBuffer(64);
  const reader = mailboxReader(buffer);
  let seen = 0;
  let torn = 0;
  let last = 0;
  await whileWriting(mailWriter, { buffer }, () => {
    if (!reader.read()) return true;
    const [first] = reader.words;
    const rest = reader.words.subarray(0, reader.length);
    seen++;
    if (rest.some((word) => word !== first) || reader.length !== 1 + (first % 64)) torn++;
    if (first <= last) torn++;
    last = first;
    return true;
  });
  expect(seen).toBeGreaterThan(10);
  expect(torn).toBe(0);
});
