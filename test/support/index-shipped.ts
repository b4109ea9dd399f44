import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openApp } from "./open-app.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder with the index of the shipped cards, to be copied and never written to. */
    readonly shippedData: string;
  }
}

/** Indexes the shipped cards once for all tests: an index is the same however often it is made. */
export async function setup(project: TestProject): Promise<() => void> {
  // Beside the folders of tests: what a data folder remembers of its corpus is relative to it.
  const data = mkdtempSync(join(tmpdir(), "musubi-test-"));
  const app = openApp({ dataFolder: data });
  await app.assistant.answer("岡山TLOの支援は何年間？");
  app.close();
  project.provide("shippedData", data);
  return () => rmSync(data, { recursive: true, force: true });
}
