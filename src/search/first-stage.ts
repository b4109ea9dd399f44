import { FULL_SHARE, idf, rowOf, type TermPostings } from "./term-postings.ts";
import type { TextIndex } from "./text-index.ts";

/** Query terms with how much each counts. */
export interface WeightedTerms {
  readonly words: ReadonlyMap<string, number>;
  readonly pairs: ReadonlyMap<string, number>;
}

/** Of every text, by its number. */
export interface FirstStage {
  /** BM25F of the words and, with less weight, of the pairs. */
  readonly scores: Float64Array;
  /** How much of the query's idf stands in the text at all, however often and however long it is. */
  readonly coverage: Float64Array;
}

/** Adds up, term by term, what the texts get for having it; linear in the postings touched. */
export function scoreTexts(
  { words, pairs }: Pick<TextIndex, "words" | "pairs">,
  terms: WeightedTerms,
  pairWeight: number,
): FirstStage {
  const stage = {
    scores: new Float64Array(words.size),
    coverage: new Float64Array(words.size),
  };
  add(stage, words, terms.words, 1);
  add(stage, pairs, terms.pairs, pairWeight);
  return stage;
}

function add(
  { scores, coverage }: FirstStage,
  postings: TermPostings,
  terms: ReadonlyMap<string, number>,
  share: number,
): void {
  const { texts, shares, size } = postings;
  for (const [term, weight] of terms) {
    const { start, end } = rowOf(postings, term);
    const telling = share * weight * idf(size, end - start);
    for (let i = start; i < end; i++) {
      const text = texts[i] ?? 0;
      scores[text] = (scores[text] ?? 0) + (telling * (shares[i] ?? 0)) / FULL_SHARE;
      coverage[text] = (coverage[text] ?? 0) + telling;
    }
  }
}
