import type { Language } from "../text/language.ts";
import type { CitedScheme, ModelTrouble, ModelUse } from "./answer.ts";

/** What the parts of an answer are called where it is shown as text. */
export const ANSWER_LABELS = {
  ja: {
    sources: "出典",
    notices: "ご注意",
    choices: "候補",
    criteria: "要件",
    conflicts: "資料による違い",
    searched: "調べた資料",
    partners: "相手の候補",
    number: "回答番号",
    card: "カード",
    page: (p: number) => `p.${p}`,
  },
  en: {
    sources: "Sources",
    notices: "Please note",
    choices: "Choices",
    criteria: "Conditions",
    conflicts: "Where sources differ",
    searched: "Searched",
    partners: "Candidates",
    number: "Number of this answer",
    card: "card",
    page: (p: number) => `p. ${p}`,
  },
} as const;

/** The status of a scheme in two or three words. */
export const STATUS_BADGES: Readonly<
  Record<CitedScheme["status"], Readonly<Record<Language, string>>>
> = {
  historic: { ja: "過去の制度", en: "Past scheme" },
  requested: { ja: "要求段階", en: "Requested" },
  planned: { ja: "計画段階", en: "Planned" },
  unknown: { ja: "現況未確認", en: "Not verified" },
  superseded: { ja: "後継あり", en: "Superseded" },
  open: { ja: "受付中", en: "Open" },
  scheduled: { ja: "受付前", en: "Not yet open" },
  closed: { ja: "受付終了", en: "Closed" },
};

const TROUBLES: Readonly<Record<ModelTrouble, Readonly<Record<Language, string>>>> = {
  refused: { ja: "要求が拒否された", en: "it refused the request" },
  busy: { ja: "混み合っていた", en: "it was busy" },
  failed: { ja: "接続またはサーバーの障害", en: "a fault of the server or the line" },
  late: { ja: "時間内に終わらなかった", en: "it was late" },
  cut: { ja: "返答が途中で切れた", en: "its reply was cut off" },
  unfinished: { ja: "返答が完結しなかった", en: "its reply was not finished" },
  too_long: { ja: "返答が長すぎた", en: "its reply was too long" },
  malformed: { ja: "返答の形が違った", en: "its reply had another shape" },
  resting: { ja: "失敗が続いたため休止中", en: "left alone after faults in a row" },
  too_little: { ja: "確かめられた文では足りなかった", en: "too little could be confirmed" },
};

/** How a language model did with a question, in a line for staff. */
export function modelLine(use: ModelUse, language: Language): string {
  const { kept, dropped, fault } = use;
  const trouble = fault && TROUBLES[fault][language];
  if (language === "en") {
    const sentences = `${kept} sentences confirmed, ${dropped} dropped`;
    return `${tokensTold(use, language)}; ${sentences}${trouble ? `; not used: ${trouble}` : ""}`;
  }
  const sentences = `確認できた文${kept}、除いた文${dropped}`;
  return `${tokensTold(use, language)}、${sentences}${trouble ? `、不採用（${trouble}）` : ""}`;
}

/** What asking a language model has cost. */
export function tokensTold(
  {
    inputTokens,
    outputTokens,
    estimated,
  }: Pick<ModelUse, "inputTokens" | "outputTokens" | "estimated">,
  language: Language,
): string {
  const [input, output] = [inputTokens, outputTokens].map((n) => n.toLocaleString("en"));
  return language === "en"
    ? `Language model: ${estimated ? "about " : ""}${input} tokens in, ${output} out`
    : `言語モデル: トークン入力${input}・出力${output}${estimated ? "（概算）" : ""}`;
}
