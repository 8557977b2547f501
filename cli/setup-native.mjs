// Makes @tensorflow/tfjs-node work where its own installer cannot: that downloads libtensorflow from a
// storage host, which many machines do not reach. The same C API is inside the Python wheel of
// TensorFlow, so this takes it from there, by whatever index pip is configured for, and compiles the
// addon against it. `npm ci` removes what was made here; run it again then.
//
//   npm run setup:native            as a last step, the contract tests of the learner run on it
//   npm run setup:native -- --untested
//
// Exit codes: 0 it works · 69 this machine lacks something, and the last line says what · 1 it failed
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The smallest wheel that has what tfjs-node 4.22 was written for: 2.12 lacks headers, later ones are larger. */
const TENSORFLOW = "2.15.1";
const WHEEL = ["--platform", "manylinux2014_x86_64", "--implementation", "cp", "--python-version", "3.11"];
/** What pip waits for an index that does not answer [s], and how often; its own time-outs can be minutes. */
const PATIENCE = ["--timeout=30", "--retries=2"];
const LIBRARIES = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];
/** Folders of headers that the addon's sources include, directly or not. */
const HEADERS = ["tensorflow/c/", "tensorflow/core/platform/ctstring", "tsl/"];
/** Of Node-API, the newest that tfjs-node looks for; an addon runs on every later Node. */
const NAPI = Math.min(8, Number(process.versions.napi));
/** The wheel, and what is taken out of it. */
const MEGABYTES = 900;

const UNAVAILABLE = 69;
const root = fileURLToPath(new URL("..", import.meta.url));
const home = join(root, "node_modules/@tensorflow/tfjs-node");
const nodeHeaders = join(root, "node_modules/node-api-headers/include");

const say = (text) => process.stderr.write(`${text}\n`);
/** Thrown, and not an exit, so that what was begun is tidied up. */
class Stop extends Error {
  constructor(code, text) {
    super(text);
    this.code = code;
  }
}
function stop(code, text) {
  throw new Stop(code, text);
}

/** Runs a program, its output on stderr; gives whether it was content. */
const run = (program, args, options = {}) =>
  spawnSync(program, args, { cwd: root, stdio: ["ignore", 2, 2], ...options }).status === 0;
const runs = (program, args) => spawnSync(program, args, { stdio: "ignore" }).status === 0;

/** What the program itself makes of it, in a process of its own, for an addon is loaded once for good. */
function probe() {
  const code = `
    const { loadTensorFlow } = await import("./dist/cli/load-tensorflow.js");
    const found = loadTensorFlow("tfjs-node");
    if (found.ok) found.tf.ones([2, 3]).matMul(found.tf.ones([3, 2])).dataSync();
    process.stdout.write(JSON.stringify({ ok: found.ok, text: found.ok ? found.version : found.why }));`;
  const args = ["--input-type=module", "-e", code];
  const { status, stdout, signal } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return status === 0 ? JSON.parse(stdout) : { ok: false, text: `it ended with ${signal ?? status}` };
}

function requireMachine() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    stop(
      UNAVAILABLE,
      `this way is for Linux on x64, and here is ${process.platform} on ${process.arch}. Where the host of its downloads can be reached, \`npm rebuild @tensorflow/tfjs-node\` does it.`,
    );
  }
  const debian = "on Debian and Ubuntu: apt-get install python3 python3-pip g++";
  if (!runs("g++", ["--version"])) stop(UNAVAILABLE, `there is no g++ (${debian}).`);
  if (!runs("python3", ["-m", "pip", "--version"])) {
    stop(UNAVAILABLE, `there is no python3 with pip (${debian}).`);
  }
  const { bavail, bsize } = statfsSync(root);
  const free = Math.floor((bavail * bsize) / 2 ** 20);
  if (free < MEGABYTES) stop(UNAVAILABLE, `it takes ${MEGABYTES} MB of disk, and ${free} are free.`);
}

/** npm takes the package back when its installer fails, and may leave it out. */
function requirePackages() {
  if (existsSync(join(home, "binding")) && existsSync(nodeHeaders)) return;
  say("installing @tensorflow/tfjs-node, without its installer …");
  const args = ["install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  if (!run("npm", args) || !existsSync(join(home, "binding")) || !existsSync(nodeHeaders)) {
    stop(UNAVAILABLE, "npm could not install @tensorflow/tfjs-node and node-api-headers.");
  }
}

/** Gives the path of the wheel. */
function download(scratch) {
  say(`fetching TensorFlow ${TENSORFLOW} by pip (207 MB) …`);
  const choice = ["--no-deps", "--only-binary=:all:", "--progress-bar=off", ...PATIENCE, ...WHEEL, "--dest", scratch];
  if (!run("python3", ["-m", "pip", "download", ...choice, `tensorflow-cpu==${TENSORFLOW}`])) {
    stop(UNAVAILABLE, `pip could not fetch tensorflow-cpu ${TENSORFLOW}; its message is above. Is its index within reach?`);
  }
  return join(scratch, readdirSync(scratch).find((name) => name.endsWith(".whl")));
}

/** Lays out lib/ and include/ as tfjs-node wants them below deps/. */
function unpack(wheel, deps) {
  say("unpacking …");
  const code = `
import json, os, shutil, sys, zipfile
wheel, deps, libraries, headers = sys.argv[1], sys.argv[2], *map(json.loads, sys.argv[3:])
with zipfile.ZipFile(wheel) as archive:
    for name in archive.namelist():
        inside = name.removeprefix("tensorflow/include/")
        if any(name == "tensorflow/" + library for library in libraries):
            to = os.path.join(deps, "lib", os.path.basename(name))
        elif inside != name and name.endswith(".h") and inside.startswith(tuple(headers)):
            to = os.path.join(deps, "include", inside)
        else:
            continue
        os.makedirs(os.path.dirname(to), exist_ok=True)
        with archive.open(name) as source, open(to, "wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)`;
  const lists = [LIBRARIES, HEADERS].map((list) => JSON.stringify(list));
  if (!run("python3", ["-c", code, wheel, deps, ...lists])) stop(1, "the wheel could not be unpacked.");
}

/** What binding.gyp says, in one command: node-gyp would need Node's whole headers, from one host more. */
function compile(deps, addon) {
  say("compiling the addon …");
  const flags = ["-std=c++17", "-O2", "-fPIC", "-shared", "-w", `-DNAPI_VERSION=${NAPI}`];
  const include = [`-I${nodeHeaders}`, `-I${join(deps, "include")}`];
  const sources = ["tfjs_backend.cc", "tfjs_binding.cc"].map((name) => join(home, "binding", name));
  const link = [`-L${join(deps, "lib")}`, ...LIBRARIES.map((name) => `-l:${name}`)];
  const place = "-Wl,-rpath,$ORIGIN/../../deps/lib";
  if (!run("g++", [...flags, ...include, ...sources, "-o", addon, ...link, place])) {
    stop(1, "the addon does not compile; the messages above say why.");
  }
}

function make() {
  const scratch = mkdtempSync(join(home, ".setup-"));
  try {
    const wheel = download(scratch);
    const [deps, lib] = [join(scratch, "deps"), join(scratch, "lib")];
    unpack(wheel, deps);
    mkdirSync(join(lib, `napi-v${NAPI}`), { recursive: true });
    compile(deps, join(lib, `napi-v${NAPI}`, "tfjs_binding.node"));
    for (const name of ["deps", "lib"]) {
      rmSync(join(home, name), { recursive: true, force: true });
      renameSync(join(scratch, name), join(home, name));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function main() {
  execFileSync(process.execPath, ["cli/ensure-built.mjs"], { cwd: root, stdio: ["ignore", 2, 2] });
  const before = probe();
  if (!before.ok) {
    requireMachine();
    requirePackages();
    make();
  }
  const after = before.ok ? before : probe();
  if (!after.ok) stop(1, `the addon was made, but does not load: ${after.text}.`);
  say(`${before.ok ? "already there" : "made"}: ${after.text}`);

  if (!process.argv.includes("--untested")) {
    const env = { ...process.env, PURKINJE_REQUIRE_NATIVE: "1" };
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    if (!run(process.execPath, [vitest, "run", "test/learning/ccrnn/native.test.ts"], { env })) {
      stop(1, "the addon loads, but does not pass the contract tests of the learner.");
    }
  }
}

try {
  main();
} catch (error) {
  if (!(error instanceof Stop)) throw error;
  say(`setup:native: ${error.message}`);
  process.exitCode = error.code;
}
