import type { Passage } from "../search/passage.ts";
import { MAX_TEXT } from "./compose-answer.ts";
import type { Candidate } from "./rank-passages.ts";

/** How far below the best excerpt another may be and still be shown beside it. */
const MARGIN = 0.5;
/** Most excerpts of documents in one answer. */
const MAX_EXCERPTS = 6;
/** What the citation marks of an excerpt take, in characters. */
const MARKS = 6;

/**
 * What else to quote beside the best excerpt of a document. Raw text says in three places what a
 * card says in one sentence, so the answer is filled up to its length with the next best excerpts
 * that do not overlap.
 */
export function moreFromDocuments(
  main: Candidate,
  ranked: readonly Candidate[],
): readonly Candidate[] {
  const chosen = [main];
  let left = MAX_TEXT - lengthOf(main);
  for (const candidate of ranked) {
    if (chosen.length === MAX_EXCERPTS || candidate.score < main.score - MARGIN) break;
    const { passage } = candidate;
    if (lengthOf(candidate) > left || chosen.some((other) => overlap(other.passage, passage)))
      continue;
    chosen.push(candidate);
    left -= lengthOf(candidate);
  }
  return chosen.slice(1);
}

function lengthOf({ passage }: Candidate): number {
  return [...passage.statement.text].length + MARKS;
}

function overlap(a: Passage, b: Passage): boolean {
  if (a.card.id !== b.card.id || !a.span || !b.span) return false;
  return a.span[0] < b.span[1] && b.span[0] < a.span[1];
}
