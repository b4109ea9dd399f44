import { cpSync } from "node:fs";
import { join } from "node:path";
import { inject, onTestFinished } from "vitest";
import type { AppOptions } from "../../src/app.ts";
import type { App } from "../../src/cli/app.ts";
import { openApp } from "./open-app.ts";
import { CORPUS } from "./shipped.ts";
import { tempFolder } from "./temp-folder.ts";

/** A copy of the shipped cards that a test may change. */
export function corpusCopy(): string {
  const folder = join(tempFolder(), "corpus");
  cpSync(CORPUS, folder, { recursive: true });
  return folder;
}

/** A data folder in which the shipped cards are indexed already. */
export function shippedData(): string {
  const folder = tempFolder();
  cpSync(inject("shippedData"), folder, { recursive: true });
  return folder;
}

/** The real app over a data folder of its own; it looks at the corpus before every answer. */
export function openTestApp({
  corpus = CORPUS,
  data = corpus === CORPUS ? shippedData() : tempFolder(),
  onTrouble,
}: Partial<{ corpus: string; data: string; onTrouble: AppOptions["onTrouble"] }> = {}): App {
  const app = openApp({ dataFolder: data, corpusFolder: corpus, ...(onTrouble && { onTrouble }) });
  onTestFinished(() => app.close());
  return app;
}
