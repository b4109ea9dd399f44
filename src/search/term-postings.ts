import { createGrowingArray } from "./growing-array.ts";
import { indexOfString, packStrings, type StringList } from "./string-list.ts";

/** For every term the texts that have it, as compressed sparse rows. */
export interface TermPostings {
  /** How many texts were indexed. */
  readonly size: number;
  /** Sorted by code units. */
  readonly terms: StringList;
  /** Postings of term t stand from starts[t] to starts[t + 1]. */
  readonly starts: Uint32Array;
  /** Numbers of texts, ascending within a term. */
  readonly texts: Uint32Array;
  /** How far the text has the term, f / (f + K1) in 255ths, at least 1. */
  readonly shares: Uint8Array;
}

/** The largest share: a text that has nothing but the term comes near it. */
export const FULL_SHARE = 255;

// Small k1 suits passages of a sentence or a paragraph, where a second occurrence says little;
// measured best between 0.3 and 0.6 on Japanese paragraph retrieval.
const K1 = 0.4;
const B = 0.5;

export interface PostingsBuilder {
  /** Adds a text by the terms of its fields. */
  add(fields: readonly (readonly string[])[]): void;
  build(): TermPostings;
}

/**
 * Collects postings with the frequencies of BM25F: those of the fields, each weighted and
 * normalised by the field's length, summed and then saturated once (Robertson, Zaragoza & Taylor
 * 2004). `weights` has one entry a field.
 */
export function createPostingsBuilder(weights: readonly number[]): PostingsBuilder {
  const ids = new Map<string, number>();
  const tokens = createGrowingArray();
  const ends = createGrowingArray();
  let count = 0;
  return {
    add(fields) {
      for (const terms of fields) {
        for (const term of terms) {
          const id = ids.get(term) ?? ids.size;
          if (id === ids.size) ids.set(term, id);
          tokens.push(id);
          count++;
        }
        ends.push(count);
      }
    },
    build: () => compile(ids, { tokens: tokens.values(), ends: ends.values() }, weights),
  };
}

/** What was added: ids of terms field by field, and where each field ends. */
interface Tokens {
  readonly tokens: Uint32Array;
  readonly ends: Uint32Array;
}

function compile(
  ids: ReadonlyMap<string, number>,
  tokens: Tokens,
  weights: readonly number[],
): TermPostings {
  const sorted = [...ids.keys()].sort();
  const place = new Uint32Array(ids.size);
  for (const [i, term] of sorted.entries()) place[ids.get(term) ?? 0] = i;
  const starts = new Uint32Array(ids.size + 1);
  forEachFrequency(tokens, weights, (id) => {
    const next = (place[id] ?? 0) + 1;
    starts[next] = (starts[next] ?? 0) + 1;
  });
  for (let t = 1; t < starts.length; t++) starts[t] = (starts[t] ?? 0) + (starts[t - 1] ?? 0);
  const free = starts.slice();
  const texts = new Uint32Array(starts.at(-1) ?? 0);
  const shares = new Uint8Array(texts.length);
  forEachFrequency(tokens, weights, (id, text, frequency) => {
    const term = place[id] ?? 0;
    const at = free[term] ?? 0;
    free[term] = at + 1;
    texts[at] = text;
    shares[at] = Math.max(1, Math.round((FULL_SHARE * frequency) / (frequency + K1)));
  });
  const size = tokens.ends.length / weights.length;
  return { size, terms: packStrings(sorted), starts, texts, shares };
}

/** Calls back for every text and every term in it, text by text. */
function forEachFrequency(
  { tokens, ends }: Tokens,
  weights: readonly number[],
  visit: (id: number, text: number, frequency: number) => void,
): void {
  const averages = averageLengths(ends, weights.length);
  const frequencies = new Map<number, number>();
  const addField = (start: number, end: number, share: number) => {
    for (let i = start; i < end; i++) {
      const id = tokens[i] ?? 0;
      frequencies.set(id, (frequencies.get(id) ?? 0) + share);
    }
  };
  for (let first = 0, text = 0; first < ends.length; first += weights.length, text++) {
    for (const [kind, weight] of weights.entries()) {
      const [start, end] = [ends[first + kind - 1] ?? 0, ends[first + kind] ?? 0];
      addField(start, end, weight / (1 - B + (B * (end - start)) / (averages[kind] ?? 1)));
    }
    for (const [id, frequency] of frequencies) visit(id, text, frequency);
    frequencies.clear();
  }
}

function averageLengths(ends: Uint32Array, kinds: number): readonly number[] {
  const totals = new Array<number>(kinds).fill(0);
  for (let field = 0; field < ends.length; field++) {
    totals[field % kinds] =
      (totals[field % kinds] ?? 0) + (ends[field] ?? 0) - (ends[field - 1] ?? 0);
  }
  return totals.map((total) => (total * kinds) / ends.length || 1);
}

/** The rows of a term; empty for a term that no text has. */
export function rowOf(
  { terms, starts }: TermPostings,
  term: string,
): { readonly start: number; readonly end: number } {
  const at = indexOfString(terms, term);
  return at < 0 ? { start: 0, end: 0 } : { start: starts[at] ?? 0, end: starts[at + 1] ?? 0 };
}

/** Robertson's idf of a term that `count` of `size` texts have: always positive, largest for none. */
export function idf(size: number, count: number): number {
  return Math.log(1 + (size - count + 0.5) / (count + 0.5));
}
