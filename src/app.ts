import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { createAssistant } from "./answers/assistant.ts";
import { createEmbeddedEngine, type EngineDependencies } from "./answers/embedded-engine.ts";
import { createQuoteCheck } from "./answers/quote-check.ts";
import { readWording } from "./answers/wording.ts";
import type { App, Size } from "./cli/app.ts";
import type { Desk } from "./cli/desk.ts";
import { addDocuments } from "./corpus/added-documents.ts";
import { readSynonyms, type SynonymGroups } from "./corpus/synonyms.ts";
import { openLedger } from "./ledger/open-ledger.ts";
import { createMatchNeed, type MatchNeed } from "./matching/match-need.ts";
import { offersOf } from "./matching/offers.ts";
import { createPairSchemes } from "./matching/pair-schemes.ts";
import { createOfferPool } from "./matching/rank-partners.ts";
import { readMatchWording } from "./matching/wording.ts";
import { openPartnerRegister } from "./partners/partner-register.ts";
import { openVectorIndex } from "./search/cached-vector-index.ts";
import { createCardNames } from "./search/card-names.ts";
import {
  type IndexedCorpus,
  readIndexed,
  type UpdateOptions,
  updateIndex,
} from "./search/corpus-index.ts";
import { documentsPassages } from "./search/document-passages.ts";
import { followCorpus, mendingIndex } from "./search/follow-corpus.ts";
import { SPELLING_DIMENSIONS } from "./search/hashed-ngrams.ts";
import { once } from "./search/once.ts";
import { passagesOf } from "./search/passage.ts";
import { joinLists, listOf } from "./search/passage-list.ts";
import { createPassageSearch, searchableTexts } from "./search/passage-search.ts";
import { knownSources } from "./search/sources.ts";
import { openTextSearch } from "./search/text-search-file.ts";
import { openIndexStore } from "./storage/index-store.ts";
import { makeFolder } from "./storage/make-folder.ts";
import { rememberedFolder, rememberFolder } from "./storage/remembered-folder.ts";

export interface AppOptions {
  readonly dataFolder: string;
  /** Indexed when the data folder remembers no corpus of its own. */
  readonly corpusFolder: string;
  /** How old the last look at the corpus folder may be when a question is answered. */
  readonly refreshMs: number;
  readonly onProgress: UpdateOptions["onProgress"];
  /** Told of faults that the app went around by itself. */
  readonly onTrouble: (message: string, cause: unknown) => void;
  /** Milliseconds from any origin; only differences are used. */
  readonly now: () => number;
}

interface Loaded {
  readonly corpus: IndexedCorpus;
  readonly engine: ReturnType<typeof createEmbeddedEngine>;
  readonly match: () => MatchNeed;
}

const MATCH_WORDING = new URL("../prompts/matching.yaml", import.meta.url);
const WORDING = new URL("../prompts/answers.yaml", import.meta.url);
const SHIPPED = new URL("../corpus/", import.meta.url);

/** Puts the assistant over one data folder together from its concrete parts. */
export function createApp(options: AppOptions): App {
  const folder = join(options.dataFolder, "index");
  const onDamage = (cause: unknown) =>
    options.onTrouble("the index was damaged and is built anew", cause);
  const store = openIndexStore(folder, onDamage);
  const mending = mendingIndex(store, onDamage);
  const addedFolder = join(options.dataFolder, "documents");
  const corpusFolder = () => corpusFolderOf(options);
  const update: App["update"] = async (corpus = corpusFolder()) => {
    // Remembered relative to the data folder: the two may be moved together.
    const remembered = relative(options.dataFolder, corpus) || ".";
    const { onProgress } = options;
    const result = await mending(() =>
      updateIndex(store, { folder: corpus, addedFolder, remembered, onProgress }),
    );
    rememberFolder(options.dataFolder, remembered);
    return result;
  };
  const read = () => load(readIndexed(store), corpusFolder(), { ...options, folder });
  const stillRead = (loaded?: Loaded) =>
    loaded !== undefined && loaded.corpus.revision === store.meta("revision") ? loaded : read();
  const current = followCorpus(options, {
    update,
    load: (loaded?: Loaded) =>
      mending(
        () => stillRead(loaded),
        async () => (await update()) && read(),
      ),
  });
  return {
    assistant: createAssistant(async () => (await current()).engine),
    match: async (need) => (await current()).match()(need),
    corpusFolder,
    update,
    addDocuments: (paths) => addDocuments(paths, { folder: addedFolder, makeFolder }),
    size: async () => sizeOf((await current()).corpus),
    async sourceIds() {
      const { sources } = (await current()).corpus;
      return new Map(sources.flatMap(({ file, id }) => (file === undefined ? [] : [[file, id]])));
    },
    close: () => store.close(),
  };
}

/** The ledger of a data folder and the register of partners in it; both are made where missing. */
export function createDesk({
  dataFolder,
  firstAdministrator,
  now,
}: {
  readonly dataFolder: string;
  readonly firstAdministrator: string;
  readonly now: () => Date;
}): Desk {
  const ledger = openLedger({ folder: join(dataFolder, "ledger"), now, firstAdministrator });
  return { ledger, register: openPartnerRegister(ledger.database), close: () => ledger.close() };
}

function corpusFolderOf({ dataFolder, corpusFolder }: AppOptions): string {
  const remembered = rememberedFolder(dataFolder);
  return remembered === undefined ? corpusFolder : resolve(dataFolder, remembered);
}

function sizeOf({ cards, documents }: IndexedCorpus): Size {
  const statements = cards.reduce((sum, card) => sum + card.statements.length, 0);
  const extracts = documents.reduce((sum, document) => sum + document.extracts.length, 0);
  return { cards: cards.length, documents: documents.length, passages: statements + extracts };
}

function load(
  corpus: IndexedCorpus,
  corpusFolder: string,
  { folder, onTrouble, now }: AppOptions & { readonly folder: string },
): Loaded {
  const { cards, documents, names } = corpus;
  const sources = knownSources(corpus.sources, documents);
  const passages = joinLists(
    listOf(cards.flatMap((card) => passagesOf(card, sources))),
    documentsPassages(documents, { sources, repeated: corpus.repeated }),
  );
  // A folder of documents brings no synonyms along: what the words of the trade mean stays the same.
  const synonyms = corpus.synonyms.length > 0 ? corpus.synonyms : shipped("synonyms.yaml");
  const texts = openTextSearch({
    folder,
    version: `${corpus.revision} ${passages.size}`,
    texts: () => searchableTexts(passages),
    onTrouble,
  });
  const search = createPassageSearch(passages, synonyms, {
    glossary: () => shipped("glossary.yaml"),
    texts,
  });
  const quotes = createQuoteCheck(corpusFolder);
  const cardsById = new Map(cards.map((card) => [card.id, card]));
  const engine = createEmbeddedEngine({
    search,
    names: createCardNames(cards, {
      names: names.map(({ text }) => text),
      // Most questions have no typing error: the index is opened for the first that may have one.
      spelling: once(() =>
        openVectorIndex({
          folder,
          vectors: names.map(({ vector }) => vector),
          dimensions: SPELLING_DIMENSIONS,
          onTrouble,
        }),
      ),
    }),
    sources,
    cards: cardsById,
    cardsBySource: countBySource(corpus),
    quotes,
    wording: readWording(readFileSync(WORDING, "utf8")),
    now,
  });
  const match = once(() => matcherFor({ cards: cardsById, search, quotes }));
  return { corpus, engine, match };
}

function matcherFor({
  cards,
  search,
  quotes,
}: Pick<EngineDependencies, "cards" | "search" | "quotes">): MatchNeed {
  const offers = offersOf(cards);
  return createMatchNeed({
    pools: [createOfferPool("card", search, ({ id }) => offers.get(id) ?? [])],
    schemes: createPairSchemes(cards),
    stands: quotes.stands,
    wording: readMatchWording(readFileSync(MATCH_WORDING, "utf8")),
  });
}

/** Word groups that we ship; what English words of the trade mean holds for every corpus. */
function shipped(file: string): SynonymGroups {
  const read = readSynonyms(file, readFileSync(new URL(file, SHIPPED), "utf8"));
  if (!("value" in read)) throw new Error(`Expected the shipped ${file} to be well-formed`);
  return read.value;
}

function countBySource({ cards }: IndexedCorpus): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { statements } of cards) {
    const ids = new Set(statements.flatMap(({ locators }) => locators.map(({ source }) => source)));
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
