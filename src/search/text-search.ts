import { searchForm } from "../text/search-form.ts";
import { bestNumbers } from "./best-numbers.ts";
import { scoreTexts, type WeightedTerms } from "./first-stage.ts";
import { RANKING, type Ranking, rerank } from "./rerank.ts";
import { idf, rowOf, type TermPostings } from "./term-postings.ts";
import {
  ANALYSIS,
  type Analysis,
  buildTextIndex,
  type SearchableText,
  type TextIndex,
} from "./text-index.ts";

/** A text to search for and how much it counts: a follow-up brings the question before it along. */
export interface QueryPart {
  readonly text: string;
  readonly weight: number;
}

export interface TextHit {
  /** Place in the list of texts. */
  readonly number: number;
  /** 0 to 1; comparable within one search only. */
  readonly score: number;
}

/** What is known of the terms of one kind. */
export interface Vocabulary {
  has(term: string): boolean;
  /** Robertson's idf, always positive; that of a term in no text is the largest there is. */
  idf(term: string): number;
}

export interface TextSearch {
  readonly size: number;
  readonly words: Vocabulary;
  readonly pairs: Vocabulary;
  /** The texts that share most with the query, best first, ties by number, at most `limit`. */
  search(
    query: string | readonly QueryPart[],
    options: { readonly limit: number; readonly accept?: (number: number) => boolean },
  ): readonly TextHit[];
}

/** What the search is made of; other than `PARTS` only to measure what each part is worth. */
export interface Parts extends Analysis {
  readonly ranking: Ranking;
}

export const PARTS: Parts = { ...ANALYSIS, ranking: RANKING };

/** Builds the search over texts; lexical, deterministic, without any model. */
export function createTextSearch(
  texts: readonly SearchableText[],
  parts: Parts = PARTS,
): TextSearch {
  return searchOver(buildTextIndex(texts, parts), parts);
}

/** The search over an index that was built before, of the same parts. */
export function searchOver(index: TextIndex, { termsOf, ranking }: Parts = PARTS): TextSearch {
  return {
    size: index.words.size,
    words: vocabularyOf(index.words),
    pairs: vocabularyOf(index.pairs),
    search(query, { limit, accept }) {
      const asked = typeof query === "string" ? [{ text: query, weight: 1 }] : query;
      const stage = scoreTexts(index, weightedTerms(asked, termsOf), ranking.pairs);
      const candidates = bestNumbers(stage.scores, Math.max(limit, ranking.candidates), accept);
      const parts = asked.map(({ text, weight }) => ({ form: searchForm(text), weight }));
      return rerank(candidates, { index, stage, parts, ranking }).slice(0, limit);
    },
  };
}

function vocabularyOf(postings: TermPostings): Vocabulary {
  const count = (term: string) => {
    const { start, end } = rowOf(postings, term);
    return end - start;
  };
  return {
    has: (term) => count(term) > 0,
    idf: (term) => idf(postings.size, count(term)),
  };
}

/** A term that several parts have counts as in the part that counts most. */
function weightedTerms(parts: readonly QueryPart[], termsOf: Analysis["termsOf"]): WeightedTerms {
  const words = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const { text, weight } of parts) {
    const terms = termsOf(text);
    for (const word of terms.words) words.set(word, Math.max(words.get(word) ?? 0, weight));
    for (const pair of terms.pairs) pairs.set(pair, Math.max(pairs.get(pair) ?? 0, weight));
  }
  return { words, pairs };
}
