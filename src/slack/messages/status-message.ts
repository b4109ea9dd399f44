import type { Expiring } from "../../corpus/standard-answer.ts";
import type { Head } from "../../ledger/records.ts";
import type { Language } from "../../text/language.ts";
import { type IndexShown, indexLines } from "./index-lines.ts";
import { flowing, messageOf, type SlackMessage } from "./message.ts";
import { titledList } from "./rich-text.ts";

export interface Status {
  readonly index: IndexShown;
  /** Absent while nothing was ever written. */
  readonly ledger?: {
    readonly head: Head;
    /** Events. */
    readonly count: number;
    /** Whether every event and record is as it was written; absent where that was not looked at. */
    readonly isSound?: boolean;
    readonly openNeeds: number;
    readonly liveMatches: number;
    readonly overdue: number;
  };
  /** Standard answers that somebody has to look at soon. */
  readonly expiring?: readonly Expiring[];
}

const LABELS = {
  ja: {
    index: "資料の索引",
    ledger: "台帳",
    empty: "まだ何も記録されていません。",
    head: "先頭",
    count: "イベント",
    openNeeds: "受付中のニーズ",
    liveMatches: "進行中の案件",
    overdue: "期限を過ぎた「次にすること」",
    isSound: "検証: 全イベントを確かめました。改ざんは見つかりません。",
    isNot:
      "検証: 合わないところがあります。管理者に知らせ、npm run ledger -- verify で確かめてください。",
    notVerified: "検証: npm run ledger -- verify で確かめられます。",
    expiring: "期限の近い標準回答",
    owner: (owner: string, until: string) => `担当 ${owner}、${until}まで`,
  },
  en: {
    index: "Index of the documents",
    ledger: "Ledger",
    empty: "Nothing is recorded yet.",
    head: "Head",
    count: "Events",
    openNeeds: "Open needs",
    liveMatches: "Live matches",
    overdue: "Next actions that are overdue",
    isSound: "Verified: every event is as it was written.",
    isNot:
      "Verified: something does not hold. Tell the administrator, and run npm run ledger -- verify.",
    notVerified: "To verify it: npm run ledger -- verify",
    expiring: "Standard answers that expire",
    owner: (owner: string, until: string) => `${owner}, until ${until}`,
  },
} as const;

/** How the assistant stands: its documents, and the ledger with its head for whoever compares it. */
export function statusMessage(status: Status, language: Language): SlackMessage {
  const labels = LABELS[language];
  const index = indexLines(status.index, language);
  const ledger = ledgerLines(status, language);
  const expiring = (status.expiring ?? []).map(
    ({ name, owner, until }) => `${name}（${labels.owner(owner, until)}）`,
  );
  return messageOf(
    [
      flowing(titledList(labels.index, index), { rank: 0, language }),
      flowing(titledList(labels.ledger, ledger), { rank: 1, language }),
      flowing(titledList(labels.expiring, expiring), { rank: 2, language }),
    ],
    [
      ...[labels.index, ...index, labels.ledger, ...ledger],
      ...(expiring.length > 0 ? [labels.expiring, ...expiring] : []),
    ],
    language,
  );
}

function ledgerLines({ ledger }: Status, language: Language): readonly string[] {
  const labels = LABELS[language];
  if (ledger === undefined) return [labels.empty];
  const { head, count, isSound, openNeeds, liveMatches, overdue } = ledger;
  const found = isSound ? labels.isSound : labels.isNot;
  return [
    `${labels.openNeeds}: ${openNeeds}`,
    `${labels.liveMatches}: ${liveMatches}`,
    `${labels.overdue}: ${overdue}`,
    `${labels.count}: ${count}`,
    `${labels.head}: seq=${head.seq} hash=${head.hash}`,
    isSound === undefined ? labels.notVerified : found,
  ];
}
