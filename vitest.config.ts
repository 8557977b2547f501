import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/built.ts"],
    setupFiles: ["test/support/to-be-near.ts"],
    reporters: ["default", "./test/support/plain-summary.ts"],
    testTimeout: 30_000,
  },
});
