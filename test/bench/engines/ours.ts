import { createLexicalIndex } from "../../../src/search/lexical-index.ts";
import { termsOf } from "../../../src/search/terms.ts";
import type { SearchableText } from "../retrieval-sets.ts";
import type { Engine } from "./engine.ts";

const PAIRS_WEIGHT = 0.35;

/** The project's own index: words, and pairs at a lower weight. It has one setting. */
export function createEngine(texts: readonly SearchableText[]): Engine {
  const cut = texts.map(({ title, heading, body }) => termsOf(`${title}\n${heading}\n${body}`));
  const words = createLexicalIndex(cut.map((terms) => [{ terms: terms.words, weight: 1 }]));
  const pairs = createLexicalIndex(cut.map((terms) => [{ terms: terms.pairs, weight: 1 }]));
  return {
    search(query, limit) {
      const terms = termsOf(query);
      const scores = words.scores(weighted(terms.words, 1));
      for (const [text, score] of pairs.scores(weighted(terms.pairs, PAIRS_WEIGHT)).entries()) {
        scores[text] = (scores[text] ?? 0) + score;
      }
      return best(scores, limit);
    },
  };
}

function weighted(terms: readonly string[], weight: number): ReadonlyMap<string, number> {
  return new Map(terms.map((term) => [term, weight]));
}

function best(scores: Float64Array, limit: number): readonly number[] {
  return [...scores.keys()]
    .filter((text) => (scores[text] ?? 0) > 0)
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    .slice(0, limit);
}
