import type { ReadPage } from "../read-outcome.ts";
import { type PageText, runsOver } from "./page-text.ts";

/** A page whose text ends within so many lines of where the others end is full: it goes on over leaf. */
const MAX_LEFT = 3;
/** Fewer lines than these are no text that runs through pages, whatever their place; in ems. */
const MIN_HEIGHT = 12;
/** So large a share of the pages is as long as the text is set, at least. */
const FULL_SHARE = 0.25;
/** What is set so much larger than the body begins something new. */
const LARGER = 1.15;

/**
 * For each page how its text goes on over its end: in mid-sentence, with another paragraph, or, where
 * it ends early or the next page begins with a title, not at all.
 */
export function pageTurns(
  pages: readonly (PageText & { readonly number: number })[],
  body: number,
): readonly (ReadPage["goesOn"] | undefined)[] {
  const foot = footOf(pages);
  return pages.map((page, i) => {
    const following = pages[i + 1];
    const next = following?.number === page.number + 1 ? following.first : undefined;
    if (!page.last || !next || !reaches(page, foot)) return undefined;
    if (next.line.size >= body * LARGER) return undefined;
    return runsOver(page.last, next) ? "sentence" : "text";
  });
}

/** How far down the text is set: a quarter of the pages goes as far. */
function footOf(pages: readonly PageText[]): number {
  const least = Math.max(1, pages.length * FULL_SHARE);
  const feet = pages.flatMap(({ last }) => last?.line.v ?? []).sort((a, b) => b - a);
  const isUsual = (foot: number) => pages.filter((page) => reaches(page, foot)).length >= least;
  return feet.find(isUsual) ?? Number.POSITIVE_INFINITY;
}

function reaches({ first, last }: PageText, foot: number): boolean {
  if (!first || !last || last.line.v - first.line.v < MIN_HEIGHT * last.line.size) return false;
  const pitch = Math.max(last.block.pitch, last.line.size);
  return last.line.v >= foot - MAX_LEFT * pitch;
}
