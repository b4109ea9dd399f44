import type { Feedback, LoggedAnswer, Need } from "../../ledger/records.ts";
import type { Language } from "../../text/language.ts";
import { nextLine, partnerName } from "./match-line.ts";
import { type MatchDue, matchRow } from "./match-row.ts";
import { fixed, flowing, header, messageOf, type Part, type SlackMessage } from "./message.ts";
import { paragraph, titledList } from "./rich-text.ts";
import { cut } from "./shown-text.ts";

/** What a week left to be done. */
export interface Digest {
  /** Longest overdue first. */
  readonly overdue: readonly MatchDue[];
  /** Questions that the documents did not answer; a question that only the vault keeps is absent. */
  readonly unanswered: readonly Pick<LoggedAnswer, "id" | "question">[];
  /** New needs without a match. */
  readonly unmatched: readonly Pick<Need, "id" | "summary">[];
  /** Open marks of what is outdated. */
  readonly outdated: readonly Pick<Feedback, "id" | "target" | "comment">[];
}

const LABELS = {
  ja: {
    title: "今週の確認事項",
    allDone:
      "期限を過ぎたもの、答えられなかった質問、候補のないニーズ、古いとされた回答はありません。",
    overdue: "期限を過ぎた「次にすること」",
    unanswered: "答えられなかった質問",
    withheld: "（内容は非公開）",
    unmatched: "候補のない新しいニーズ",
    outdated: "「古い情報です」とされた回答",
    more: (count: number) => `ほか${count}件`,
  },
  en: {
    title: "This week",
    allDone:
      "Nothing is overdue, no question went unanswered, every new need has a match, nothing was marked as outdated.",
    overdue: "Next actions that are overdue",
    unanswered: "Questions without an answer",
    withheld: "(kept in confidence)",
    unmatched: "New needs without a match",
    outdated: 'Answers marked "outdated"',
    more: (count: number) => `${count} more`,
  },
} as const;

const MOST_ROWS = 8;
const MOST_LINES = 15;
const MOST_LINE = 150;

/** What coordinators are told once a week. */
export function digestMessage(digest: Digest, language: Language): SlackMessage {
  const labels = LABELS[language];
  const lists = [
    [labels.unanswered, digest.unanswered.map((each) => questionLine(each, language))],
    [labels.unmatched, digest.unmatched.map(({ id, summary }) => short(id, summary, language))],
    [
      labels.outdated,
      digest.outdated.map(({ id, target, comment }) => short(`${id} ${target}`, comment, language)),
    ],
  ] as const;
  const counts = [
    [labels.overdue, digest.overdue.length] as const,
    ...lists.map(([title, lines]) => [title, lines.length] as const),
  ].filter(([, count]) => count > 0);
  return messageOf(
    [
      fixed(header(labels.title, language)),
      flowing(paragraph(counts.length === 0 ? [labels.allDone] : []), { rank: 0, language }),
      ...overdueParts(digest.overdue, language),
      ...lists.map(([title, lines], i) => listed({ title, lines, rank: 1 + i, language })),
    ],
    [
      labels.title,
      ...(counts.length === 0 ? [labels.allDone] : []),
      ...counts.map(([title, count]) => `${title}: ${count}`),
      ...digest.overdue
        .slice(0, MOST_ROWS)
        .map(
          (match) =>
            `${short(match.id, partnerName(match), language)} ${nextLine(match, language)}`,
        ),
    ],
    language,
  );
}

function overdueParts(overdue: readonly MatchDue[], language: Language): readonly Part[] {
  const labels = LABELS[language];
  const left = overdue.length - MOST_ROWS;
  return [
    ...(overdue.length === 0 ? [] : [fixed(header(labels.overdue, language))]),
    ...overdue.slice(0, MOST_ROWS).map((match) => matchRow(match, language)),
    flowing(paragraph(left > 0 ? [labels.more(left)] : []), { rank: 0, language }),
  ];
}

interface Listed {
  readonly title: string;
  readonly lines: readonly string[];
  readonly rank: number;
  readonly language: Language;
}

function listed({ title, lines, rank, language }: Listed): Part {
  const left = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES);
  const all = left > 0 ? [...shown, LABELS[language].more(left)] : shown;
  return flowing(titledList(title, all), { rank, language, most: 2500 });
}

function questionLine(
  { id, question }: Pick<LoggedAnswer, "id" | "question">,
  language: Language,
): string {
  return short(id, question ?? LABELS[language].withheld, language);
}

function short(id: string, text: string, language: Language): string {
  return `${id} ${cut(text, MOST_LINE, language)}`;
}
