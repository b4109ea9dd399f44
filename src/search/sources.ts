import type { Card } from "../corpus/card.ts";
import type { Document } from "../corpus/document.ts";
import { recordSources } from "../corpus/record-card.ts";
import type { Source } from "../corpus/source.ts";
import { isStandardAnswer, type StandardAnswer } from "../corpus/standard-answer.ts";

/** A source as answers name it. */
export interface KnownSource extends Source {
  /** Whether its own text is in the index, and not only cards about it. */
  readonly indexed: boolean;
}

/**
 * The sources of a corpus by their ids: those that `sources.yaml` describes, one for each document that
 * it does not, under the document's path, one for each standard answer, under its id, and one for each
 * record that a card was made of.
 */
export function knownSources({
  sources: described,
  documents,
  cards,
}: {
  readonly sources: readonly Source[];
  readonly documents: readonly Document[];
  readonly cards: readonly Card[];
}): ReadonlyMap<string, KnownSource> {
  const files = new Set(documents.map(({ path }) => path));
  const known = described.map((source) => ({
    ...source,
    indexed: source.file !== undefined && files.has(source.file),
  }));
  const describedFiles = new Set(described.map(({ file }) => file));
  const own = documents.filter(({ path }) => !describedFiles.has(path)).map(ownSource);
  const pinned = cards.filter(isStandardAnswer).map(pinnedSource);
  const records = recordSources(cards).map((source) => ({ ...source, indexed: false }));
  return new Map([...pinned, ...known, ...own, ...records].map((source) => [source.id, source]));
}

/** Which of the known sources a document is. */
export function sourceOf(
  document: Document,
  sources: ReadonlyMap<string, KnownSource>,
): KnownSource {
  const described = () => [...sources.values()].find(({ file }) => file === document.path);
  return sources.get(document.path) ?? described() ?? ownSource(document);
}

/** What staff say rests on whoever owns it. */
function pinnedSource({ id, head }: StandardAnswer): KnownSource {
  return {
    id,
    title: `標準回答「${head.name}」`,
    titleEn: `Standard answer "${head.nameEn}"`,
    publisher: head.owner,
    publisherEn: head.ownerEn ?? head.owner,
    asOf: head.asOf,
    asOfBasis: "カードの見出し部",
    indexed: false,
  };
}

function ownSource({ path, title, asOf, publisher }: Document): KnownSource {
  return {
    id: path,
    file: path,
    title,
    titleEn: title,
    publisher: publisher ?? "発行者不明",
    publisherEn: publisher ?? "publisher unknown",
    asOf: asOf ?? { text: "", iso: "" },
    asOfBasis: "本文の初めの日付",
    indexed: true,
  };
}
