/** The terms of one field of a document and how much the field counts. */
export interface Field {
  readonly terms: readonly string[];
  readonly weight: number;
}

export interface LexicalIndex {
  readonly size: number;
  /** BM25F scores of every document, by its number, for weighted query terms. */
  scores(query: ReadonlyMap<string, number>): Float64Array;
  /** Robertson's idf, always positive; that of a term in no document is the largest there is. */
  idf(term: string): number;
  has(term: string): boolean;
}

interface Postings {
  readonly documents: number[];
  readonly frequencies: number[];
}

// Small k1 suits passages of a sentence or a paragraph, where a second occurrence says little;
// measured best between 0.3 and 0.6 on Japanese paragraph retrieval.
const K1 = 0.4;
const B = 0.5;

/**
 * An inverted index with BM25F: the frequency of a term is its frequency in each field, weighted
 * and normalised by that field's length, and saturated once (Robertson, Zaragoza & Taylor 2004).
 * Impacts are computed when the index is built, so a query only adds them up.
 */
export function createLexicalIndex(documents: readonly (readonly Field[])[]): LexicalIndex {
  const postings = collect(documents, averageLengths(documents));
  const size = documents.length;
  const idfOf = (count: number) => Math.log(1 + (size - count + 0.5) / (count + 0.5));
  const compiled = new Map<string, { documents: Uint32Array; impacts: Float32Array }>();
  for (const [term, { documents: found, frequencies }] of postings) {
    const idf = idfOf(found.length);
    compiled.set(term, {
      documents: Uint32Array.from(found),
      impacts: Float32Array.from(frequencies, (f) => (idf * f * (K1 + 1)) / (f + K1)),
    });
  }
  return {
    size,
    has: (term) => compiled.has(term),
    idf: (term) => idfOf(compiled.get(term)?.documents.length ?? 0),
    scores(query) {
      const scores = new Float64Array(size);
      for (const [term, weight] of query) {
        const list = compiled.get(term);
        list?.documents.forEach((document, i) => {
          scores[document] = (scores[document] ?? 0) + weight * (list.impacts[i] ?? 0);
        });
      }
      return scores;
    },
  };
}

function averageLengths(documents: readonly (readonly Field[])[]): readonly number[] {
  const totals: number[] = [];
  for (const fields of documents) {
    for (const [i, { terms }] of fields.entries()) totals[i] = (totals[i] ?? 0) + terms.length;
  }
  return totals.map((total) => total / documents.length || 1);
}

function collect(
  documents: readonly (readonly Field[])[],
  averages: readonly number[],
): ReadonlyMap<string, Postings> {
  const postings = new Map<string, Postings>();
  for (const [number, fields] of documents.entries()) {
    for (const [term, frequency] of weightedFrequencies(fields, averages)) {
      const list = postings.get(term) ?? { documents: [], frequencies: [] };
      list.documents.push(number);
      list.frequencies.push(frequency);
      postings.set(term, list);
    }
  }
  return postings;
}

function weightedFrequencies(
  fields: readonly Field[],
  averages: readonly number[],
): ReadonlyMap<string, number> {
  const frequencies = new Map<string, number>();
  for (const [i, { terms, weight }] of fields.entries()) {
    const share = weight / (1 - B + (B * terms.length) / (averages[i] ?? 1));
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + share);
  }
  return frequencies;
}
