import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/built.ts"],
    setupFiles: ["test/support/to-be-near.ts"],
    reporters: ["default", "./test/support/plain-summary.ts"],
    testTimeout: 30_000,
    // The garbage of a tick is measured in what V8's best compiler makes of it. The middle one, in use
    // from Node 22 on, boxes more doubles (docs/decisions.md, "A tick leaves ten bytes of garbage").
    execArgv: ["--no-maglev"],
  },
});
