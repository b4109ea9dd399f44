import { searchForm } from "../text/search-form.ts";
import { bestNumbers } from "./best-numbers.ts";
import { scoreTexts, type WeightedTerms } from "./first-stage.ts";
import { RANKING, type Ranking, rerank } from "./rerank.ts";
import { idf, rowOf, type TermPostings } from "./term-postings.ts";
import { termsOf } from "./terms.ts";
import { buildTextIndex, type SearchableText, type TextIndex } from "./text-index.ts";

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

/** Builds the search over texts; lexical, deterministic, without any model. */
export function createTextSearch(texts: readonly SearchableText[]): TextSearch {
  return searchOver(buildTextIndex(texts));
}

/** The search over an index that was built before. */
export function searchOver(index: TextIndex, ranking: Ranking = RANKING): TextSearch {
  return {
    size: index.words.size,
    words: vocabularyOf(index.words),
    pairs: vocabularyOf(index.pairs),
    search(query, { limit, accept }) {
      const parts = typeof query === "string" ? [{ text: query, weight: 1 }] : query;
      const stage = scoreTexts(index, weightedTerms(parts), ranking.pairs);
      const candidates = bestNumbers(stage.scores, Math.max(limit, ranking.candidates), accept);
      const forms = parts.map(({ text, weight }) => ({ form: searchForm(text), weight }));
      return rerank(candidates, { index, stage, parts: forms, ranking }).slice(0, limit);
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
function weightedTerms(parts: readonly QueryPart[]): WeightedTerms {
  const words = new Map<string, number>();
  const pairs = new Map<string, number>();
  for (const { text, weight } of parts) {
    const terms = termsOf(text);
    for (const word of terms.words) words.set(word, Math.max(words.get(word) ?? 0, weight));
    for (const pair of terms.pairs) pairs.set(pair, Math.max(pairs.get(pair) ?? 0, weight));
  }
  return { words, pairs };
}
