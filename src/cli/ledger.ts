import type { Language } from "../text/language.ts";
import { misuse, readArguments } from "./arguments.ts";
import type { Command } from "./command.ts";
import { OPTIONS, type Subcommand } from "./ledger/call.ts";
import { consent } from "./ledger/consent.ts";
import { consult, finish, take } from "./ledger/consultations.ts";
import {
  activity,
  closeNeed,
  correct,
  erase,
  feedback,
  plan,
  review,
  secret,
  survey,
} from "./ledger/judging.ts";
import { move } from "./ledger/move.ts";
import { handover, reminders, user } from "./ledger/people.ts";
import { events, list, show, verify } from "./ledger/reading.ts";
import { backup, exportRecords, report, restore } from "./ledger/reporting.ts";

const command = (usage: string, ja: string, en: string, run: Subcommand["run"]): Subcommand => ({
  usage: `npm run ledger -- ${usage}`,
  what: { ja, en },
  run,
});

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  verify: command(
    "verify [--head 番号:ハッシュ]",
    "改ざんがないか確かめる",
    "checks that nothing was changed",
    verify,
  ),
  report: command(
    "report [--period 今四半期|2026年度|2026Q3|2026-11] [--region 岡山県] [--coordinator USER]",
    "評価指標、転換率、期限超過",
    "indicators, conversion, what is overdue",
    report,
  ),
  list: command(
    "list [matches|needs|overdue|surveys|answers|consultations] [--state 段階] [--coordinator USER]",
    "一覧",
    "lists records",
    list,
  ),
  show: command("show M-0001", "一件の内容と履歴", "a record with its history", show),
  move: command(
    'move M-0001 --to 段階 [--from 段階] [--reason "…"] [--close-reason 相手方辞退] [--next "…" --due 日付]',
    "段階を進める・終える",
    "takes a match to another state",
    move,
  ),
  plan: command(
    'plan M-0001 --next "…" --due 日付',
    "次の行動と期限を決める",
    "what is to be done next, and by when",
    plan,
  ),
  close: command(
    'close N-0001 --close-reason 需要消滅 [--reason "…"]',
    "ニーズを終える",
    "closes a need",
    closeNeed,
  ),
  consent: command(
    'consent M-0001 --side need|partner --by 氏名 --to 相手 --purpose "…" --until 日付 [--fields organisation,summary,text] [--method …]、consent withdraw C-0001 --reason "…"',
    "同意の記録と撤回",
    "records or withdraws a consent",
    consent,
  ),
  correct: command(
    'correct M-0001 --set 項目=値 --reason "…"',
    "訂正（前の内容は残る）",
    "corrects a record; the old value stays",
    correct,
  ),
  review: command(
    'review M-0001 --finding 根拠不備 [--comment "…"]',
    "監査の所見",
    "an auditor's finding",
    review,
  ),
  feedback: command(
    'feedback A-000001 --category 古い [--comment "…"]',
    "回答への評価",
    "what somebody thinks of an answer",
    feedback,
  ),
  consult: command(
    'consult A-000001 [--note "…"] [--coordinator USER]',
    "回答・ニーズ・マッチングについて担当者に相談する",
    "asks a person about an answer, a need or a match",
    consult,
  ),
  take: command("take Q-0001", "相談を引き受ける", "takes a consultation up", take),
  done: command(
    'done Q-0001 --note "…"',
    "相談への対応を終える",
    "says what was done about a consultation",
    finish,
  ),
  activity: command(
    'activity --kind 相談|訪問|面談 --note "…" [--on 日付] [--match M-0001]',
    "活動の記録",
    "reports an activity",
    activity,
  ),
  survey: command(
    "survey S-0001 [--satisfaction 1-5] [--outcome 段階]",
    "成果アンケートの回答",
    "the answer to a survey",
    survey,
  ),
  handover: command(
    'handover --from USER --to USER --reason "…"',
    "担当する案件をすべて引き継ぐ",
    "passes all cases of a coordinator on",
    handover,
  ),
  reminders: command("reminders", "期限の知らせ（一度だけ）", "what is due, told once", reminders),
  secret: command(
    "secret N-0001",
    "秘密の内容を読む（閲覧は記録に残る）",
    "reads what is secret; the look is an event",
    secret,
  ),
  erase: command(
    'erase N-0001 --reason "…"',
    "秘密の内容を消去する",
    "erases what is secret",
    erase,
  ),
  events: command("events [M-0001]", "イベントの一覧", "lists events", events),
  export: command(
    "export [matches|needs|events|answers|consultations] --out FILE [--format csv|xlsx|jsonl] [--period …]",
    "書き出し",
    "writes records to a file",
    exportRecords,
  ),
  backup: command("backup --out FILE", "バックアップ", "writes a verified backup", backup),
  restore: command("restore FILE", "バックアップから戻す", "puts a backup in place", restore),
  user: command(
    "user ID --name 氏名 --role coordinator|firm|auditor|administrator [--organisation 社名]",
    "利用者と役割",
    "who somebody is",
    user,
  ),
};

/** `ledger`: the ledger of matches, for staff. */
export const ledger: Command = async (context) => {
  const { values, positionals } = readArguments(context.args, OPTIONS, help(context.language));
  const [name, ...rest] = positionals;
  if (name === undefined) {
    await context.print(help(context.language));
    return;
  }
  const found = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (!found) {
    throw misuse(
      { ja: `「${name}」という操作はありません。`, en: `There is no "${name}".` },
      help(context.language),
    );
  }
  await found.run({ context, values, positionals: rest, usage: found.usage });
};

function help(language: Language): string {
  const lines = Object.values(SUBCOMMANDS).map(
    ({ usage, what }) => `  ${what[language]}\n    ${usage}`,
  );
  const common = {
    ja: "どれにも付けられるもの: [--data DIR] [--as USER] [--json]",
    en: "With each: [--data DIR] [--as USER] [--json]",
  }[language];
  return [...lines, common].join("\n");
}
