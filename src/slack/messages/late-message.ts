import type { Language } from "../../text/language.ts";
import { nextLine, partnerName } from "./match-line.ts";
import { type MatchDue, matchRow } from "./match-row.ts";
import { fixed, flowing, header, messageOf, type SlackMessage } from "./message.ts";
import { paragraph } from "./rich-text.ts";

const MOST_ROWS = 20;
const LABELS = {
  ja: {
    title: "期限を過ぎた案件",
    none: "「次にすること」の期限を過ぎた案件はありません。",
    more: (count: number) => `ほか${count}件`,
  },
  en: {
    title: "Matches that are overdue",
    none: "No match has a next action that is overdue.",
    more: (count: number) => `${count} more`,
  },
} as const;

/** The matches that wait for somebody, longest overdue first, each with a button that shows it. */
export function lateMessage(matches: readonly MatchDue[], language: Language): SlackMessage {
  const labels = LABELS[language];
  const rows = matches.slice(0, MOST_ROWS);
  const left = matches.length - rows.length;
  const below = [
    ...(matches.length === 0 ? [labels.none] : []),
    ...(left > 0 ? [labels.more(left)] : []),
  ];
  return messageOf(
    [
      fixed(header(labels.title, language)),
      ...rows.map((match) => matchRow(match, language)),
      flowing(paragraph(below), { rank: 0, language }),
    ],
    [
      labels.title,
      ...rows.map((match) => `${match.id} ${partnerName(match)} ${nextLine(match, language)}`),
      ...below,
    ],
    language,
  );
}
