import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/index-shipped.ts"],
    // Half of the files wait for processes of their own: one worker for each core, not one fewer.
    maxWorkers: "100%",
    // A module is loaded once for all files of a worker: loading took an eighth of the whole.
    isolate: false,
    // Processes and a browser are started by some tests; nothing waits this long when it is well.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
