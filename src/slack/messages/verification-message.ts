import type { Verification } from "../../ledger/ledger.ts";
import type { Language } from "../../text/language.ts";
import type { SlackMessage } from "./message.ts";
import { reportMessage } from "./report-message.ts";

const LABELS = {
  ja: {
    sound: "台帳を検証しました。全イベントと記録は書かれたときのままです。",
    unsound: "台帳に合わないところがあります。管理者に知らせてください。",
    count: (count: number) => `確かめたイベント: ${count}件`,
    first: "先頭",
    head: "末尾",
    fault: "合わないところ",
  },
  en: {
    sound: "The ledger was verified: every event and record is as it was written.",
    unsound: "Something in the ledger does not hold. Tell the administrator.",
    count: (count: number) => `Events verified: ${count}`,
    first: "First",
    head: "Last",
    fault: "Does not hold",
  },
} as const;

/** What a verification found: how many events, the first and the last of them, and what does not hold. */
export function verificationMessage(
  { isSound, count, first, head, faults }: Verification,
  language: Language,
): SlackMessage {
  const labels = LABELS[language];
  return reportMessage(
    [
      isSound ? labels.sound : labels.unsound,
      labels.count(count),
      ...(first ? [`${labels.first}: seq=${first.seq} hash=${first.hash}`] : []),
      `${labels.head}: seq=${head.seq} hash=${head.hash}`,
      ...faults.map(
        ({ seq, record, what }) =>
          `${labels.fault}: ${seq === undefined ? (record ?? "") : `seq=${seq}`} ${what[language]}`,
      ),
    ],
    { language },
  );
}
