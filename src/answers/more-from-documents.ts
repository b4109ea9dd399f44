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
 * What to quote when documents answer: the statements that were found and, since raw text says in
 * three places what a card says in one sentence, the next best excerpts that do not overlap, as
 * long as there is room. Where a card answers nothing is added.
 */
export function fillFromDocuments(
  found: readonly Candidate[],
  ranked: readonly Candidate[],
): readonly Candidate[] {
  const [main] = found;
  if (main?.passage.card.head.kind !== "document") return found;
  const chosen = [...found];
  let left = MAX_TEXT - found.reduce((sum, candidate) => sum + lengthOf(candidate), 0);
  for (const candidate of ranked) {
    if (chosen.length >= MAX_EXCERPTS || candidate.score < main.score - MARGIN) break;
    const { passage } = candidate;
    const isNew = !chosen.some((other) => overlap(other.passage, passage));
    if (!isNew || !passage.span || lengthOf(candidate) > left) continue;
    chosen.push(candidate);
    left -= lengthOf(candidate);
  }
  return chosen;
}

function lengthOf({ passage }: Candidate): number {
  return [...passage.statement.text].length + MARKS;
}

function overlap(a: Passage, b: Passage): boolean {
  if (a.card.id !== b.card.id || !a.span || !b.span) return false;
  return a.span[0] < b.span[1] && b.span[0] < a.span[1];
}
