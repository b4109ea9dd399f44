import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { cleanText, stretchReading } from "../text/clean-text.ts";
import { figuresIn } from "../text/figures.ts";
import { squash } from "../text/search-form.ts";

/** Quotes and the files of the corpus they are from; white space and width aside. */
export interface QuoteCheck {
  /** Whether a quote stands in a file, word for word, as a reader sees it. */
  stands(path: string, quote: string): boolean;
  /**
   * The quote as the file has it, with what nobody can see in it: to be found again by whoever looks
   * it up, and to be cleaned before it is shown. `undefined` where it does not stand.
   */
  asWritten(path: string, quote: string): string | undefined;
}

interface Seen {
  readonly version: string;
  readonly text: string;
  readonly cleaned: string;
  readonly written: string;
}

/**
 * Checks quotes against the files as they are now, not as they were indexed. A file is read again
 * when its size or time has changed; one that is gone carries no quote.
 */
export function createQuoteCheck(corpusFolder: string): QuoteCheck {
  const seen = new Map<string, Seen>();
  const read = (path: string): Seen | undefined => {
    const file = join(corpusFolder, path);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile()) return undefined;
    const version = `${stats.mtimeMs}/${stats.size}`;
    const known = seen.get(path);
    if (known?.version === version) return known;
    const text = readFileSync(file, "utf8");
    const cleaned = cleanText(text);
    const written = squash(text);
    // Most texts hold nothing invisible: their two forms are one string in memory.
    const entry = {
      version,
      text,
      written,
      cleaned: cleaned === text ? written : squash(cleaned),
    };
    seen.set(path, entry);
    return entry;
  };
  return {
    stands: (path, quote) => read(path)?.cleaned.includes(squash(cleanText(quote))) === true,
    asWritten(path, quote) {
      const file = read(path);
      if (file?.written.includes(squash(quote))) return quote;
      return file && stretchReading(quote, file.text);
    },
  };
}

/** The figures of a text that none of the quotes carries; page marks [n] do not count. */
export function unbackedFigures(text: string, quotes: readonly string[]): readonly string[] {
  const backed = new Set(quotes.flatMap(figuresIn));
  return figuresIn(text.replace(/\[\d+\]/gu, "")).filter((figure) => !backed.has(figure));
}
