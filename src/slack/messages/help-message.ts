import type { Bilingual } from "../../errors.ts";
import { ROLES, type Role } from "../../ledger/vocabulary.ts";
import type { Language } from "../../text/language.ts";
import { flowing, messageOf, type SlackMessage } from "./message.ts";
import { bold, paragraph, titledList } from "./rich-text.ts";
import { suggestedPrompts } from "./suggested-prompts.ts";

interface Command extends Bilingual {
  /** How it is typed after /musubi. */
  readonly usage: Bilingual;
  readonly roles: readonly Role[];
}

const STAFF = ["administrator", "coordinator"] as const;
const EVERYBODY = [...STAFF, "auditor", "firm", "guest"] as const;

const command = (
  roles: readonly Role[],
  usage: readonly [string, string],
  [ja, en]: readonly [string, string],
): Command => ({ roles, usage: { ja: usage[0], en: usage[1] }, ja, en });

/** The commands after /musubi, in the order in which they are told, and for whom they are. */
export const COMMANDS = {
  help: command(EVERYBODY, ["help", "help"], ["この案内を見る", "show this"]),
  ask: command(
    EVERYBODY,
    ["ask 質問", "ask QUESTION"],
    ["資料に質問する（答えは自分だけに見えます）", "ask the documents (only you see the answer)"],
  ),
  need: command(
    [...STAFF, "firm"],
    ["need ニーズ", "need WHAT IS NEEDED"],
    ["ニーズを登録する用紙を開く", "open the form that registers a need"],
  ),
  match: command(
    [...STAFF, "auditor", "firm"],
    ["match ニーズ | M-0001", "match NEED | M-0001"],
    [
      "合う相手を探す。番号なら、案件の今の段階と次にすることを見る",
      "look for partners; with a number, see where that match stands and what is next",
    ],
  ),
  status: command(
    [...STAFF, "auditor"],
    ["status", "status"],
    ["資料の索引と台帳の今の状態を見る", "show how the index and the ledger stand"],
  ),
  report: command(
    [...STAFF, "auditor"],
    ["report", "report"],
    ["マッチングの報告と期限超過の一覧を見る", "show the report on matches and what is overdue"],
  ),
  config: command(
    ["administrator"],
    ["config", "config"],
    [
      "チャンネルの設定、利用者の役割、評価のお願い（config remind 60）を変える",
      "change the settings of a channel, people's roles and the reminder for feedback (config remind 60)",
    ],
  ),
} as const satisfies Readonly<Record<string, Command>>;

const LABELS = {
  ja: {
    what: "登録された資料をもとに、出典を付けてお答えします。資料にないことは「ない」とお伝えします。",
    role: "あなたの役割",
    ask: "たとえば、こう聞けます",
    where: "聞き方",
    ways: [
      "チャンネルでこのアプリをメンションする（スレッドの中で答えます）",
      "このアプリとのメッセージに書く",
      "メッセージの「…」から「ニーズとして登録」を選ぶ",
    ],
    commands: "コマンド",
    secrets:
      "出願前の発明、配合、取引先の名前などは、チャンネルに書かないでください。非公開の用紙（/musubi need）に書けば、暗号化して保管します。",
  },
  en: {
    what: "Answers come from the documents on file, with their sources. What they do not say, you are told they do not say.",
    role: "Your role",
    ask: "You can ask, for instance",
    where: "Where to ask",
    ways: [
      "Mention this app in a channel; it answers in the thread",
      "Write to this app in its messages",
      'Choose "Register as a need" from the menu of a message',
    ],
    commands: "Commands",
    secrets:
      "Please write no unfiled inventions, recipes or names of customers in a channel. The confidential form (/musubi need) keeps them encrypted.",
  },
} as const;

const MAY_REGISTER: readonly Role[] = COMMANDS.need.roles;

/** What somebody in a role can ask and do, and how. */
export function helpMessage(role: Role, language: Language): SlackMessage {
  const labels = LABELS[language];
  const questions = suggestedPrompts(role, language).map(({ message }) => message);
  const commands = Object.values<Command>(COMMANDS)
    .filter(({ roles }) => roles.includes(role))
    .map((each) => [bold(`/musubi ${each.usage[language]}`), ` — ${each[language]}`]);
  const mayRegister = MAY_REGISTER.includes(role);
  const ways = mayRegister ? labels.ways : labels.ways.slice(0, 2);
  return messageOf(
    [
      flowing(paragraph([labels.what], [bold(`${labels.role}: `), ROLES[role][language]]), {
        rank: 0,
        language,
      }),
      flowing(titledList(labels.ask, questions), { rank: 1, language }),
      flowing(titledList(labels.where, ways), { rank: 2, language }),
      flowing(titledList(labels.commands, commands), { rank: 3, language }),
      flowing(paragraph(mayRegister ? [labels.secrets] : []), { rank: 4, language }),
    ],
    [labels.what, ...questions],
    language,
  );
}
