import { defineConfig } from "vitest/config";

const common = {
  setupFiles: ["test/support/to-be-near.ts"],
  testTimeout: 60_000,
  // The garbage of a tick is measured in what V8's best compiler makes of it. The middle one, in use
  // from Node 22 on, boxes more doubles (docs/decisions.md, "A tick leaves ten bytes of garbage").
  execArgv: ["--no-maglev"],
};

/**
 * What runs on the wall clock: loops, emulated boards in real time, browsers, worker processes. A machine
 * that is busy with other tests would be late for these.
 */
const onTheWallClock = [
  "test/bridge/**/*.test.ts",
  "test/cli/bench-loop.test.ts",
  "test/cli/draw-live.test.ts",
  "test/cli/plotter-commands.test.ts",
  "test/cli/plotter-queue.test.ts",
  "test/cli/queue.test.ts",
  "test/cli/run.test.ts",
  "test/cli/run-plotter.test.ts",
  "test/live/**/*.test.ts",
  "test/page/**/*.test.ts",
];

export default defineConfig({
  test: {
    globalSetup: ["test/support/built.ts"],
    reporters: ["default", "./test/support/plain-summary.ts"],
    projects: [
      {
        test: {
          ...common,
          name: "virtual",
          include: ["test/**/*.test.ts"],
          exclude: onTheWallClock,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: "wall",
          include: onTheWallClock,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
