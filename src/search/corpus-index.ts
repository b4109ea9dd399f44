import { createHash } from "node:crypto";
import type { Card } from "../corpus/card.ts";
import { type CorpusFile, readAddedFiles, readCorpusFiles } from "../corpus/corpus-files.ts";
import type { Document } from "../corpus/document.ts";
import { type Corpus, readCorpus } from "../corpus/read-corpus.ts";
import type { Source } from "../corpus/source.ts";
import type { SynonymGroups } from "../corpus/synonyms.ts";
import type { IndexStore, StoredVector } from "../storage/index-store.ts";
import { namesOf } from "./card-names.ts";
import { embedSpelling, SPELLING_MODEL } from "./hashed-ngrams.ts";
import { findRepeated, type Repeated } from "./repeated-extracts.ts";
import { TERMS_VERSION } from "./terms.ts";

/** Bumped when the shape of what is stored changes. */
const CONTENT_VERSION = "7";

/** What the index holds, ready to be searched. */
export interface IndexedCorpus {
  /** Names this state of the corpus; equal revisions hold the same cards. */
  readonly revision: string | undefined;
  readonly cards: readonly Card[];
  readonly documents: readonly Document[];
  readonly repeated: Repeated;
  readonly sources: readonly Source[];
  readonly synonyms: SynonymGroups;
  readonly names: readonly StoredVector[];
}

/** What bringing an index up to date has done. */
export interface IndexUpdate {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly warnings: Corpus["warnings"];
}

export interface UpdateOptions {
  /** The corpus folder. */
  readonly folder: string;
  /** Where the documents are kept that were added beside it. */
  readonly addedFolder: string;
  /** The folder as it is to be remembered. */
  readonly remembered: string;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Brings the index up to date with a corpus folder, by content hash. All or nothing: with one
 * mistake on one card it throws a `UserError` and the index stays as it was.
 */
export async function updateIndex(
  store: IndexStore,
  { folder, addedFolder, remembered, onProgress }: UpdateOptions,
): Promise<IndexUpdate> {
  const files = [
    ...(await readCorpusFiles(folder)),
    ...(await readAddedFiles(addedFolder, folder)),
  ];
  const revision = revisionOf(files, remembered);
  const difference = compare(store, files);
  const counts = {
    added: difference.added.length,
    changed: difference.changed.length,
    removed: difference.removed.length,
    unchanged: files.length - difference.added.length - difference.changed.length,
  };
  if (store.meta("revision") === revision) return { ...counts, warnings: [] };
  const touched = new Set([...difference.added, ...difference.changed].map(({ path }) => path));
  const corpus = readCorpus(folder, files, {
    onProgress,
    unchanged: ({ path }) => !touched.has(path),
  });
  const repeated = findRepeated(documentsAfter(store, files, corpus));
  store.apply({
    meta: { version: indexVersion(), revision, repeated: JSON.stringify([...repeated]) },
    removed: difference.removed,
    files: contents(files, corpus).filter(({ path }) => touched.has(path)),
    vectors: corpus.cards.filter(({ path }) => touched.has(path)).flatMap(nameVectors),
  });
  return { ...counts, warnings: corpus.warnings };
}

/** Reads back what was indexed. Empty before the first update. */
export function readIndexed(store: IndexStore): IndexedCorpus {
  // First: what another process changes from here on has another revision, and is read anew.
  const revision = store.meta("revision");
  // Written by `contents` below under the same version: what is read has the shape that was stored.
  const contents = store.files().map(({ content }) => JSON.parse(content) as Content);
  return {
    revision,
    cards: contents.flatMap(({ card }) => card ?? []),
    documents: contents.flatMap(({ document }) => document ?? []),
    repeated: new Map(JSON.parse(store.meta("repeated") ?? "[]")),
    sources: contents.flatMap(({ sources }) => sources ?? []),
    synonyms: contents.flatMap(({ synonyms }) => synonyms ?? []),
    names: store.vectors(),
  };
}

/** Reads what was indexed, and gives the same as before as long as its revision is the same. */
export function indexReader(store: IndexStore): () => IndexedCorpus {
  let last: IndexedCorpus | undefined;
  return () => {
    if (last === undefined || last.revision !== store.meta("revision")) last = readIndexed(store);
    return last;
  };
}

/** The documents as they will be when the change is made, in the order of the store. */
function documentsAfter(
  store: IndexStore,
  files: readonly CorpusFile[],
  corpus: Corpus,
): readonly Document[] {
  const read = new Map(corpus.documents.map((document) => [document.path, document]));
  const stored = new Map(readIndexed(store).documents.map((document) => [document.path, document]));
  return [...files]
    .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
    .flatMap(({ path }) => read.get(path) ?? stored.get(path) ?? []);
}

/** What a file holds; nothing when it could not be read. */
interface Content {
  readonly card?: Card;
  readonly document?: Document;
  readonly sources?: readonly Source[];
  readonly synonyms?: SynonymGroups;
}

function indexVersion(): string {
  return [CONTENT_VERSION, TERMS_VERSION, SPELLING_MODEL].join(" ");
}

function revisionOf(files: readonly CorpusFile[], remembered: string): string {
  const hash = createHash("sha256").update(`${indexVersion()}\n${remembered}\n`);
  for (const { path, sha256 } of files) hash.update(`${path}\n${sha256}\n`);
  return hash.digest("hex");
}

function compare(store: IndexStore, files: readonly CorpusFile[]) {
  const same = store.meta("version") === indexVersion();
  const stored = store.hashes();
  const paths = new Set(files.map(({ path }) => path));
  return {
    added: files.filter(({ path }) => !stored.has(path)),
    changed: files.filter(
      ({ path, sha256 }) => stored.has(path) && !(same && stored.get(path) === sha256),
    ),
    removed: [...stored.keys()].filter((path) => !paths.has(path)),
  };
}

function contents(files: readonly CorpusFile[], corpus: Corpus) {
  const parsed = new Map<string, Content>([
    ["sources.yaml", { sources: corpus.sources }],
    ["synonyms.yaml", { synonyms: corpus.synonyms }],
    ...corpus.cards.map((card) => [card.path, { card }] as const),
    ...corpus.documents.map((document) => [document.path, { document }] as const),
  ]);
  return files.map(({ path, sha256 }) => ({
    path,
    sha256,
    content: JSON.stringify(parsed.get(path) ?? {}),
  }));
}

function nameVectors(card: Card): readonly StoredVector[] {
  return namesOf(card).map((text) => ({ path: card.path, text, vector: embedSpelling(text) }));
}
