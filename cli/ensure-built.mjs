// Builds dist/ when it is missing or older than the sources, so that `npm start` and `npm test` run
// what the tree says. Plain JavaScript, for it runs before there is anything compiled.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}dist/.built`;
const sources = ["bridge", "cli", "controller", "plant", "sim", "viewer", "package.json", "tsconfig.json"];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(`${path}/${name}`)));
}

const builtAt = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (Math.max(...sources.map((name) => newest(root + name))) > builtAt) {
  const began = Date.now();
  rmSync(`${root}dist`, { recursive: true, force: true });
  rmSync(`${root}.tsbuild`, { recursive: true, force: true });
  process.stderr.write("building purkinje …\n");
  try {
    // npm.cmd has to go through a shell on Windows.
    execFileSync("npm", ["run", "--silent", "build"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    });
  } catch (error) {
    process.stderr.write(
      error.code === "ENOENT"
        ? "The build needs npm, and there is none on the PATH.\n"
        : "The build failed; the messages above say where.\n",
    );
    process.exit(1);
  }
  mkdirSync(`${root}dist`, { recursive: true });
  writeFileSync(stamp, "");
  process.stderr.write(`built in ${((Date.now() - began) / 1000).toFixed(1)} s\n`);
}
