import type { Entry } from "../corpus/entry.ts";
import type { SynonymGroups } from "../corpus/synonyms.ts";
import { languageOf } from "../text/language.ts";
import { type Concept, createConceptFinder, type FindConcepts, mentions } from "./concepts.ts";
import { fuse, type Meaning } from "./fuse.ts";
import { hasKanaName, hasKatakanaWord } from "./kana-words.ts";
import { once } from "./once.ts";
import { type Passage, searchableText } from "./passage.ts";
import type { PassageList } from "./passage-list.ts";
import { pairShare, termsOf, wordsOf } from "./terms.ts";
import type { SearchableText } from "./text-index.ts";
import {
  createTextSearch,
  type QueryPart,
  type TextSearch,
  type Vocabulary,
} from "./text-search.ts";

export interface Hit {
  readonly passage: Passage;
  /** Lexical score, 1 for the best hit of this search. */
  readonly lexical: number;
  /** The same of the best passage of its card. */
  readonly card: number;
  /** Share of what the question is about that passage, context and card speak of, 0 to 1. */
  readonly coverage: number;
  /** The same for the sentence alone. */
  readonly ownCoverage: number;
}

export interface PassageSearch {
  readonly concepts: FindConcepts;
  /** Whether a phrase holds a word or a pair of characters that no passage has. */
  isUnknown(phrase: string): boolean;
  /** The best passages for a query, best first, at most `limit`, among those about an accepted area. */
  search(
    query: readonly QueryPart[],
    options: {
      readonly limit: number;
      readonly accept?: (area: readonly string[]) => boolean;
      /** Among cards of this kind only. */
      readonly kind?: Entry["head"]["kind"];
    },
  ): readonly Hit[];
  /** Measures cards by a query: every passage of one with its coverage, in its order, without a lexical score. */
  measureBy(query: readonly QueryPart[]): (card: Entry) => readonly Hit[];
}

const SYNONYM_WEIGHT = 0.6;
/** As many hits tell what the best passage of a card is worth. */
const FIRST_STAGE = 60;

/**
 * The search over all passages; lexical and deterministic. `texts` is the search over their
 * searchable texts, in their order; it is built here when none is given. `glossary`
 * has Japanese for English words and is read with the first question in English; `meaning` finds what
 * has other words.
 */
export function createPassageSearch(
  passages: PassageList,
  synonyms: SynonymGroups,
  {
    glossary = () => [],
    texts = createTextSearch(searchableTexts(passages)),
    meaning,
  }: {
    readonly glossary?: () => SynonymGroups;
    readonly texts?: TextSearch;
    readonly meaning?: Meaning | undefined;
  } = {},
): PassageSearch {
  const { words, pairs } = texts;
  const concepts = createConceptFinder({ words, pairs, synonyms, glossary });
  const withConcepts = ({ text, weight }: QueryPart) => ({
    text,
    weight,
    concepts: concepts(text),
  });
  const byCard = once(() => passagesByCard(passages));
  return {
    concepts,
    measureBy(query) {
      const parts = query.map(withConcepts);
      return (card) =>
        (byCard().get(card.id) ?? []).map((passage) => ({
          passage,
          lexical: 0,
          card: 0,
          ...coverage(parts, passage),
        }));
    },
    isUnknown(phrase) {
      const terms = termsOf(phrase);
      const latin = terms.words.filter((word) => /^[a-z]/u.test(word));
      return latin.some((word) => !words.has(word)) || terms.pairs.some((pair) => !pairs.has(pair));
    },
    search(query, { limit, accept, kind }) {
      const isAccepted = (number: number) =>
        (kind === undefined || passages.kind(number) === kind) &&
        (accept === undefined || accept(passages.area(number)));
      const parts = query.map(withConcepts);
      const found = texts.search(
        parts.flatMap(withSynonyms).map((part) => withoutUnknown(part, words)),
        {
          limit: Math.max(limit, FIRST_STAGE),
          ...((accept || kind) && { accept: isAccepted }),
        },
      );
      const near = meaning?.nearest(query[0]?.text ?? "")?.filter(({ label }) => isAccepted(label));
      const hits = (near ? fuse(found, near) : found).map(({ number, score }) => ({
        passage: passages.at(number),
        score,
      }));
      return weighed(hits, { limit, parts });
    },
  };
}

/** What was found as hits: scores relative to the best, and how much of the query each speaks of. */
function weighed(
  hits: readonly { readonly passage: Passage; readonly score: number }[],
  { limit, parts }: { readonly limit: number; readonly parts: readonly Part[] },
): readonly Hit[] {
  const best = hits[0]?.score ?? 1;
  const bestOfCard = new Map<unknown, number>();
  for (const { passage, score } of hits) {
    bestOfCard.set(passage.card, Math.max(score, bestOfCard.get(passage.card) ?? 0));
  }
  return hits.slice(0, limit).flatMap(({ passage, score }, rank) =>
    excerptsOf(passage, rank).map((excerpt) => ({
      passage: excerpt,
      lexical: score / best,
      card: (bestOfCard.get(passage.card) ?? 0) / best,
      ...coverage(parts, excerpt),
    })),
  );
}

/** The passages of cards by the ids of the cards; documents are left out. */
function passagesByCard(passages: PassageList): ReadonlyMap<string, readonly Passage[]> {
  const found = new Map<string, Passage[]>();
  for (let number = 0; number < passages.size; number++) {
    if (passages.kind(number) === "document") continue;
    const passage = passages.at(number);
    found.set(passage.card.id, [...(found.get(passage.card.id) ?? []), passage]);
  }
  return found;
}

function withoutUnknown({ text, weight }: QueryPart, words: Vocabulary): QueryPart {
  return { text: languageOf(text) === "en" ? knownWords(text, words) : text, weight };
}

/** What the passages of a list are found by, in their order. */
export function searchableTexts(passages: PassageList): readonly SearchableText[] {
  return Array.from({ length: passages.size }, (_, number) => searchableText(passages.at(number)));
}

/** How many of the best extracts of documents are looked into for what may be quoted. */
const LOOKED_INTO = 12;

function excerptsOf(passage: Passage, rank: number): readonly Passage[] {
  if (!passage.excerpts) return [passage];
  return rank < LOOKED_INTO ? passage.excerpts : [];
}

/**
 * An English text without the words that no passage has: in a Japanese text their letters are found
 * in whatever has Latin letters, which is no sign of anything.
 */
function knownWords(text: string, words: Vocabulary): string {
  const isKnown = (word: string) => wordsOf(word.toLowerCase()).some(words.has);
  return text.replace(/[a-z]+/giu, (word) => (isKnown(word) ? word : " "));
}

interface Part extends QueryPart {
  readonly concepts: readonly Concept[];
}

function withSynonyms({ text, weight, concepts }: Part): readonly QueryPart[] {
  const alternatives = concepts.flatMap((concept) => concept.alternatives);
  return [
    { text, weight },
    ...alternatives.map((alternative) => ({ text: alternative, weight: weight * SYNONYM_WEIGHT })),
  ];
}

/** What only another statement of the card says counts for less: it is near, but not here. */
const CARD_SHARE = 0.7;

/** Shares of the concepts' weight that a passage speaks of; 1 when there are no concepts. */
function coverage(
  parts: readonly Part[],
  { form, context, cardForm, years, documentYears }: Passage,
): { coverage: number; ownCoverage: number } {
  let total = 0;
  let own = 0;
  let all = 0;
  for (const { concepts, weight } of parts) {
    for (const concept of concepts) {
      const here = degree(concept, form, years);
      const around = here === 1 ? 1 : degree(concept, context, documentYears);
      const near = around === 1 ? 0 : CARD_SHARE * degree(concept, cardForm, years);
      total += weight * concept.weight;
      own += weight * concept.weight * here;
      all += weight * concept.weight * Math.max(here, around, near);
    }
  }
  return total === 0
    ? { coverage: 1, ownCoverage: 1 }
    : { coverage: all / total, ownCoverage: own / total };
}

/**
 * How far a text in search form speaks of a concept: 1 when a spelling of it stands there, part of
 * that when most of its pairs do. A word out of a long compound counts as far as the compound is there:
 * 地域, 創出 and 事業 in different places are not the 地域創出事業 that was asked for.
 */
export function degree(concept: Concept, form: string, years: readonly number[]): number {
  if (concept.year !== undefined) return isSaid(concept, form, years) ? 1 : 0;
  const compound =
    concept.compound === undefined ? 1 : Math.min(1, pairShare(concept.compound, form) / 0.7);
  if (isSaid(concept, form, years)) return compound;
  // A Latin word is there or not: industria is no part of industrial.
  if (/[a-z]/u.test(concept.surface) || concept.surface.length < 3) return 0;
  const share = pairShare(concept.surface, form);
  return share > 0.5 ? 0.8 * share * compound : 0;
}

/** Whether a concept stands in a text in search form word for word, in one of its spellings. */
export function isSaid(concept: Concept, form: string, years: readonly number[]): boolean {
  if (concept.year !== undefined) return years.includes(concept.year);
  return concept.alternatives.some((alternative) => stands(concept, alternative, form));
}

function stands({ kana }: Concept, alternative: string, form: string): boolean {
  if (!kana) return mentions(form, alternative);
  return /^\p{Script=Hiragana}/u.test(alternative)
    ? hasKanaName(form, alternative)
    : hasKatakanaWord(form, alternative);
}
