import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { shippedBrain } from "../../cli/read-brain.ts";
import { purkinje, start } from "../support/command.ts";

const percentiles = { p50: z.number(), p99: z.number(), p999: z.number() };
const Report = z.strictObject({
  engine: z.enum(["wasm-simd", "typescript"]),
  hz: z.strictObject({ target: z.number(), achieved: z.number() }),
  lateMicros: z.strictObject({ ...percentiles, max: z.number() }),
  tickMicros: z.strictObject(percentiles),
  missed: z.number(),
  overruns: z.number(),
  fallback: z.strictObject({ cause: z.string(), takeovers: z.number(), held: z.number() }),
  ticks: z.number(),
  allocBytesPerTick: z.number().nullable(),
  endpointErrorMm: z.number().nullable(),
  pathRmsMm: z.number().nullable(),
});

const scratch = (): string => mkdtempSync(join(tmpdir(), "purkinje-"));

test("a headless run prints its figures as one JSON object on stdout", async () => {
  const { code, stdout } = await purkinje(
    ...["run", "--headless", "--duration", "6", "--json", "--rate", "500"],
  );
  expect(code).toBe(0);
  const report = Report.parse(JSON.parse(stdout));
  expect(report.hz.target).toBe(500);
  expect(report.ticks + report.missed).toBeGreaterThan(2900);
  expect(report.endpointErrorMm).toBeLessThan(5);
  expect(report.pathRmsMm).toBeLessThan(5);
});

test("a cortex that learns while it moves leaves little garbage in a tick, and reaches", async () => {
  const { code, stdout } = await purkinje(
    ...["run", "--headless", "--duration", "8", "--json", "--online-cortex"],
  );
  expect(code).toBe(0);
  const report = Report.parse(JSON.parse(stdout));
  expect(report.endpointErrorMm).toBeLessThan(5);
  expect(report.allocBytesPerTick).toBeLessThan(64);
});

test("the fallback engine moves the arm as well, and says that it is the one", async () => {
  const { code, stdout, stderr } = await purkinje(
    ...[
      "run",
      "--headless",
      "--duration",
      "4",
      "--json",
      "--rate",
      "100",
      "--engine",
      "typescript",
    ],
  );
  expect(code).toBe(0);
  expect(stderr).toContain("engine typescript");
  const report = Report.parse(JSON.parse(stdout));
  expect(report.engine).toBe("typescript");
  expect(report.pathRmsMm).toBeLessThan(5);
});

test("Ctrl-C ends a run that would go on for ever, with its figures and exit code 0", async () => {
  const command = start("run", "--headless", "--json");
  await command.says(/engine/);
  const { code, stdout } = await command.interrupt();
  expect(code).toBe(0);
  expect(Report.parse(JSON.parse(stdout)).ticks).toBeGreaterThan(0);
});

test("a brain that cannot be trusted before it has begun is refused", async () => {
  const file = join(scratch(), "wild.safetensors");
  const bytes = readFileSync(shippedBrain());
  const header = Number(bytes.readBigUInt64LE(0));
  // Numbers that can be read, and overflow as soon as they are added up.
  for (let at = 8 + header; at + 4 <= bytes.length; at += 4) {
    bytes.writeFloatLE(at % 8 === 0 ? 3e38 : -3e38, at);
  }
  writeFileSync(file, bytes);
  const { code, stderr } = await purkinje(
    "run",
    "--headless",
    "--duration",
    "2",
    "--weights",
    file,
  );
  expect(code).toBe(3);
  expect(stderr).toContain("their commands are no numbers");
});

test("real time is asked for and never insisted on", async () => {
  const { code, stderr } = await purkinje("run", "--headless", "--duration", "1", "--realtime");
  expect(code).toBe(0);
  expect(stderr).toMatch(/^real time: (SCHED_FIFO, priority 50|not granted: .+); memory is not/m);
});

test("a port that is taken is one sentence, and what to do about it", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = other.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const { code, stderr } = await purkinje("run", "--port", port);
  other.close();
  expect(code).toBe(1);
  expect(stderr).toContain(port);
  expect(stderr).toContain("--port");
  expect(stderr).not.toMatch(/^\s+at /m);
});

test.each([
  [["run", "--rate", "77"], /multiple of 100, found "77"/],
  [["run", "--delay", "900"], /from 0 to 300, found "900"/],
  [["run", "--arm", "octopus"], /li-todorov/],
  [["run", "--arm", "arm26", "--learner", "nlms"], /rls for the muscles of arm26, found nlms/],
  [["run", "--arm", "arm26", "--adaptive"], /adaptive command.*arm26 has muscles/],
  [["run", "--arm", "arm26", "--online-cortex"], /learns torques, and arm26 has muscles/],
  [["run", "--speed", "3"], /unknown option '--speed'/],
  [["dance"], /unknown command 'dance'/],
  [["train", "reach", "--seed", "x"], /whole number/],
])("%j is refused with a sentence and exit code 2", async (args, sentence) => {
  const { code, stdout, stderr } = await purkinje(...args);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(sentence);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test("weights that are not there, no weights, or foreign are one sentence each", async () => {
  const folder = scratch();
  const garbage = join(folder, "garbage.safetensors");
  writeFileSync(garbage, "this is not a brain");
  const cut = join(folder, "cut.safetensors");
  copyFileSync(shippedBrain(), cut);
  writeFileSync(cut, readFileSync(cut).subarray(0, 20_000));
  const foreign = join(folder, "foreign.safetensors");
  const header = JSON.stringify({ a: { dtype: "F32", shape: [1], data_offsets: [0, 4] } }).padEnd(
    64,
  );
  writeFileSync(
    foreign,
    Buffer.concat([Buffer.from([64, 0, 0, 0, 0, 0, 0, 0]), Buffer.from(header), Buffer.alloc(4)]),
  );

  for (const [file, sentence] of [
    [join(folder, "none"), /there is no such file/],
    [garbage, /announce a header/],
    [cut, /tensor .* needs .* bytes/],
    [foreign, /no provenance record/],
  ] as const) {
    const { code, stderr } = await purkinje("run", "--headless", "--weights", file);
    expect(code).toBe(1);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  }
});

test("a brain for torques is not taken for one for muscles, nor the other way round", async () => {
  for (const [arm, other, sentence] of [
    ["li-todorov", "arm26", /commands two torques, as li-todorov needs.* by 6 muscles/],
    ["arm26", "li-todorov", /commands 6 muscles, as arm26 needs.* by two torques/],
  ] as const) {
    const weights = shippedBrain(arm);
    const run = await purkinje("run", "--headless", "--arm", other, "--weights", weights);
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(sentence);
  }
  const curl = await purkinje("experiment", "curl", "--weights", shippedBrain("arm26"));
  expect(curl.code).toBe(1);
  expect(curl.stderr).toContain("experiments are about joint torques");
});

test("muscles move the arm without a page, and it reaches", async () => {
  const { code, stdout } = await purkinje(
    ...["run", "--arm", "arm26", "--headless", "--duration", "6", "--json"],
  );
  expect(code).toBe(0);
  expect(JSON.parse(stdout).endpointErrorMm).toBeLessThan(5);
});

test("every command explains itself", async () => {
  for (const args of [[], ["run"], ["train"], ["train", "reach"], ["doctor"]]) {
    const { code, stdout } = await purkinje(...args, "--help");
    expect(code).toBe(0);
    expect(stdout).toContain("Usage: purkinje");
  }
});

test("the doctor lists its findings, and is content here", async () => {
  const { code, stdout } = await purkinje("doctor", "--json");
  const { ok, findings } = JSON.parse(stdout);
  expect(code).toBe(0);
  expect(ok).toBe(true);
  expect(findings.map((finding: { name: string }) => finding.name)).toEqual([
    "Node",
    "engine",
    "brain",
    "TensorFlow",
    "Chromium",
    "serial ports",
  ]);
});
