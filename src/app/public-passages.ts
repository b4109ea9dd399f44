import { sees } from "../corpus/document-head.ts";
import type { IndexedCorpus } from "../search/corpus-index.ts";
import type { Passage } from "../search/passage.ts";

/** Tells which passages may leave the house: cards are public, documents as they say. */
export function publicPassages({
  documents,
}: Pick<IndexedCorpus, "documents">): (passage: Pick<Passage, "card">) => boolean {
  const kept = documents.filter(({ visibility }) => !sees("public", visibility));
  const paths = new Set(kept.map(({ path }) => path));
  return ({ card }) => !paths.has(card.path);
}
