import { cpSync } from "node:fs";
import { join, relative } from "node:path";
import { inject, onTestFinished } from "vitest";
import type { AppOptions } from "../../src/app.ts";
import type { App } from "../../src/cli/app.ts";
import { openApp } from "./open-app.ts";
import { CORPUS } from "./shipped.ts";
import { tempFolder } from "./temp-folder.ts";

/** A copy of the shipped cards that a test may change; of part of them, if told which. */
export function corpusCopy(isWanted: (path: string) => boolean = () => true): string {
  const folder = join(tempFolder(), "corpus");
  const filter = (file: string) => !file.endsWith(".md") || isWanted(relative(CORPUS, file));
  cpSync(CORPUS, folder, { recursive: true, filter });
  return folder;
}

/** A data folder in which the shipped cards are indexed already; it remembers no corpus folder. */
export function shippedData(): string {
  const folder = tempFolder();
  cpSync(join(inject("shippedData"), "index"), join(folder, "index"), { recursive: true });
  return folder;
}

/**
 * The real app over a data folder of its own. A changed copy of the shipped cards costs what was changed: their
 * index is there already.
 */
export function openTestApp({
  corpus = CORPUS,
  data = shippedData(),
  ...options
}: Partial<
  { corpus: string; data: string } & Pick<
    AppOptions,
    "refreshMs" | "onTrouble" | "model" | "embedding" | "onEmbedded"
  >
> = {}): App {
  const app = openApp({ dataFolder: data, corpusFolder: corpus, ...options });
  onTestFinished(() => app.close());
  return app;
}
