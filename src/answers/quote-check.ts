import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { cleanText } from "../text/clean-text.ts";
import { figuresIn } from "../text/figures.ts";
import { squash } from "../text/search-form.ts";

/** Whether a quote stands in a file of the corpus, word for word, white space and width aside. */
export type QuoteStands = (path: string, quote: string) => boolean;

/**
 * Checks quotes against the files as they are now, not as they were indexed. A file is read again
 * when its size or time has changed; one that is gone carries no quote.
 */
export function createQuoteCheck(corpusFolder: string): QuoteStands {
  const seen = new Map<string, { version: string; text: string }>();
  return (path, quote) => {
    const file = join(corpusFolder, path);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile()) return false;
    const version = `${stats.mtimeMs}/${stats.size}`;
    let entry = seen.get(path);
    if (entry?.version !== version) {
      entry = { version, text: squash(cleanText(readFileSync(file, "utf8"))) };
      seen.set(path, entry);
    }
    return entry.text.includes(squash(quote));
  };
}

/** The figures of a text that none of the quotes carries; page marks [n] do not count. */
export function unbackedFigures(text: string, quotes: readonly string[]): readonly string[] {
  const backed = new Set(quotes.flatMap(figuresIn));
  return figuresIn(text.replace(/\[\d+\]/gu, "")).filter((figure) => !backed.has(figure));
}
