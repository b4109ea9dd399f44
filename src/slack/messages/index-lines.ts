import { japanTime } from "../../text/days.ts";
import type { Language } from "../../text/language.ts";

/** How much is indexed, and since when. */
export interface IndexShown {
  readonly cards: number;
  readonly documents: number;
  /** Names the state of the corpus. */
  readonly revision?: string | undefined;
  /** When the index was last brought up to date, ISO 8601; absent before the first time. */
  readonly updatedAt?: string | undefined;
}

const LABELS = {
  ja: {
    size: (cards: number, documents: number) => `カード ${cards}件、文書 ${documents}件`,
    updated: (time: string) => `最終更新 ${time}`,
    never: "まだ索引がありません",
    revision: (name: string) => `版 ${name}`,
  },
  en: {
    size: (cards: number, documents: number) => `${cards} cards, ${documents} documents`,
    updated: (time: string) => `updated ${time} (Japan)`,
    never: "not indexed yet",
    revision: (name: string) => `revision ${name}`,
  },
} as const;

/** Revisions are hashes; their beginnings tell them apart. */
const MOST_REVISION = 12;

/** How fresh the index is, in two lines. */
export function indexLines(
  { cards, documents, revision, updatedAt }: IndexShown,
  language: Language,
): readonly string[] {
  const labels = LABELS[language];
  const updated = updatedAt === undefined ? labels.never : labels.updated(japanTime(updatedAt));
  const version = revision === undefined ? [] : [labels.revision(revision.slice(0, MOST_REVISION))];
  return [
    labels.size(cards, documents),
    [updated, ...version].join(language === "ja" ? "、" : ", "),
  ];
}
