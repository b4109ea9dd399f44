import { defineConfig } from "vitest/config";

/** They count the processor time of their process, which must have done nothing else. */
const MEASURING = ["test/text/hostile-text.test.ts", "test/corpus/hostile-document.test.ts"];

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    // Half of the files wait for processes of their own: one worker for each core, not one fewer.
    maxWorkers: "100%",
    // Processes and a browser are started by some tests; nothing waits this long when it is well.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    projects: [
      {
        extends: true,
        test: {
          name: "all",
          include: ["test/**/*.test.ts"],
          exclude: MEASURING,
          globalSetup: ["test/support/index-shipped.ts"],
          // A module is loaded once for all files of a worker: loading took an eighth of the whole.
          isolate: false,
        },
      },
      { extends: true, test: { name: "measuring", include: MEASURING } },
    ],
  },
});
