import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLexicalIndex, type Field } from "../../src/search/lexical-index.ts";

const K1 = 0.4;
const B = 0.5;

/** BM25F as its definition reads, document by document and term by term. */
function obviousScores(documents: readonly (readonly Field[])[], query: readonly string[]) {
  const lengths = documents[0]?.map(
    (_, f) =>
      documents.reduce((sum, fields) => sum + (fields[f]?.terms.length ?? 0), 0) /
        documents.length || 1,
  );
  return documents.map((fields) => {
    let score = 0;
    for (const term of query) {
      const having = documents.filter((d) => d.some(({ terms }) => terms.includes(term))).length;
      const idf = Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
      let frequency = 0;
      for (const [f, { terms, weight }] of fields.entries()) {
        const norm = 1 - B + (B * terms.length) / (lengths?.[f] ?? 1);
        frequency += (weight * terms.filter((t) => t === term).length) / norm;
      }
      score += (idf * frequency * (K1 + 1)) / (frequency + K1);
    }
    return score;
  });
}

const term = fc.constantFrom("岡山", "予算", "装置", "大学", "研究", "計画");
const field = (weight: number) =>
  fc.array(term, { maxLength: 6 }).map((terms) => ({ terms, weight }));
const documents = fc.array(fc.tuple(field(1), field(0.5)), { minLength: 1, maxLength: 8 });

describe("the lexical index", () => {
  test("scores as the definition of BM25F reads", () => {
    fc.assert(
      fc.property(documents, fc.uniqueArray(term), (docs, query) => {
        const index = createLexicalIndex(docs);

        const scores = index.scores(new Map(query.map((t) => [t, 1])));

        for (const [i, expected] of obviousScores(docs, query).entries()) {
          expect(scores[i]).toBeCloseTo(expected, 4);
        }
      }),
    );
  });

  test("a rare term tells more than a common one, one that nobody has the most", () => {
    const index = createLexicalIndex([
      [{ terms: ["岡山", "予算"], weight: 1 }],
      [{ terms: ["岡山"], weight: 1 }],
    ]);

    expect(index.idf("予算")).toBeGreaterThan(index.idf("岡山"));
    expect(index.idf("広島")).toBeGreaterThan(index.idf("予算"));
    expect(index.has("広島")).toBe(false);
  });
});
