import { readFile } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { supersededTexts } from "../corpus/document-shelf.ts";
import type { Passage } from "../desk/surface.ts";
import { cleanText } from "../text/clean-text.ts";

/** How much is shown around a quote, in characters. */
const AROUND = 400;

/**
 * Where a quote stands in a file of the corpus, or of the documents that were added, as it is now,
 * white space aside: its paragraph, and what stands around that. Of a document that was replaced or
 * taken out, where it stood in the last version that has it. `undefined` when the file is gone, lies
 * elsewhere, or says something else by now.
 */
export async function passageIn(
  { corpus, documents }: { readonly corpus: string; readonly documents: string },
  { path, quote }: { readonly path: string; readonly quote: string },
): Promise<Passage | undefined> {
  const file = join(corpus, path);
  const isAdded = isWithin(documents, file);
  if (!isAdded && !isWithin(corpus, file)) return undefined;
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "EISDIR") return undefined;
    throw error;
  });
  const now = text === undefined ? undefined : passageInText(text, quote);
  if (now) return now;
  if (!isAdded) return undefined;
  const name = relative(documents, file).split(sep).join("/");
  for (const earlier of await supersededTexts(documents, name)) {
    const found = passageInText(earlier, quote);
    if (found) return found;
  }
  return undefined;
}

/** Where a quote stands in a text, white space aside, and what stands around that. */
export function passageInText(text: string, quote: string): Passage | undefined {
  const found = stretchOf(cleanText(text), cleanText(quote));
  return found && around(found);
}

function around({ whole, start, end }: NonNullable<ReturnType<typeof stretchOf>>): Passage {
  const from = whole.lastIndexOf("\n\n", start) + 1;
  const blank = whole.indexOf("\n\n", end);
  const to = blank < 0 ? whole.length : blank;
  return {
    text: whole.slice(Math.max(from, start - AROUND), Math.min(to, end + AROUND)).trim(),
    before: wholeLines(whole, Math.max(0, from - AROUND), from),
    after: wholeLines(whole, to, Math.min(whole.length, to + AROUND)),
  };
}

/** A stretch of a text without the lines that it would cut, unless nothing but these is in it. */
function wholeLines(text: string, from: number, to: number): string {
  const stretch = text.slice(from, to);
  const isCutBefore = from > 0 && text[from - 1] !== "\n";
  const isCutAfter = to < text.length && text[to] !== "\n";
  const start = isCutBefore ? stretch.indexOf("\n") + 1 : 0;
  const end = isCutAfter ? stretch.lastIndexOf("\n") : stretch.length;
  return (start < end ? stretch.slice(start, end) : stretch).trim();
}

function isWithin(folder: string, file: string): boolean {
  const inside = relative(folder, file);
  return !inside.startsWith("..") && !isAbsolute(inside);
}

/** A quote in a text by its letters alone: extraction breaks lines anywhere. */
function stretchOf(whole: string, quote: string) {
  const places = placesOf(whole);
  const letters = places.map(({ letter }) => letter).join("");
  const wanted = placesOf(quote)
    .map(({ letter }) => letter)
    .join("");
  const at = wanted === "" ? -1 : letters.indexOf(wanted);
  const [first, last] = [places[at], places[at + wanted.length - 1]];
  return first && last ? { whole, start: first.at, end: last.at + last.length } : undefined;
}

/** Letters as they are compared, a unit each, with their places in the text. */
function placesOf(
  text: string,
): readonly { readonly letter: string; readonly at: number; readonly length: number }[] {
  return [...text.matchAll(/\S/gsu)].flatMap(({ index, 0: written }) =>
    written
      .normalize("NFKC")
      .toLowerCase()
      .split("")
      .map((letter) => ({ letter, at: index, length: written.length })),
  );
}
