import { join } from "node:path";
import { createEmbeddedEngine, type EngineDependencies } from "../answers/embedded-engine.ts";
import { createQuoteCheck } from "../answers/quote-check.ts";
import type { Card } from "../corpus/card.ts";
import { sees, type Visibility } from "../corpus/document-head.ts";
import { isStandardAnswer } from "../corpus/standard-answer.ts";
import type { SynonymGroups } from "../corpus/synonyms.ts";
import type { MatchNeed } from "../matching/match-need.ts";
import type { OfferPool } from "../matching/rank-partners.ts";
import { createFindSimilar, type FindSimilar } from "../matching/similar-needs.ts";
import { openVectorIndex } from "../search/cached-vector-index.ts";
import { type CardNames, createCardNames } from "../search/card-names.ts";
import type { IndexedCorpus } from "../search/corpus-index.ts";
import { documentsPassages } from "../search/document-passages.ts";
import { SPELLING_DIMENSIONS } from "../search/hashed-ngrams.ts";
import { once } from "../search/once.ts";
import { passagesOf } from "../search/passage.ts";
import { joinLists, listOf } from "../search/passage-list.ts";
import { createPassageSearch, searchableTexts } from "../search/passage-search.ts";
import { findRepeated } from "../search/repeated-extracts.ts";
import { knownSources } from "../search/sources.ts";
import { openTextSearch } from "../search/text-search-file.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { createMatcher } from "./matcher.ts";
import type { FollowedMeaning } from "./meaning.ts";
import { answerWording, shippedGlossary, shippedSynonyms } from "./shipped.ts";

export interface LoadedCorpus {
  readonly corpus: IndexedCorpus;
  readonly engine: ReturnType<typeof createEmbeddedEngine>;
  /** What the engine is made of. */
  readonly parts: EngineDependencies;
  /** Suggests partners out of the cards and, if there is one, the register. */
  readonly match: () => MatchNeed;
  readonly findSimilar: () => FindSimilar;
}

export interface LoadCorpusOptions {
  readonly corpusFolder: string;
  /** Folder of the index. */
  readonly folder: string;
  /** One's own partners, found by these synonyms. */
  readonly registerPool: (synonyms: SynonymGroups) => OfferPool | undefined;
  /** Search by meaning, where there is a model for it. */
  readonly meaning?: Pick<FollowedMeaning, "over"> | undefined;
  /** Told of faults that were gone around. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
  /** The time of the day, for what is open and what still holds. */
  readonly clock: () => Date;
}

/** What answers are made from, for each of those who may see more or less. */
export interface LoadedLevels {
  /** The whole of the index. */
  readonly corpus: IndexedCorpus;
  /** What somebody may see, as if there were nothing else. */
  readonly at: (viewer: Visibility) => LoadedCorpus;
}

/**
 * One state of the index for everybody. Whom documents are kept from has an index of their own, made
 * when it is first used: neither a count of words nor a list of sources may tell of them.
 */
export function loadLevels(corpus: IndexedCorpus, options: LoadCorpusOptions): LoadedLevels {
  const all = once(() => loadCorpus(corpus, options));
  const less = (viewer: Visibility) =>
    once(() => {
      const folder = join(options.folder, viewer);
      makeFolder(folder);
      return loadCorpus(seenBy(viewer, corpus), { ...options, folder });
    });
  const seesAll = (viewer: Visibility) =>
    corpus.documents.every(({ visibility }) => sees(viewer, visibility));
  const levels = {
    public: seesAll("public") ? all : less("public"),
    members: seesAll("members") ? all : less("members"),
    staff: all,
  };
  return { corpus, at: (viewer) => levels[viewer]() };
}

function seenBy(viewer: Visibility, corpus: IndexedCorpus): IndexedCorpus {
  const documents = corpus.documents.filter(({ visibility }) => sees(viewer, visibility));
  // What repeats a page that is not seen is the first of its kind for those who do not see it.
  return { ...corpus, documents, repeated: findRepeated(documents) };
}

/** Everything that answers and suggestions are made from, over one state of the index. */
function loadCorpus(
  corpus: IndexedCorpus,
  { corpusFolder, folder, registerPool, meaning, onTrouble, now, clock }: LoadCorpusOptions,
): LoadedCorpus {
  const { documents } = corpus;
  const standardAnswers = corpus.cards.filter(isStandardAnswer);
  const cards = corpus.cards.filter((card) => !isStandardAnswer(card));
  const sources = knownSources(corpus);
  const passages = joinLists(
    listOf(cards.flatMap((card) => passagesOf(card, sources))),
    documentsPassages(documents, { sources, repeated: corpus.repeated }),
  );
  // A folder of documents brings no synonyms along: what the words of the trade mean stays the same.
  const synonyms = corpus.synonyms.length > 0 ? corpus.synonyms : shippedSynonyms();
  const texts = openTextSearch({
    folder,
    version: `${corpus.revision} ${passages.size}`,
    texts: () => searchableTexts(passages),
    onTrouble,
  });
  const search = createPassageSearch(passages, synonyms, {
    glossary: shippedGlossary,
    texts,
    meaning: meaning?.over(passages, corpus),
  });
  const quotes = createQuoteCheck(corpusFolder);
  const cardsById = new Map(cards.map((card) => [card.id, card]));
  const parts: EngineDependencies = {
    search,
    names: namesOf(cards, corpus, { folder, onTrouble }),
    sources,
    cards: cardsById,
    cardsBySource: countBySource(cards),
    quotes,
    standardAnswers,
    clock,
    wording: answerWording(),
    now,
  };
  const match = once(() =>
    createMatcher({ cards: cardsById, search, quotes, registerPool: () => registerPool(synonyms) }),
  );
  const findSimilar = once(() => createFindSimilar(search.concepts));
  return { corpus, engine: createEmbeddedEngine(parts), parts, match, findSimilar };
}

function namesOf(
  cards: readonly Card[],
  { names }: IndexedCorpus,
  { folder, onTrouble }: Pick<LoadCorpusOptions, "folder" | "onTrouble">,
): CardNames {
  return createCardNames(cards, {
    names: names.map(({ text }) => text),
    // Most questions have no typing error: the index is opened for the first that may have one.
    spelling: once(() =>
      openVectorIndex({
        folder,
        name: "names",
        vectors: names.map(({ vector }) => vector),
        dimensions: SPELLING_DIMENSIONS,
        onTrouble,
      }),
    ),
  });
}

function countBySource(cards: readonly Card[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { statements } of cards) {
    const ids = new Set(statements.flatMap(({ locators }) => locators.map(({ source }) => source)));
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
