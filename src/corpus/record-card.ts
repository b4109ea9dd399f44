import { recordSource } from "./acceptance.ts";
import type { Card } from "./card.ts";
import type { CorpusFile } from "./corpus-files.ts";
import { type CardReading, readCard } from "./read-card.ts";
import type { Source } from "./source.ts";

/** Whether a file is a card that was made of a record of Jグランツ: kept with what was added, where documents have heads of their own. */
export function isRecordCard({ path, text, added }: CorpusFile): boolean {
  return (
    added !== undefined &&
    added.head === undefined &&
    /(?:^|\/)jgrants\/jgrants-[a-z0-9]+\.md$/u.test(path) &&
    text.startsWith("---\n")
  );
}

/** Reads the card of a record: what it says rests on that record alone, and its texts are nobody's to mend. */
export function readRecordCard(path: string, file: string): CardReading {
  const reading = readCard(path, file);
  if (!("card" in reading)) return reading;
  const own = sourceOf(reading.card)?.id;
  const foreign = reading.card.statements.find(({ locators }) =>
    locators.some(({ source }) => source !== own),
  );
  if (own !== undefined && foreign === undefined) return { card: reading.card, warnings: [] };
  const expected = "Jグランツの記録と、その出典だけ / a record of jGrants, cited alone";
  const [came = "なし / nothing"] = foreign?.locators.map(({ source }) => source) ?? [];
  return { problems: [{ path, line: foreign?.line ?? 1, field: "出典", expected, came }] };
}

/** A card that somebody wrote cannot pass for what Jグランツ tells: only an import knows when it was told. */
export function withoutRecord(reading: CardReading): CardReading {
  if (!("card" in reading)) return reading;
  const { path, head } = reading.card;
  if (head.kind !== "scheme" || head.acceptance === undefined) return reading;
  const expected =
    "なし（Jグランツの取り込みだけが書く項目） / nothing: imports of jGrants alone write it";
  return { problems: [{ path, line: 1, field: "acceptance", expected, came: head.acceptance.id }] };
}

/** The sources that cards of records rest on: each its own record. */
export function recordSources(cards: readonly Card[]): readonly Source[] {
  return cards.flatMap((card) => sourceOf(card) ?? []);
}

function sourceOf({ head }: Card): Source | undefined {
  if (head.kind !== "scheme" || head.acceptance === undefined) return undefined;
  return {
    id: recordSource(head.acceptance),
    title: head.name,
    titleEn: head.nameEn,
    publisher: "デジタル庁 Jグランツ",
    publisherEn: "Digital Agency, jGrants",
    asOf: head.asOf,
    asOfBasis: "取得した日",
  };
}
